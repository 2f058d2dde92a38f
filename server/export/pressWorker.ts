/** A worker of the press: takes a state of a declaration, answers the paper. It knows nothing of the server. */
import { constants, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import * as Y from "yjs";
import { type Declaration, readDeclaration } from "../../shared/declaration/readDeclaration.ts";
import { writeArchive } from "./archive.ts";
import { finishDocument } from "./finishedDocument.ts";
import { formats } from "./formats.ts";
import type { PressAnswer, PressJob } from "./pressMessages.ts";

const port = parentPort;
if (port === null) throw new Error("The worker of the press runs in a thread of its own.");

// On Linux priorities belong to threads, and 0 is the one that asks: the rooms go first wherever cores are scarce.
// Elsewhere it would be the whole process that steps back.
if (process.platform === "linux") setPriority(0, constants.priority.PRIORITY_LOW);

port.on("message", (job: PressJob) => {
  print(job).then(
    (answer) => port.postMessage(answer, "bytes" in answer ? [answer.bytes.buffer] : []),
    (error: unknown) => {
      const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
      port.postMessage({ failure } satisfies PressAnswer);
    },
  );
});

async function print(job: PressJob): Promise<PressAnswer> {
  const { text, earlier: texts = [], ...state } = job.state;
  const declaration = unpacked(text);
  if (isEmpty(declaration)) return { empty: true };
  const earlier = texts.map(unpacked).filter((each) => !isEmpty(each));
  const finished = finishDocument({ declaration, earlier, ...state }, job.options);
  const paper =
    job.format === "archive"
      ? await writeArchive(finished, job.state, job.archived)
      : await formats[job.format].write(finished);
  const bytes = typeof paper === "string" ? new TextEncoder().encode(paper) : Uint8Array.from(paper);
  return { bytes, title: finished.title };
}

function unpacked(text: Uint8Array): Declaration {
  const document = new Y.Doc();
  Y.applyUpdate(document, text);
  const declaration = readDeclaration(document);
  document.destroy();
  return declaration;
}

function isEmpty({ sections }: Declaration): boolean {
  return sections.length === 0;
}
