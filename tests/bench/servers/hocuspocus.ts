/** Hocuspocus as its manual starts it; FLUSH_DELAY and STATE_FILE set what the bench varies. */
import { readFileSync } from "node:fs";
import { Server } from "@hocuspocus/server";
import * as Y from "yjs";

const { FLUSH_DELAY, STATE_FILE } = process.env;

const server = new Server({
  address: "127.0.0.1",
  port: 0,
  quiet: true,
  ...(FLUSH_DELAY === undefined ? {} : { flushDelay: Number(FLUSH_DELAY) }),
  // What its database extension does with the one state it keeps.
  async onLoadDocument({ document }) {
    if (STATE_FILE !== undefined) Y.applyUpdate(document, readFileSync(STATE_FILE));
  },
});
await server.listen();
process.stdout.write(`ready at ${server.httpURL}\n`);
