import { afterAll, expect, test, vi } from "vitest";

// The provider keeps hold of the clock that it finds when it is loaded, so time is taken over before.
vi.useFakeTimers();
const { FakeSocket } = await import("./kit/fakeSocket.ts");
const { kind, line, openSession, stored, takeUp } = await import("./kit/sessionStage.ts");
const { heartbeatMilliseconds } = await import("../shared/limits.ts");
const { presenceFrame } = await import("../shared/socketMessages.ts");

afterAll(() => {
  vi.useRealTimers();
});

test("ten quiet minutes pass on one line that the server's heartbeat keeps; without it the line is made anew", () => {
  const live = openSession();
  takeUp();
  stored(1);
  const made = FakeSocket.made.length;
  for (let passed = 0; passed < 10 * 60_000; passed += heartbeatMilliseconds) {
    vi.advanceTimersByTime(heartbeatMilliseconds);
    line().deliver(presenceFrame([]));
  }
  expect(FakeSocket.made.length).toBe(made);
  expect(kind(live)).toBe("saved");
  vi.advanceTimersByTime(60_000);
  expect(FakeSocket.made.length).toBeGreaterThan(made);
  live.close();
});

test("a final refusal stays one, however long one waits", () => {
  const live = openSession();
  takeUp();
  line().end(4403, "link-revoked");
  const made = FakeSocket.made.length;
  vi.advanceTimersByTime(10 * 60_000);
  expect(FakeSocket.made.length).toBe(made);
  expect(kind(live)).toBe("refused");
  live.close();
});
