/** Reads one brought file away from the room's thread, and says what came of it. */
import { parentPort, workerData } from "node:worker_threads";
import type { SectionName } from "../../shared/imported.ts";
import { type BroughtFile, readFile } from "./readFile.ts";
import { answerOf } from "./threads.ts";

export interface ImportTask {
  readonly file: BroughtFile;
  readonly into: SectionName | null;
}

const { file, into } = workerData as ImportTask;
parentPort?.postMessage(await answerOf(() => readFile(file, into), "import-unreadable"));
