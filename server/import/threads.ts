/** Brought files are read on threads of their own, within time and memory, so that the rooms go on meanwhile. */
import { Worker } from "node:worker_threads";
import type { RefusalId } from "../../shared/refusals.ts";
import { Refusal } from "../errors.ts";

/** What a thread answers once. */
export type ThreadAnswer<Read> =
  | { readonly kind: "read"; readonly read: Read }
  | { readonly kind: "refused"; readonly id: RefusalId; readonly message: string };

/** Files read at once; others wait their turn. */
const atOnce = 2;
/** A Word file of 20 MB without pictures stays far below. */
const megabytes = 512;

let reading = 0;
const waiting: (() => void)[] = [];

/** What the worker in that file makes of the task, its `workerData`. Refusals: import-too-complex, and its own. */
export async function readInThread<Read>(
  workerFile: URL,
  task: unknown,
  milliseconds: number,
): Promise<Read> {
  if (reading >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else reading++;
  try {
    return await runThread<Read>(workerFile, task, milliseconds);
  } finally {
    const next = waiting.shift();
    if (next === undefined) reading--;
    else next();
  }
}

function runThread<Read>(workerFile: URL, task: unknown, milliseconds: number): Promise<Read> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    const end = (settle: () => void) => {
      clearTimeout(tooLong);
      settle();
      void worker.terminate();
    };
    const tooComplex = () => end(() => reject(new Refusal("import-too-complex")));
    const tooLong = setTimeout(tooComplex, milliseconds);
    worker.once("message", (answer: ThreadAnswer<Read>) => {
      end(() => {
        if (answer.kind === "read") resolve(answer.read);
        else reject(new Refusal(answer.id, answer.message));
      });
    });
    // Out of memory: the file came to more than it looked.
    worker.once("error", tooComplex);
    worker.once("exit", tooComplex);
  });
}

/** For the thread's own side: what `read` comes to, or, whatever a stranger's file does to it, that it could not be read. */
export async function answerOf<Read>(
  read: () => Read | Promise<Read>,
  unreadable: RefusalId,
): Promise<ThreadAnswer<Read>> {
  try {
    return { kind: "read", read: await read() };
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal(unreadable);
    return { kind: "refused", id: refusal.id, message: refusal.message };
  }
}
