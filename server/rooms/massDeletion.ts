/**
 * Watches for one update that takes most of a declaration away: a slip of the hand or ill will. It is
 * not refused, because the words may be somebody's to delete; but it is told to those who can undo it.
 */
import * as Y from "yjs";
import type { RecordKinds } from "../../shared/records.ts";
import type { Entry } from "./textLog.ts";

/** Fewer characters than these are soon written again, whatever share of the text they are. */
const fewest = 200;

export class MassDeletionWatch {
  #characters: number;
  #lost = 0;

  constructor(document: Y.Doc) {
    this.#characters = charactersIn(document);
    document.on("afterTransaction", (transaction) => this.#look(transaction));
  }

  /**
   * The alarm where the last update, merged from those entries and stored as `sequence`, took away
   * 200 characters or more and over half of all; else null.
   */
  takeAlarm(sequence: number, entries: readonly Entry[]): RecordKinds["textAlarm"] | null {
    if (this.#lost === 0) return null;
    const characters = this.#lost;
    this.#lost = 0;
    return { sequence: sequence - 1, characters, participantId: whoDeletedMost(entries) };
  }

  #look(transaction: Y.Transaction): void {
    const before = this.#characters;
    const deleted = deletedIn(transaction);
    this.#characters += insertedIn(transaction) - deleted;
    if (deleted >= fewest && deleted * 2 > before) this.#lost = deleted;
  }
}

/** Whose of these updates deletes most; null for the server itself. */
function whoDeletedMost(entries: readonly Entry[]): string | null {
  let most = 0;
  let who: string | null = null;
  for (const { update, from } of entries) {
    if (update === null) continue;
    let deleted = 0;
    for (const ranges of Y.decodeUpdate(update).ds.clients.values()) {
      for (const { len } of ranges) deleted += len;
    }
    if (deleted <= most) continue;
    most = deleted;
    who = from?.connection.participant.id ?? null;
  }
  return who;
}

function charactersIn(document: Y.Doc): number {
  let characters = 0;
  for (const structs of document.store.clients.values()) {
    for (const struct of structs) if (!struct.deleted) characters += lengthOf(struct);
  }
  return characters;
}

/** Characters that stood before and do not any more. */
function deletedIn({ beforeState, deleteSet, doc }: Y.Transaction): number {
  let characters = 0;
  for (const [client, ranges] of deleteSet.clients) {
    const structs = doc.store.clients.get(client) ?? [];
    const known = beforeState.get(client) ?? 0;
    for (const { clock, len } of ranges) {
      if (clock >= known) continue;
      for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
        const struct = structs[index];
        if (struct === undefined || struct.id.clock >= Math.min(clock + len, known)) break;
        characters += lengthOf(struct);
      }
    }
  }
  return characters;
}

/** Characters that came and stayed. */
function insertedIn({ beforeState, afterState, doc }: Y.Transaction): number {
  let characters = 0;
  for (const [client, end] of afterState) {
    const start = beforeState.get(client) ?? 0;
    if (start >= end) continue;
    const structs = doc.store.clients.get(client) ?? [];
    for (let index = Y.findIndexSS(structs, start); index < structs.length; index++) {
      const struct = structs[index];
      if (struct !== undefined && !struct.deleted) characters += lengthOf(struct);
    }
  }
  return characters;
}

function lengthOf(struct: Y.Item | Y.GC): number {
  return struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.length : 0;
}
