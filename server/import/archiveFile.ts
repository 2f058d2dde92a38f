/** A full archive from a stranger, taken apart: every file is the one that the manifest names, and says what it must. */
import { createHash } from "node:crypto";
import type * as z from "zod";
import {
  type ArchiveAuthors,
  type ArchiveManifest,
  archiveAuthors,
  archiveManifest,
  archivePaths,
  archiveRecords,
  lastTextSequence,
  sealedWords,
  versionPath,
  versionSequences,
} from "../../shared/archive.ts";
import { foldRecords } from "../../shared/deliberation/fold.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import { Refusal } from "../errors.ts";
import { unpack } from "./boundedZip.ts";

export interface OpenedArchive {
  readonly records: readonly PlenaryRecord[];
  readonly authors: ArchiveAuthors;
  /** The texts of named versions in their order, the last one the text as it stands; not yet looked at. */
  readonly states: readonly {
    readonly name: string;
    readonly sequence: number;
    readonly state: Uint8Array;
  }[];
}

/** What is in the archive. Refusals: archive-unreadable, archive-damaged with the file's name, import-too-complex. */
export function openArchive(bytes: Uint8Array): OpenedArchive {
  const files = filesIn(bytes);
  const manifest = manifestIn(files);
  requireWhole(files, manifest);
  const read = <Output>(path: string, schema: z.ZodType<Output>) => valueIn(files, path, schema);
  const records = read(archivePaths.records, archiveRecords);
  const authors = read(archivePaths.authors, archiveAuthors);
  if (records.length !== manifest.recordSequence)
    throw damaged(archivePaths.records, "it does not hold as many records as the manifest says");
  if (lastTextSequence(records) > manifest.textSequence)
    throw damaged(archivePaths.records, "it speaks of a later text than there is");
  const { versions } = foldRecords(records);
  const texts = [
    ...versionSequences(versions, manifest.textSequence).map((sequence) => ({
      name: versionPath(sequence),
      sequence,
    })),
    { name: archivePaths.state, sequence: manifest.textSequence },
  ];
  const named = new Set(texts.map(({ name }) => name));
  for (const path of files.keys()) {
    if (path.endsWith(".bin") && !named.has(path)) throw damaged(path, "no version is named at that place");
  }
  return {
    records,
    authors,
    states: texts.map(({ name, sequence }) => ({ name, sequence, state: contentOf(files, name) })),
  };
}

function filesIn(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const seen = new Set<string>();
  try {
    return unpack(bytes, (name) => {
      // Of two files under one name, each reader takes another.
      if (seen.has(name)) throw damaged(name, "it is there twice");
      seen.add(name);
      return true;
    });
  } catch (error) {
    if (error instanceof Refusal && error.id === "import-unreadable") throw new Refusal("archive-unreadable");
    throw error;
  }
}

function manifestIn(files: ReadonlyMap<string, Uint8Array>): ArchiveManifest {
  if (!files.has(archivePaths.manifest)) throw new Refusal("archive-unreadable");
  const manifest = valueIn(files, archivePaths.manifest, archiveManifest);
  if (hashOf(new TextEncoder().encode(sealedWords(manifest))) !== manifest.seal)
    throw damaged(archivePaths.manifest, "it is not as it was written");
  return manifest;
}

/** Exactly the files of the manifest, each as it was. */
function requireWhole(files: ReadonlyMap<string, Uint8Array>, manifest: ArchiveManifest): void {
  const listed = new Set(manifest.files.map(({ path }) => path));
  for (const path of files.keys()) {
    if (path !== archivePaths.manifest && !listed.has(path))
      throw damaged(path, "the manifest does not name it");
  }
  for (const { path, bytes, sha256 } of manifest.files) {
    const content = contentOf(files, path);
    if (content.length !== bytes || hashOf(content) !== sha256)
      throw damaged(path, "it is not as it was written");
  }
}

function contentOf(files: ReadonlyMap<string, Uint8Array>, path: string): Uint8Array {
  const content = files.get(path);
  if (content === undefined) throw damaged(path, "it is missing");
  return content;
}

function valueIn<Output>(
  files: ReadonlyMap<string, Uint8Array>,
  path: string,
  schema: z.ZodType<Output>,
): Output {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(contentOf(files, path)));
  } catch (error) {
    throw error instanceof Refusal ? error : damaged(path, "it is no JSON");
  }
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw damaged(path, `${issue?.path.join(".") || "the whole"}: ${issue?.message}`);
}

function damaged(path: string, reason: string): Refusal {
  // The name may be a stranger's.
  const name = path.replaceAll(/[^\w./-]/g, "?").slice(0, 80);
  return new Refusal(
    "archive-damaged",
    `This archive is damaged or was changed: ${name} (${reason}). Nothing of it was taken in.`,
  );
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
