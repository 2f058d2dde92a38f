/** All of a declaration at one moment, for whoever archives it: text, records and authors as they are on disk. */
import { setTimeout } from "node:timers/promises";
import * as Y from "yjs";
import type { Deliberation } from "../../shared/deliberation/state.ts";
import type { Reader } from "../../shared/deliberation/view.ts";
import { tickMilliseconds } from "../../shared/limits.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import type { Author, Store } from "../store/store.ts";
import { needsRepair } from "./referee.ts";
import type { Room } from "./room.ts";

export interface WholeRoom {
  /** The text as a Yjs state, format V1, and its number in the log. */
  readonly text: Uint8Array;
  readonly textSequence: number;
  readonly records: readonly PlenaryRecord[];
  readonly deliberation: Deliberation;
  readonly authors: readonly Author[];
}

export interface NamedState {
  readonly sequence: number;
  readonly state: Uint8Array;
}

/** How often the text is looked at again while the room still mends it; then it is taken as it is. */
const mostLooks = 25;
/** Updates taken in before the rooms have their turn again. */
const updatesAtOnce = 500;

/** Read in the text log's turn, so that no record speaks of a text that is not there. */
export async function readWholeRoom(room: Room, store: Store, reader: Reader): Promise<WholeRoom> {
  const { declarationId, document, records, textLog } = room;
  for (let look = 1; ; look++) {
    const whole = await textLog.inTurn(async (next) => {
      if (needsRepair(document) && look < mostLooks) return { update: null, answer: null };
      const [deliberation, authors] = await store.transact(async (transaction) => [
        await records.catchUp(transaction),
        await transaction.listAuthors(declarationId),
      ]);
      const answer = {
        text: Y.encodeStateAsUpdate(document),
        textSequence: next - 1,
        records: records.newsFor(reader, 0).records,
        deliberation,
        authors,
      };
      return { update: null, answer };
    });
    room.announce();
    if (whole !== null) return whole;
    await setTimeout(tickMilliseconds.writers);
  }
}

/** The text at each of those numbers of its log, in order, from one walk through it that lets the rooms go on meanwhile. */
export async function readNamedStates(
  declarationId: string,
  sequences: readonly number[],
  store: Store,
): Promise<NamedState[]> {
  const document = new Y.Doc();
  const states: NamedState[] = [];
  let at = 0;
  for (const sequence of sequences) {
    while (at < sequence) {
      const updates = await store.listText(declarationId, at, Math.min(updatesAtOnce, sequence - at));
      if (updates.length === 0) throw new Error(`the log of ${declarationId} ends at ${at}`);
      for (const update of updates) Y.applyUpdate(document, update);
      at += updates.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
    states.push({ sequence, state: Y.encodeStateAsUpdate(document) });
  }
  document.destroy();
  return states;
}
