import type { Kysely } from "kysely";
import type { PlenaryRecord } from "../../shared/records.ts";
import type { StoreTransaction } from "./store.ts";
import { refusalBecause } from "./storeFailures.ts";
import type { Tables } from "./tables.ts";

/**
 * The record log. The sequence is counted on the declaration's own row: whoever appends holds that
 * row until the transaction ends, so there is never a gap and never the same number twice.
 */
export function recordQueries(
  database: Kysely<Tables>,
): Pick<StoreTransaction, "appendRecord" | "listRecords"> {
  return {
    async appendRecord(declarationId, { kind, participantId, data }) {
      const counted = await database
        .updateTable("declarations")
        .set((build) => ({ record_sequence: build("record_sequence", "+", 1) }))
        .where("id", "=", declarationId)
        .returning("record_sequence")
        .executeTakeFirst();
      if (counted === undefined) {
        throw refusalBecause("declaration-unknown", new Error(`there is no declaration ${declarationId}`));
      }
      const sequence = counted.record_sequence;
      const at = new Date().toISOString();
      await database
        .insertInto("records")
        .values({
          declaration_id: declarationId,
          sequence,
          kind,
          participant_id: participantId,
          at,
          data: JSON.stringify(data),
        })
        .execute();
      return { sequence, kind, participantId, at, data } as PlenaryRecord;
    },

    async listRecords(declarationId, since, most) {
      const rows = await database
        .selectFrom("records")
        .select(["sequence", "kind", "participant_id as participantId", "at", "data"])
        .where("declaration_id", "=", declarationId)
        .where("sequence", ">", since)
        .orderBy("sequence")
        .limit(most)
        .execute();
      return rows.map((row) => ({ ...row, data: JSON.parse(row.data) }) as PlenaryRecord);
    },
  };
}
