/** A worker of the press: takes a finished document, answers the paper. It knows nothing of the server. */
import { parentPort } from "node:worker_threads";
import { formats } from "./formats.ts";
import type { PressAnswer, PressJob } from "./pressMessages.ts";

const port = parentPort;
if (port === null) throw new Error("The worker of the press runs in a thread of its own.");

port.on("message", ({ format, document }: PressJob) => {
  formats[format].write(document).then(
    (paper) => {
      const bytes = typeof paper === "string" ? new TextEncoder().encode(paper) : Uint8Array.from(paper);
      port.postMessage({ paper: bytes } satisfies PressAnswer, [bytes.buffer]);
    },
    (error: unknown) => {
      const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
      port.postMessage({ failure } satisfies PressAnswer);
    },
  );
});
