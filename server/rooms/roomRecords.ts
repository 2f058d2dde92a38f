/** The records of one declaration as they are on disk, and the state they come to. */

import { withoutWhatWentSince } from "../../shared/deliberation/earlier.ts";
import { foldRecords } from "../../shared/deliberation/fold.ts";
import { type Deliberation, emptyDeliberation } from "../../shared/deliberation/state.ts";
import { isOwn, peopleIn, type Reader, recordFor } from "../../shared/deliberation/view.ts";
import { may } from "../../shared/permissions.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import type { RecordsNews } from "../../shared/socketMessages.ts";
import type { StoreTransaction } from "../store/store.ts";

type RecordReader = Pick<StoreTransaction, "listRecords">;

/** Records read from the store at once. */
const pageSize = 1000;

export class RoomRecords {
  readonly #declarationId: string;
  #records: PlenaryRecord[] = [];
  #deliberation: Deliberation = emptyDeliberation;
  /** Everybody to whom some record looks other than to the rest. */
  readonly #concerned = new Set<string>();

  constructor(declarationId: string) {
    this.#declarationId = declarationId;
  }

  get deliberation(): Deliberation {
    return this.#deliberation;
  }

  /** What the records came to at that number, as far as it may still be shown today. */
  deliberationAt(sequence: number): Deliberation {
    const until = foldRecords(this.#records.filter((record) => record.sequence <= sequence));
    return withoutWhatWentSince(until, this.#deliberation);
  }

  /** Takes in whatever is stored and not here yet; inside a transaction that is everything before it. */
  async catchUp(store: RecordReader): Promise<Deliberation> {
    while (true) {
      const page = await store.listRecords(this.#declarationId, this.#deliberation.sequence, pageSize);
      this.take(page);
      if (page.length < pageSize) return this.#deliberation;
    }
  }

  /** Takes in records that are on disk, in order. Answers whether they follow what is here; else nothing is taken. */
  take(records: readonly PlenaryRecord[]): boolean {
    const fresh = records.filter(({ sequence }) => sequence > this.#deliberation.sequence);
    if (fresh.length === 0) return true;
    if (fresh[0]?.sequence !== this.#deliberation.sequence + 1) return false;
    for (const record of fresh) {
      this.#records.push(record);
      for (const participantId of peopleIn(record)) this.#concerned.add(participantId);
    }
    this.#deliberation = foldRecords(fresh, this.#deliberation);
    return true;
  }

  /** Whether some record looks other to that person than to everybody else who does not moderate. */
  concern(participantId: string): boolean {
    return this.#concerned.has(participantId);
  }

  /** What that reader may see of at most `most` records after `after`. */
  newsFor(reader: Reader, after: number, most = Number.POSITIVE_INFINITY): RecordsNews {
    const slice = this.#records.slice(after, after + most);
    return {
      after,
      upTo: slice.at(-1)?.sequence ?? after,
      records: slice.flatMap((record) => recordFor(record, reader, this.#deliberation) ?? []),
    };
  }

  /** Those of the readers to whom the records after `after` look as they do to anybody else of their standing. */
  groupsOf<
    Connection extends { readonly participant: { readonly id: string; readonly role: Reader["role"] } },
  >(
    connections: Iterable<Connection>,
    after: number,
  ): { readonly news: RecordsNews; readonly connections: readonly Connection[] }[] {
    const slice = this.#records.slice(after);
    const groups = Map.groupBy(connections, ({ participant }) => {
      if (may(participant.role, "moderate")) return "moderators";
      return slice.some((record) => isOwn(record, participant.id)) ? participant.id : "others";
    });
    return [...groups].map(([, members]) => {
      const [{ participant }] = members as [Connection];
      const reader = { participantId: participant.id, role: participant.role };
      return { news: this.newsFor(reader, after), connections: members };
    });
  }
}
