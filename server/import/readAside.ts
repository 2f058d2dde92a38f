/** Brought files are read on a thread of their own, within time and memory, so that the room goes on meanwhile. */
import { Worker } from "node:worker_threads";
import type { SectionName } from "../../shared/imported.ts";
import { limits } from "../../shared/limits.ts";
import { Refusal } from "../errors.ts";
import type { ImportAnswer, ImportTask } from "./importWorker.ts";
import type { BroughtFile, ReadFile } from "./readFile.ts";

/** Files read at once; others wait their turn. */
const atOnce = 2;
/** A Word file of 20 MB without pictures stays far below. */
const megabytes = 512;

let reading = 0;
const waiting: (() => void)[] = [];

/** What is in the file. Refusals: import-unreadable, import-too-complex. */
export async function readAside(file: BroughtFile, into: SectionName | null): Promise<ReadFile> {
  if (reading >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else reading++;
  try {
    return await readInWorker({ file, into });
  } finally {
    const next = waiting.shift();
    if (next === undefined) reading--;
    else next();
  }
}

function readInWorker(task: ImportTask): Promise<ReadFile> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./importWorker.ts", import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    const end = (settle: () => void) => {
      clearTimeout(tooLong);
      settle();
      void worker.terminate();
    };
    const tooComplex = () => end(() => reject(new Refusal("import-too-complex")));
    const tooLong = setTimeout(tooComplex, limits.importMilliseconds);
    worker.once("message", (answer: ImportAnswer) => {
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
