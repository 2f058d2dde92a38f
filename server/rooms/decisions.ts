/** How a decision is made in a room: on what is on disk, in one transaction with its record. */
import type * as Y from "yjs";
import type { Deliberation } from "../../shared/deliberation/state.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import type { NewRecord, Store, StoreTransaction } from "../store/store.ts";
import type { Room } from "./room.ts";

/** What a decision is made on: the records and the text as they are on disk. */
export interface Ground {
  /** Everything is read and written through it; what is thrown leaves nothing behind. */
  readonly transaction: StoreTransaction;
  readonly deliberation: Deliberation;
  /** Not to be written in. */
  readonly document: Y.Doc;
  /** The text log up to where the decision's own change will be, or where it stands. */
  readonly textSequence: number;
}

export interface Decided {
  readonly record: NewRecord;
  /** How the text changes with it. */
  readonly write?: (document: Y.Doc) => void;
  /** What else the transaction keeps, once the record has its number. */
  readonly recorded?: (record: PlenaryRecord, transaction: StoreTransaction) => Promise<void>;
}

export interface Made<Outcome> {
  readonly outcome: Outcome;
  readonly record: PlenaryRecord;
}

/** A decision that leaves the text alone. */
export function decideIn<Outcome extends Decided>(
  room: Room,
  store: Store,
  decision: (ground: Ground) => Promise<Outcome>,
): Promise<Made<Outcome>> {
  return store.transact(async (transaction) => {
    const deliberation = await room.records.catchUp(transaction);
    const { document, textLog } = room;
    const outcome = await decision({ transaction, deliberation, document, textSequence: textLog.sequence });
    return { outcome, record: await keep(outcome, room, transaction) };
  });
}

/** A decision that changes text and record: made alone between two commits of the text, so that it sees all of it. */
export function decideOnTextIn<Outcome extends Decided>(
  room: Room,
  store: Store,
  authorId: string,
  decision: (ground: Ground) => Promise<Outcome>,
): Promise<Made<Outcome>> {
  const { declarationId, document } = room;
  return room.textLog.inTurn(async (textSequence) => {
    // Outside the transaction, so that it is gone for good when that fails: the guard remembers words under it then.
    const clientId = await store.takeClientId(declarationId, authorId);
    return store.transact(async (transaction) => {
      const deliberation = await room.records.catchUp(transaction);
      const outcome = await decision({ transaction, deliberation, document, textSequence });
      const update = outcome.write ? room.rewritten(clientId, authorId, outcome.write) : null;
      if (update !== null) {
        await transaction.appendText([{ declarationId, sequence: textSequence, update, authors: [] }]);
      }
      const record = await keep(outcome, room, transaction);
      return { update, answer: { outcome, record } };
    });
  });
}

async function keep(
  outcome: Decided,
  { declarationId }: Room,
  transaction: StoreTransaction,
): Promise<PlenaryRecord> {
  const record = await transaction.appendRecord(declarationId, outcome.record);
  await outcome.recorded?.(record, transaction);
  return record;
}
