/** `@y/websocket-server`: its own way of serving a document, on the `ws` of this project. */

import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

interface YWebsocketServer {
  setupWSConnection(socket: WebSocket, request: IncomingMessage): void;
  setPersistence(persistence: {
    bindState(name: string, document: unknown): void;
    writeState(): Promise<void>;
    provider: null;
  }): void;
}

// Its other build imports a native database by name even where none is used.
const require = createRequire(import.meta.url);
const { setupWSConnection, setPersistence } = require("@y/websocket-server/utils") as YWebsocketServer;
const { applyUpdate } = require("yjs") as { applyUpdate(document: unknown, update: Uint8Array): void };

const { STATE_FILE } = process.env;
if (STATE_FILE !== undefined) {
  setPersistence({
    bindState: (_name, document) => applyUpdate(document, readFileSync(STATE_FILE)),
    writeState: () => Promise.resolve(),
    provider: null,
  });
}
const server = createServer();
const sockets = new WebSocketServer({ server });
sockets.on("connection", setupWSConnection);
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`ready at http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
