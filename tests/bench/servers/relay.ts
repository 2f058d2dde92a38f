/**
 * The floor under every server that works in ticks: no document, no storage, nothing merged or
 * looked at. What came in goes to everybody as one frame every 50 ms.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as encoding from "lib0/encoding";
import { type WebSocket, WebSocketServer } from "ws";

const tick = 50;
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
let waiting: Buffer[] = [];

sockets.on("connection", (socket: WebSocket) => {
  socket.on("message", (frame: Buffer) => waiting.push(frame));
  socket.on("error", () => socket.terminate());
});
setInterval(() => {
  if (waiting.length === 0) return;
  const frames = waiting;
  waiting = [];
  const all = encoding.encode((encoder) => {
    for (const frame of frames) encoding.writeVarUint8Array(encoder, frame);
  });
  for (const socket of sockets.clients) socket.send(all, { binary: true });
}, tick);
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
