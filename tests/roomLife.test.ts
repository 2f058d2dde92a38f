/** How a room comes, goes on and goes, where it is a matter of moments. */
import pino from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import type { Connection } from "../server/rooms/connection.ts";
import { FanOut } from "../server/rooms/fanOut.ts";
import { TextLog } from "../server/rooms/textLog.ts";
import { rawSocket } from "./kit/rawSocket.ts";
import { openStage, type Stage } from "./kit/stage.ts";

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
});

afterEach(async () => {
  vi.useRealTimers();
  await stage.close();
});

const words = (() => {
  const document = new Y.Doc();
  document.getText("words").insert(0, "words");
  return Y.encodeStateAsUpdate(document);
})();
const entry = { update: words, authors: [], structural: false };

test("R3 who loses their link while the room still loads for them does not come in", async () => {
  const { cookie } = await stage.join("attendee", "Late");
  const { promise, resolve } = Promise.withResolvers<void>();
  stage.disk.loadsHeld = promise;
  const socket = await rawSocket(stage.url, stage.declarationId, { cookie });
  await vi.waitUntil(() => stage.disk.loads === 1);
  await stage.revoke("attendee");
  resolve();
  expect(await socket.closed).toEqual({ code: 4403, reason: "link-revoked" });
});

test("R11 a room that somebody asked for and never entered is let go too", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const room = await stage.rooms.open(stage.declarationId);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await stage.rooms.open(stage.declarationId)).toBe(room);
  await vi.advanceTimersByTimeAsync(20_000);
  expect((await stage.rooms.census()).rooms).toBe(1);
  await vi.advanceTimersByTimeAsync(20_000);
  expect((await stage.rooms.census()).rooms).toBe(0);
});

test("R11 a room that must be loaded anew does not take the next one down with it", async () => {
  const { declarationId, rooms, store } = stage;
  const first = await rooms.open(declarationId);
  const sequence = first.textLog.sequence + 1;
  await store.appendText([{ declarationId, sequence, update: words, authors: [] }]);
  first.textLog.add(entry);
  await vi.waitUntil(async () => (await rooms.census()).rooms === 0);
  const second = await rooms.open(declarationId);
  first.textLog.add(entry);
  await first.textLog.idle();
  await vi.waitUntil(async () => (await rooms.census()).rooms === 1);
  expect(await rooms.open(declarationId)).toBe(second);
});

test("R9 stored text that does not take effect has its room loaded anew; the process goes on", async () => {
  const groupCommit = { append: async () => {}, idle: async () => {} };
  const textLog = new TextLog("a", 0, groupCommit, pino({ level: "silent" }));
  const mustReload = vi.fn();
  Object.assign(textLog, {
    mustReload,
    onStored: () => {
      throw new Error("Yjs could not take it in");
    },
  });
  textLog.add(entry);
  await textLog.idle();
  expect(mustReload).toHaveBeenCalledOnce();
});

test("R10 a slow reader who asks for the text between two ticks of a quiet room is served when their queue has drained", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const group = new FanOut(new Y.Doc(), 240);
  const reader = { behindSince: null, unsentBytes: 0, send: vi.fn() };
  group.connections.add(reader as unknown as Connection);
  group.publish(words);
  expect(reader.send).toHaveBeenCalledOnce();
  reader.unsentBytes = 1;
  group.serveLater(reader as unknown as Connection, new Uint8Array([0]));
  reader.unsentBytes = 0;
  await vi.advanceTimersByTimeAsync(1000);
  expect(reader.send).toHaveBeenCalledTimes(2);
  group.stop();
});

test("a snapshot that cannot be read is passed over: the log holds every word", async () => {
  await stage.store.saveSnapshot(stage.declarationId, 1, new Uint8Array([7, 7, 7]));
  const text = await stage.rooms.readText(stage.declarationId);
  expect(text.getXmlFragment("default").length).toBe(7);
  const { cookie } = await stage.join("attendee", "Late");
  const socket = await rawSocket(stage.url, stage.declarationId, { cookie });
  socket.send(Uint8Array.from([0, 0, 1, 0]));
  await vi.waitUntil(() =>
    socket.frames.some((frame) => frame[0] === 0 && frame[1] === 1 && frame.length > 100),
  );
  socket.close();
});
