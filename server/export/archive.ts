/** The full archive: every paper, the text, the records and the authors, in one zip. Runs in a worker of the press. */
import { createHash } from "node:crypto";
import { type Zippable, zipSync } from "fflate";
import * as Y from "yjs";
import type * as z from "zod";
import {
  type ArchiveAuthors,
  type ArchiveManifest,
  archiveAuthors,
  archiveFormat,
  archivePaths,
  archiveRecords,
  sealedWords,
  versionPath,
} from "../../shared/archive.ts";
import { exportFormats } from "../../shared/exports.ts";
import { limits } from "../../shared/limits.ts";
import type { FinishedDocument, StateOnPaper } from "./finishedDocument.ts";
import { formats } from "./formats.ts";
import { recordsTold } from "./wholeFile.ts";

/** What goes into an archive besides its papers; plain values, so that it can go to a worker. */
export interface Archived {
  readonly textSequence: number;
  /** The texts of named versions, in order. */
  readonly versions: readonly { readonly sequence: number; readonly state: Uint8Array }[];
  readonly authors: ArchiveAuthors;
}

/** The zip knows local time only, and the same declaration shall be the same file. */
const noTime = new Date(1980, 0, 1);

/** The archive, with its files in the order of the manifest. Throws where a paper cannot be made. */
export async function writeArchive(
  document: FinishedDocument,
  { text, records: all = [] }: Pick<StateOnPaper, "records"> & { readonly text: Uint8Array },
  archived: Archived,
): Promise<Uint8Array> {
  const records = recordsTold(all, document.options.names);
  const files = new Map<string, Uint8Array>();
  for (const format of exportFormats) {
    const { extension, write } = formats[format];
    files.set(`papers/declaration.${extension}`, bytesOf(await write(document)));
  }
  files.set(archivePaths.state, loadedAnew(text));
  for (const { sequence, state } of archived.versions) files.set(versionPath(sequence), loadedAnew(state));
  files.set(archivePaths.authors, json(inOrder(archiveAuthors, archived.authors)));
  files.set(archivePaths.records, json(inOrder(archiveRecords, records)));
  const manifest = manifestOf(document, archived.textSequence, records.length, files);
  const zip: Zippable = { [archivePaths.manifest]: [json(manifest), { mtime: noTime }] };
  for (const [path, bytes] of files) zip[path] = [bytes, { mtime: noTime }];
  return zipSync(zip);
}

function manifestOf(
  { at, title, options }: FinishedDocument,
  textSequence: number,
  recordSequence: number,
  files: ReadonlyMap<string, Uint8Array>,
): ArchiveManifest {
  const { annex, names, numbering, language } = options;
  const manifest: ArchiveManifest = {
    ...archiveFormat,
    at,
    title: title.slice(0, limits.titleLength).toWellFormed(),
    textSequence,
    recordSequence,
    options: { annex, names, numbering, language },
    files: [...files].map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
    seal: "",
  };
  return { ...manifest, seal: sha256(bytesOf(sealedWords(manifest))) };
}

/**
 * The state as it is once it was loaded: what a room has learnt piece by piece stands there in other pieces, and the same
 * text shall be the same file wherever it was written.
 */
export function loadedAnew(state: Uint8Array): Uint8Array {
  const document = new Y.Doc();
  Y.applyUpdate(document, state);
  const loaded = Y.encodeStateAsUpdate(document);
  document.destroy();
  return loaded;
}

/** In the order of the schema, so that the same declaration is the same file wherever it was written. */
function inOrder(schema: z.ZodType, value: unknown): unknown {
  const read = schema.safeParse(value);
  return read.success ? read.data : value;
}

function json(value: unknown): Uint8Array {
  return bytesOf(`${JSON.stringify(value, null, 2)}\n`);
}

function bytesOf(paper: string | Uint8Array): Uint8Array {
  return typeof paper === "string" ? new TextEncoder().encode(paper) : paper;
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
