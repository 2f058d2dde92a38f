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
): Pick<StoreTransaction, "appendRecord" | "listRecords" | "keepCommandKey" | "findCommandKey"> {
  return {
    async appendRecord(declarationId, { kind, participantId, data }, at = new Date().toISOString()) {
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
      const author =
        participantId === null
          ? null
          : await database
              .selectFrom("participants")
              .select(["id as participantId", "name", "affiliation", "stakeholder", "role"])
              .where("id", "=", participantId)
              .executeTakeFirstOrThrow();
      return { sequence, kind, author, at, data } as PlenaryRecord;
    },

    async keepCommandKey({ declarationId, participantId, key, content, sequence }) {
      await database
        .insertInto("command_keys")
        .values({ declaration_id: declarationId, participant_id: participantId, key, content, sequence })
        .execute();
    },

    async findCommandKey(declarationId, participantId, key) {
      const row = await database
        .selectFrom("command_keys")
        .select(["declaration_id as declarationId", "participant_id as participantId"])
        .select(["key", "content", "sequence"])
        .where("declaration_id", "=", declarationId)
        .where("participant_id", "=", participantId)
        .where("key", "=", key)
        .executeTakeFirst();
      return row ?? null;
    },

    async listRecords(declarationId, since, most) {
      const rows = await database
        .selectFrom("records")
        .leftJoin("participants", "participants.id", "records.participant_id")
        .select(["records.sequence", "records.kind", "records.at", "records.data"])
        .select(["participants.id as participantId", "participants.name", "participants.affiliation"])
        .select(["participants.stakeholder", "participants.role"])
        .where("records.declaration_id", "=", declarationId)
        .where("records.sequence", ">", since)
        .orderBy("records.sequence")
        .limit(most)
        .execute();
      return rows.map(({ sequence, kind, at, data, ...author }) => {
        const known = author.participantId === null ? null : author;
        return { sequence, kind, author: known, at, data: JSON.parse(data) } as PlenaryRecord;
      });
    },
  };
}
