/** A declaration of this or another server taken in again whole: text, decisions, and who made them. */
import { setImmediate as othersTurn } from "node:timers/promises";
import * as Y from "yjs";
import { lastTextSequence } from "../../shared/archive.ts";
import type { NewSection } from "../../shared/declaration/writeClause.ts";
import { layDownDeclaration } from "../../shared/declaration/writeClause.ts";
import { limits } from "../../shared/limits.ts";
import type { PlenaryRecord, RecordAuthor } from "../../shared/records.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../participant/newId.ts";
import type { Author, LinkRow, NewRecord, Store, StoreTransaction, TextAppend } from "../store/store.ts";
import { beginDeclaration } from "./createDeclaration.ts";

export interface RestoredDeclaration {
  readonly title: string;
  readonly records: readonly PlenaryRecord[];
  readonly text: RestoredText;
  /** Who wrote under which Yjs client id: everybody who wrote in the text, so that nobody else ever does (R8). */
  readonly authors: readonly Author[];
  /** Who the authors are; those who decided are known by their records. */
  readonly people: readonly RecordAuthor[];
}

type RestoredText =
  /** Checked already; the snapshot is what the last update comes to, format V2. */
  | {
      readonly kind: "history";
      readonly updates: readonly { readonly sequence: number; readonly update: Uint8Array }[];
      readonly snapshot: Uint8Array;
    }
  /** Without its history. */
  | { readonly kind: "sections"; readonly sections: readonly NewSection[] };

/** An update that changes nothing: it holds the place of one whose words a later one brings. */
const nothing = new Uint8Array([0, 0]);
/** Rows stored before the rooms have their turn again. */
const rowsAtOnce = 500;

/**
 * Stores it as a new declaration with fresh links, in one transaction. Records keep their numbers and times, clauses
 * their ids. Whoever decided is kept by name, and by id where this server has nobody of that id, behind a link that
 * was never open: nobody can come in as them.
 */
export async function restoreDeclaration(
  store: Store,
  restored: RestoredDeclaration,
  now: number,
): Promise<{ declarationId: string; links: readonly LinkRow[] }> {
  const declarationId = newId();
  const links = await store.transact(async (transaction) => {
    const made = await beginDeclaration(transaction, declarationId, restored.title, now);
    const people = await keepPeople(transaction, declarationId, restored, now);
    await keepText(transaction, declarationId, restored, people);
    for (const [index, record] of restored.records.entries()) {
      await transaction.appendRecord(declarationId, renamed(record, people), record.at);
      if (index % rowsAtOnce === rowsAtOnce - 1) await othersTurn();
    }
    return made;
  });
  return { declarationId, links };
}

type People = ReadonlyMap<string, string>;

/** Everybody who decided or wrote, under the ids that they have here. */
async function keepPeople(
  transaction: StoreTransaction,
  declarationId: string,
  { records, people: writers }: RestoredDeclaration,
  now: number,
): Promise<People> {
  const authors = new Map<string, RecordAuthor>();
  for (const record of records) {
    const madeBy = record.kind === "contributionApproved" ? record.data.madeBy : null;
    for (const author of [record.author, madeBy]) {
      if (author !== null && author.participantId !== null && !authors.has(author.participantId))
        authors.set(author.participantId, author);
    }
  }
  for (const writer of writers) {
    const { participantId } = writer;
    if (participantId !== null && !authors.has(participantId)) authors.set(participantId, writer);
  }
  const people = new Map<string, string>();
  if (authors.size === 0) return people;
  const at = new Date(now).toISOString();
  const linkId = newId();
  await transaction.insertLink({
    id: linkId,
    declarationId,
    tokenId: newId(),
    role: "attendee",
    label: "People of the restored declaration",
    createdAt: at,
    expiresAt: at,
    revokedAt: at,
  });
  for (const [given, { name, affiliation, stakeholder, role }] of authors) {
    const id = (await transaction.findParticipant(given)) === null ? given : newId();
    people.set(given, id);
    await transaction.insertParticipant({
      id,
      declarationId,
      linkId,
      role,
      name,
      affiliation,
      stakeholder,
      joinedAt: at,
      expiresAt: at,
    });
  }
  return people;
}

