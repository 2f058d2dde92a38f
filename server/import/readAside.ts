/** Brought files are read on a thread of their own, so that the room goes on meanwhile. */
import type { SectionName } from "../../shared/imported.ts";
import { limits } from "../../shared/limits.ts";
import type { ImportTask } from "./importWorker.ts";
import type { BroughtFile, ReadFile } from "./readFile.ts";
import { readInThread } from "./threads.ts";

/** What is in the file. Refusals: import-unreadable, import-too-complex. */
export function readAside(file: BroughtFile, into: SectionName | null): Promise<ReadFile> {
  const task: ImportTask = { file, into };
  return readInThread(new URL("./importWorker.ts", import.meta.url), task, limits.importMilliseconds);
}
