import type { PlenaryRecord } from "../../shared/records.ts";
import { askServer } from "./askServer.ts";
import { createValue, type Value } from "./value.ts";

export interface RecordFeed {
  /** Every record this person may read, in order, as far as they are here. */
  readonly records: Value<readonly PlenaryRecord[]>;
  /** Takes what the socket announced. */
  announce(records: readonly PlenaryRecord[]): void;
  /** Asks for whatever came since; call it on every connect. A failed question is asked again at the next occasion. */
  catchUp(): void;
}

/**
 * The records of a declaration, kept complete: records that somebody may not read leave gaps in the
 * numbers, so a gap is looked into once and then taken as it is.
 */
export function createRecordFeed(declarationId: string): RecordFeed {
  const records = createValue<readonly PlenaryRecord[]>([]);
  /** Everything up to here was either received or asked for. */
  let known = 0;
  let asking = false;
  let askAgain = false;

  const take = (arrived: readonly PlenaryRecord[]) => {
    const fresh = arrived.filter(({ sequence }) => sequence > known);
    const last = fresh.at(-1);
    if (last === undefined) return;
    known = last.sequence;
    records.set([...records.get(), ...fresh]);
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
      const answer = await askServer<{ records: PlenaryRecord[] }>(address).catch(() => null);
      if (answer !== null) take(answer.records);
      if (known > since) askAgain = true;
    } while (askAgain);
    asking = false;
  };

  return {
    records,
    announce(arrived) {
      const first = arrived[0];
      if (first === undefined) return;
      if (first.sequence === known + 1) take(arrived);
      else if ((arrived.at(-1)?.sequence ?? 0) > known) void catchUp();
    },
    catchUp: () => void catchUp(),
  };
}