/** The record with its people under the ids that they have here. */
function renamed(record: PlenaryRecord, people: People): NewRecord {
  const here = (id: string) => people.get(id) ?? id;
  const participantId = record.author?.participantId == null ? null : here(record.author.participantId);
  switch (record.kind) {
    case "personMuted":
      return {
        ...kept(record),
        participantId,
        data: { ...record.data, participantId: here(record.data.participantId) },
      };
    case "textAlarm": {
      const { data } = record;
      const by = data.participantId === null ? null : here(data.participantId);
      return { ...kept(record), participantId, data: { ...data, participantId: by } };
    }
    case "contributionApproved": {
      const { data } = record;
      const { madeBy } = data;
      if (madeBy === null || madeBy.participantId === null) return { ...kept(record), participantId };
      return {
        ...kept(record),
        participantId,
        data: { ...data, madeBy: { ...madeBy, participantId: here(madeBy.participantId) } },
      };
    }
    default:
      return { ...kept(record), participantId } as NewRecord;
  }
}

function kept<Kept extends PlenaryRecord>({ kind, data }: Kept): Pick<Kept, "kind" | "data"> {
  return { kind, data };
}

async function keepText(
  transaction: StoreTransaction,
  declarationId: string,
  { title, text, records, authors }: RestoredDeclaration,
  people: People,
): Promise<void> {
  const { updates, snapshot } =
    text.kind === "history"
      ? text
      : await laidDown(transaction, declarationId, title, text.sections, records);
  const last = updates.at(-1)?.sequence ?? 0;
  if (last === 0 || last > limits.restoredUpdates) throw new Refusal("import-too-complex");
  let bound = authors.map(({ clientId, participantId }) => ({
    clientId,
    participantId: participantId === null ? null : (people.get(participantId) ?? null),
  }));
  const log = new LogWriter(transaction, declarationId);
  for (const { sequence, update } of updates) {
    await log.append(sequence, update, bound);
    bound = [];
  }
  await log.end();
  await transaction.saveSnapshot(declarationId, last, snapshot);
}

/** Appends to the log of a new declaration; numbers that are left out hold an update that changes nothing. */
class LogWriter {
  readonly #transaction: StoreTransaction;
  readonly #declarationId: string;
  #appends: TextAppend[] = [];
  #sequence = 0;

  constructor(transaction: StoreTransaction, declarationId: string) {
    this.#transaction = transaction;
    this.#declarationId = declarationId;
  }

  async append(sequence: number, update: Uint8Array, authors: readonly Author[]): Promise<void> {
    while (this.#sequence < sequence - 1) await this.#push(nothing, []);
    await this.#push(update, authors);
  }

  async end(): Promise<void> {
    await this.#transaction.appendText(this.#appends);
    this.#appends = [];
    await othersTurn();
  }

  async #push(update: Uint8Array, authors: readonly Author[]): Promise<void> {
    this.#sequence++;
    this.#appends.push({ declarationId: this.#declarationId, sequence: this.#sequence, update, authors });
    if (this.#appends.length >= rowsAtOnce) await this.end();
  }
}

/** The sections as a text of the server's own, at the number up to which the records speak of it. */
async function laidDown(
  transaction: StoreTransaction,
  declarationId: string,
  title: string,
  sections: readonly NewSection[],
  records: readonly PlenaryRecord[],
): Promise<Extract<RestoredText, { kind: "history" }>> {
  const document = new Y.Doc();
  document.clientID = await transaction.takeClientId(declarationId, null);
  layDownDeclaration(document, title, sections);
  const sequence = Math.max(1, lastTextSequence(records));
  const update = Y.encodeStateAsUpdate(document);
  const snapshot = Y.encodeStateAsUpdateV2(document);
  document.destroy();
  return { kind: "history", updates: [{ sequence, update }], snapshot };
}
