/** Checks a brought archive away from the rooms' thread: nothing of it is handed on before all of it is sound. */
import { parentPort, workerData } from "node:worker_threads";
import { type ArchiveAuthors, archivePaths } from "../../shared/archive.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import { Refusal } from "../errors.ts";
import { openArchive } from "../import/archiveFile.ts";
import { answerOf } from "../import/threads.ts";
import { type CheckedTexts, checkTexts } from "./checkedTexts.ts";

export interface ReadArchive {
  readonly records: readonly PlenaryRecord[];
  readonly authors: ArchiveAuthors;
  readonly texts: CheckedTexts;
}

parentPort?.postMessage(await answerOf(() => read(workerData as Uint8Array), "archive-unreadable"));

function read(bytes: Uint8Array): ReadArchive {
  const { records, authors, states } = openArchive(bytes);
  const texts = checkTexts(states);
  const known = new Set(authors.clients.map(({ clientId }) => clientId));
  if (!texts.clientIds.every((clientId) => known.has(clientId)))
    throw new Refusal("archive-damaged", `${archivePaths.authors} does not name everybody who wrote.`);
  return { records, authors, texts };
}
