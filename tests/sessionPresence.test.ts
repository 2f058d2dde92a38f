import { describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { presenceFrame, textFrame } from "../shared/socketMessages.ts";
import { line, openSession, paragraphIn, playTheServer, server, takeUp } from "./kit/sessionStage.ts";

playTheServer();

describe("presence", () => {
  const presenceSent = () => line().messages.filter((message) => message.kind === "presence").length;

  test("is sent for this person alone, at most ten times a second", () => {
    const live = openSession();
    takeUp();
    vi.advanceTimersByTime(1000);
    const before = presenceSent();
    const other = {
      clientId: 9,
      clock: 1,
      state: JSON.stringify({ user: { name: "Ben", color: "#123456", participantId: "p2" } }),
    };
    line().deliver(presenceFrame([other]));
    vi.advanceTimersByTime(1000);
    expect(presenceSent()).toBe(before);
    for (let move = 0; move < 50; move++) {
      live.awareness.setLocalStateField("cursor", { move });
      vi.advanceTimersByTime(20);
    }
    expect(presenceSent() - before).toBeLessThanOrEqual(11);
    expect(presenceSent() - before).toBeGreaterThan(5);
  });

  test("shows others with the name and colour that the server signed, and meets them anew on the next line", () => {
    const live = openSession();
    takeUp();
    const ben = {
      clientId: 9,
      clock: 5,
      state: JSON.stringify({ user: { name: "Ben", color: "#123456", participantId: "p2" } }),
    };
    const mine = {
      clientId: 7,
      clock: 99,
      state: JSON.stringify({ user: { name: "Ada", color: "#654321", participantId: "p1" } }),
    };
    line().deliver(presenceFrame([ben, mine]));
    const others = () => live.present.get().filter(({ isMe }) => !isMe);
    expect(others()).toEqual([
      { clientId: 9, participantId: "p2", name: "Ben", colour: "#123456", isMe: false },
    ]);
    expect(live.present.get().find(({ isMe }) => isMe)).toMatchObject({ name: "Ada", colour: "#654321" });
    line().end(1006);
    expect(others()).toEqual([]);
    vi.advanceTimersByTime(10_000);
    takeUp();
    line().deliver(presenceFrame([ben]));
    expect(others().length).toBe(1);
  });

  test("moves on with every new line, so that nobody takes it for an old one", () => {
    const live = openSession();
    takeUp();
    const clock = () => live.awareness.meta.get(7)?.clock ?? 0;
    const before = clock();
    line().end(1006);
    vi.advanceTimersByTime(10_000);
    takeUp();
    expect(clock()).toBeGreaterThan(before);
  });
});

describe("while composing", () => {
  test("the words of others wait, and come when the hand is done or after three seconds", () => {
    const live = openSession();
    takeUp();
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(server));
    other.on("update", (update: Uint8Array) => line().deliver(textFrame(update)));
    const theirs = () => paragraphIn(live.document, 2).toString();
    live.holdRemote(true);
    paragraphIn(other, 2).insert(0, [new Y.XmlText("one")]);
    expect(theirs()).not.toContain("one");
    live.holdRemote(false);
    expect(theirs()).toContain("one");
    live.holdRemote(true);
    (paragraphIn(other, 2).get(0) as Y.XmlText).insert(3, " two");
    vi.advanceTimersByTime(3000);
    expect(theirs()).toContain("one two");
  });
});

test("the line asks for our own frames and says which grammar it speaks", () => {
  openSession();
  expect(line().url).toMatch(/^ws:\/\/plenary\.test\/sync\/d1\?plenary=1&schema=\d+$/);
});
