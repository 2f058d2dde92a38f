/** A brought archive on its way in: checked on a thread of its own, so that the rooms go on meanwhile. */
import { limits } from "../../shared/limits.ts";
import { readInThread } from "../import/threads.ts";
import type { ReadArchive } from "./archiveWorker.ts";

/** What is in the archive. Refusals: archive-unreadable, archive-damaged with the file's name, import-too-complex. */
export function readArchive(bytes: Uint8Array): Promise<ReadArchive> {
  const worker = new URL("./archiveWorker.ts", import.meta.url);
  return readInThread(worker, bytes, limits.archiveMilliseconds);
}
