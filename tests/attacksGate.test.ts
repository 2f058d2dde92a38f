import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { heartbeatMilliseconds, limits } from "../shared/limits.ts";
import { eventually } from "./kit/eventually.ts";
import { rawSocket } from "./kit/rawSocket.ts";
import { openStage, type Stage } from "./kit/stage.ts";

let stage: Stage;

beforeEach(async () => {
  stage = await openStage();
});

afterEach(() => stage.close());

test("R9 an upgrade to an address that is none is refused, and the process goes on", async () => {
  for (const address of ["//", "///", "http://[", "/sync/%", "/sync/", "*"]) {
    const { port } = new URL(stage.url);
    const socket = connect(Number(port), "127.0.0.1");
    await once(socket, "connect");
    socket.write(
      `GET ${address} HTTP/1.1\r\nHost: plenary\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    expect(await text(socket), address).toMatch(/^HTTP\/1\.1 40[04] /);
  }
  const { cookie } = await stage.join("participant", "Alice");
  const alice = await rawSocket(stage.url, stage.declarationId, { cookie });
  alice.close();
});

test("R9 one person has a bounded number of windows; closing one makes room for the next", async () => {
  const { cookie } = await stage.join("participant", "Alice");
  const open = () => rawSocket(stage.url, stage.declarationId, { cookie });
  const windows = await Promise.all(Array.from({ length: limits.socketsPerPerson }, open));
  const tooMany = await open();
  expect(await tooMany.closed).toEqual({ code: 4429, reason: "too-many-windows" });
  for (const { socket } of windows) expect(socket.readyState).toBe(socket.OPEN);
  windows[0]?.close();
  await eventually(async () => {
    const next = await open();
    await Promise.race([next.closed, eventually(() => next.frames.length > 0, "an answer")]);
    return next.frames.length > 0;
  }, "a window in place of the closed one");
});

test("R9 a hall behind one address is never limited: 300 attendees from the same one read along", async () => {
  const people = await Promise.all(
    Array.from({ length: 300 }, (_, index) => stage.join("attendee", `Attendee ${index}`)),
  );
  const sockets = await Promise.all(
    people.map(({ cookie }) => rawSocket(stage.url, stage.declarationId, { cookie })),
  );
  for (const socket of sockets) socket.send(Uint8Array.from([0, 0, 1, 0]));
  await eventually(
    () => sockets.every(({ frames }) => frames.some((frame) => frame[0] === 0 && frame[1] === 1)),
    "everybody has the text",
  );
  for (const socket of sockets) socket.close();
});

test("R9 a half-open socket is let go after two heartbeats; one that answers stays", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    const people = [await stage.join("attendee", "Gone"), await stage.join("attendee", "Here")];
    const [gone, here] = await Promise.all(
      people.map(({ cookie }) => rawSocket(stage.url, stage.declarationId, { cookie })),
    );
    const { connections } = await stage.rooms.open(stage.declarationId);
    await eventually(() => connections.size === 2, "both are in the room");
    gone?.socket.pause();
    for (let beat = 1; beat <= 2; beat++) {
      const pinged = once(here?.socket as NonNullable<typeof here>["socket"], "ping");
      await vi.advanceTimersByTimeAsync(heartbeatMilliseconds);
      await pinged;
      // An ask that is answered comes behind the pong, so the server has it.
      const answers = here?.frames.length ?? 0;
      here?.send(Uint8Array.from([0, 0, 1, 0]));
      await eventually(() => (here?.frames.length ?? 0) > answers, "the server has read the answer");
    }
    await eventually(() => connections.size === 1, "the half-open one is gone");
    expect([...connections].map(({ participant }) => participant.name)).toEqual(["Here"]);
    gone?.close();
    here?.close();
  } finally {
    vi.useRealTimers();
  }
});
