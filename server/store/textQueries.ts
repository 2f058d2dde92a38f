import type { Kysely } from "kysely";
import { authorQueries, bindAuthors, slices } from "./authorQueries.ts";
import type { StoreTransaction, TextAppend } from "./store.ts";
import {
  BrokenRule,
  type Refuse,
  refusalBecause,
  TextConflict,
  unknownDeclaration,
} from "./storeFailures.ts";
import type { Tables } from "./tables.ts";

/** Snapshots kept of each declaration: the newest, and one in case it proves unreadable. */
const snapshotsKept = 2;

/** The text log and its snapshots. Each call wants a transaction around it. */
export function textQueries(
  database: Kysely<Tables>,
  refuse: Refuse,
): Pick<StoreTransaction, "appendText" | "loadText" | "loadTextUpTo" | "listText" | "saveSnapshot"> {
  return {
    async appendText(appends) {
      try {
        for (const [declarationId, run] of runsOf(appends)) {
          await moveSequenceOn(database, declarationId, run);
        }
        for (const rows of slices(appends)) {
          await database
            .insertInto("text_log")
            .values(
              rows.map(({ declarationId, sequence, update }) => ({
                declaration_id: declarationId,
                sequence,
                update,
              })),
            )
            .execute();
        }
        await bindAuthors(database, appends);
      } catch (error) {
        if (error instanceof TextConflict) refuse(error);
        if (error instanceof BrokenRule) refuse(new TextConflict("storage-failed", error.cause));
        throw error;
      }
    },

    async loadText(declarationId, snapshotBefore = Number.MAX_SAFE_INTEGER) {
      const declaration = await database
        .selectFrom("declarations")
        .select("text_sequence")
        .where("id", "=", declarationId)
        .executeTakeFirst();
      const sequence = declaration?.text_sequence ?? 0;
      const snapshot = await database
        .selectFrom("text_snapshots")
        .select(["sequence", "state"])
        .where("declaration_id", "=", declarationId)
        .where("sequence", "<", snapshotBefore)
        .orderBy("sequence", "desc")
        .limit(1)
        .executeTakeFirst();
      const held = snapshot?.sequence ?? 0;
      const tail = await database
        .selectFrom("text_log")
        .select("update")
        .where("declaration_id", "=", declarationId)
        .where("sequence", ">", held)
        .orderBy("sequence")
        .execute();
      if (held + tail.length !== sequence) {
        refuse(
          refusalBecause(
            "storage-failed",
            new Error(`the log of ${declarationId} has holes: ${held} + ${tail.length} of ${sequence}`),
          ),
        );
      }
      return {
        snapshot: snapshot ?? null,
        updates: tail.map((row) => row.update),
        sequence,
        authors: await authorQueries(database, refuse).listAuthors(declarationId),
      };
    },

    async listText(declarationId, after, most) {
      const rows = await database
        .selectFrom("text_log")
        .select("update")
        .where("declaration_id", "=", declarationId)
        .where("sequence", ">", after)
        .orderBy("sequence")
        .limit(most)
        .execute();
      return rows.map((row) => row.update);
    },

    async loadTextUpTo(declarationId, sequence) {
      const snapshot = await database
        .selectFrom("text_snapshots")
        .select(["sequence", "state"])
        .where("declaration_id", "=", declarationId)
        .where("sequence", "<=", sequence)
        .orderBy("sequence", "desc")
        .limit(1)
        .executeTakeFirst();
      const held = snapshot?.sequence ?? 0;
      const tail = await database
        .selectFrom("text_log")
        .select("update")
        .where("declaration_id", "=", declarationId)
        .where("sequence", ">", held)
        .where("sequence", "<=", sequence)
        .orderBy("sequence")
        .execute();
      if (held + tail.length !== sequence) {
        const found = `${held} + ${tail.length} of ${sequence}`;
        refuse(refusalBecause("storage-failed", new Error(`${declarationId} up to there: ${found}`)));
      }
      return { snapshot: snapshot ?? null, updates: tail.map((row) => row.update) };
    },

    async saveSnapshot(declarationId, sequence, state) {
      const declaration = await database
        .selectFrom("declarations")
        .select("text_sequence")
        .where("id", "=", declarationId)
        .executeTakeFirst();
      if (declaration === undefined) return refuse(unknownDeclaration(declarationId));
      if (sequence < 0 || sequence > declaration.text_sequence) {
        refuse(
          conflict(
            `${declarationId}: a snapshot of ${sequence}, the log ends at ${declaration.text_sequence}`,
          ),
        );
      }
      await database
        .insertInto("text_snapshots")
        .values({ declaration_id: declarationId, sequence, state })
        .onConflict((taken) => taken.columns(["declaration_id", "sequence"]).doUpdateSet({ state }))
        .execute();
      const kept = database
        .selectFrom("text_snapshots")
        .select("sequence")
        .where("declaration_id", "=", declarationId)
        .orderBy("sequence", "desc")
        .limit(snapshotsKept);
      await database
        .deleteFrom("text_snapshots")
        .where("declaration_id", "=", declarationId)
        .where("sequence", "not in", kept)
        .execute();
    },
  };
}

interface Run {
  readonly first: number;
  last: number;
}

/** The sequences of each declaration, which must follow one another. */
function runsOf(appends: readonly TextAppend[]): Map<string, Run> {
  const runs = new Map<string, Run>();
  for (const { declarationId, sequence } of appends) {
    const run = runs.get(declarationId);
    if (run === undefined) runs.set(declarationId, { first: sequence, last: sequence });
    else if (sequence === run.last + 1) run.last = sequence;
    else throw conflict(`${declarationId}: sequence ${sequence} handed in after ${run.last}`);
  }
  return runs;
}

async function moveSequenceOn(database: Kysely<Tables>, declarationId: string, run: Run): Promise<void> {
  const { numUpdatedRows } = await database
    .updateTable("declarations")
    .set({ text_sequence: run.last })
    .where("id", "=", declarationId)
    .where("text_sequence", "=", run.first - 1)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n)
    throw conflict(`${declarationId}: sequence ${run.first} does not follow its log`);
}

function conflict(detail: string): TextConflict {
  return new TextConflict("storage-failed", new Error(detail));
}
