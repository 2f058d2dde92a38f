import type { RecordsAnswer } from "../../shared/answers.ts";
import { foldRecords } from "../../shared/deliberation/fold.ts";
import { type Deliberation, emptyDeliberation } from "../../shared/deliberation/state.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import type { RecordsNews } from "../../shared/socketMessages.ts";
import { askServer } from "./askServer.ts";
import { createValue, type Value } from "./value.ts";

export interface RecordFeed {
  /** Every record this person may read, in order, as far as they are here. */
  readonly records: Value<readonly PlenaryRecord[]>;
  /** What those records come to. */
  readonly deliberation: Value<Deliberation>;
  /** Whether everything up to the last connect is here. */
  readonly complete: Value<boolean>;
  /** Takes what the socket announced. */
  announce(news: RecordsNews): void;
  /** Asks for whatever came since; call it on every connect. A failed question is asked again at the next occasion. */
  catchUp(): void;
}

/**
 * The records of a declaration, kept complete. Every piece of news says which numbers it covers, so records that
 * somebody may not read are no gap; whoever missed a piece asks for what followed the last one.
 */
export function createRecordFeed(declarationId: string): RecordFeed {
  const records = createValue<readonly PlenaryRecord[]>([]);
  const deliberation = createValue<Deliberation>(emptyDeliberation);
  const complete = createValue(false);
  /** Everything up to here was received, as far as it may be read. */
  let known = 0;
  let asking = false;
  let askAgain = false;

  const take = ({ upTo, records: arrived }: RecordsNews) => {
    const fresh = arrived.filter(({ sequence }) => sequence > known);
    known = Math.max(known, upTo);
    if (fresh.length === 0) return;
    records.set([...records.get(), ...fresh]);
    deliberation.set(foldRecords(fresh, deliberation.get()));
  };

  const catchUp = async () => {
    if (asking) {
      askAgain = true;
      return;
    }
    asking = true;
    do {
      askAgain = false;
      const since = known;
      const address = `/api/declarations/${encodeURIComponent(declarationId)}/records?since=${since}`;
      const answer = await askServer<RecordsAnswer>(address).catch(() => null);
      if (answer === null) continue;
      take({ after: since, ...answer });
      if (answer.more) askAgain = true;
      else complete.set(true);
    } while (askAgain);
    asking = false;
  };

  return {
    records,
    deliberation,
    complete,
    announce(news) {
      if (news.after <= known) take(news);
      else void catchUp();
    },
    catchUp: () => void catchUp(),
  };
}
