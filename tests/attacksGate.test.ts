import { once } from "node:events";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
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
