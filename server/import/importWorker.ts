/** Reads one brought file away from the room's thread, and says what came of it. */
import { parentPort, workerData } from "node:worker_threads";
import type { SectionName } from "../../shared/imported.ts";
import type { RefusalId } from "../../shared/refusals.ts";
import { Refusal } from "../errors.ts";
import { type BroughtFile, type ReadFile, readFile } from "./readFile.ts";

export interface ImportTask {
  readonly file: BroughtFile;
  readonly into: SectionName | null;
}

export type ImportAnswer =
  | { readonly kind: "read"; readonly read: ReadFile }
  | { readonly kind: "refused"; readonly id: RefusalId; readonly message: string };

const { file, into } = workerData as ImportTask;
try {
  answer({ kind: "read", read: await readFile(file, into) });
} catch (error) {
  // Whatever a stranger's file does to its reader, it is the file that could not be read.
  const refusal = error instanceof Refusal ? error : new Refusal("import-unreadable");
  answer({ kind: "refused", id: refusal.id, message: refusal.message });
}

function answer(message: ImportAnswer): void {
  parentPort?.postMessage(message);
}
