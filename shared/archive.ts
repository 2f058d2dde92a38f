/**
 * The full archive of a declaration, `.zip`: its papers for people, and its text, decisions and authors for another
 * server. Whoever writes one goes by these schemas; a change of them goes up with the version.
 *
 * `manifest.json` names every other file with its size and SHA-256; `text/state.bin` is the text as a Yjs update
 * (format V1), `text/NUMBER.bin` the text of a named version at that number of the text log.
 */
import * as z from "zod";
import { exportLanguages, exportQuery, numberings } from "./exports.ts";
import { limits } from "./limits.ts";
import { recordAuthor, recordSchema } from "./recordSchemas.ts";
import type { PlenaryRecord } from "./records.ts";

export const archiveFormat = { format: "plenary-archive", version: 1 } as const;

export const archivePaths = {
  manifest: "manifest.json",
  records: "records.json",
  state: "text/state.bin",
  authors: "text/authors.json",
} as const;

/** Where the text of a version stands. */
export function versionPath(textSequence: number): string {
  return `text/${textSequence}.bin`;
}

/** What an archive may hold besides its manifest. */
const knownPath =
  /^(records\.json|text\/(state|[1-9][0-9]{0,8})\.bin|text\/authors\.json|papers\/declaration\.[a-z]{2,5})$/;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** The choices of an archive: those of every paper, but for a version: it holds all of them. */
export const archiveQuery = exportQuery.omit({ version: true });

export const archiveManifest = z.strictObject({
  format: z.literal(archiveFormat.format),
  version: z.literal(archiveFormat.version),
  /** When it was made. */
  at: z.iso.datetime(),
  title: z.string().max(limits.titleLength),
  /** The last numbers of the text log and of the records that are in it. */
  textSequence: z.int().min(1).max(limits.restoredUpdates),
  recordSequence: z.int().min(0),
  options: z.strictObject({
    annex: z.boolean(),
    names: z.enum(["shown", "anonymous"]),
    numbering: z.enum(numberings),
    language: z.enum(exportLanguages),
  }),
  files: z
    .array(z.strictObject({ path: z.string().regex(knownPath), bytes: z.int().min(0), sha256 }))
    .max(limits.importedEntries),
  /** SHA-256 of everything above, as JSON without spaces in this order. */
  seal: sha256,
});
export type ArchiveManifest = z.infer<typeof archiveManifest>;

/** What the seal is made of. */
export function sealedWords({ seal: _seal, ...rest }: ArchiveManifest): string {
  return JSON.stringify(rest);
}

/** Who wrote under which Yjs client id (R8); null is a server. Everybody who is named is among the people. */
export const archiveAuthors = z
  .strictObject({
    people: z.array(recordAuthor).max(limits.archivedAuthors),
    clients: z
      .array(z.strictObject({ clientId: z.int().min(0).max(0xffff_ffff), participantId: id.nullable() }))
      .max(limits.archivedAuthors),
  })
  .refine(
    ({ clients }) => new Set(clients.map(({ clientId }) => clientId)).size === clients.length,
    "must not name a client id twice",
  )
  .refine(({ people, clients }) => {
    const known = new Set(people.map(({ participantId }) => participantId));
    return clients.every(({ participantId }) => participantId === null || known.has(participantId));
  }, "must say who each author is");
export type ArchiveAuthors = z.infer<typeof archiveAuthors>;

export const archiveRecords = z
  .array(recordSchema)
  .refine((all) => all.every(({ sequence }, index) => sequence === index + 1), "must be numbered from 1");

/** The numbers of the text log at which named versions stand before `end`, in order. */
export function versionSequences(
  versions: readonly { readonly textSequence: number }[],
  end: number,
): number[] {
  return [...new Set(versions.map(({ textSequence }) => textSequence))]
    .filter((sequence) => sequence > 0 && sequence < end)
    .sort((one, other) => one - other);
}

/** The last number of the text log that the records speak of; 0 where they speak of none. */
export function lastTextSequence(records: readonly PlenaryRecord[]): number {
  return records.reduce((last, { kind, data }) => {
    if (kind === "textAlarm") return Math.max(last, data.sequence);
    return "textSequence" in data ? Math.max(last, data.textSequence) : last;
  }, 0);
}
