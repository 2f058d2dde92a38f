import type { Kysely } from "kysely";
import type { Refusal } from "../errors.ts";
import type { Author, StoreTransaction, TextAppend } from "./store.ts";
import { BrokenRule, refusalBecause, TextConflict } from "./storeFailures.ts";
import type { Tables } from "./tables.ts";

/** Throws the refusal and sees to it that the transaction around cannot be committed any more. */
export type Refuse = (refusal: Refusal) => never;

/** Rows in one insert: far below the 65,535 parameters that engines allow, and long since cheap per row. */
const rowsPerInsert = 500;

/** Snapshots kept of each declaration: the newest, and one in case it proves unreadable. */
const snapshotsKept = 2;

/** The text log, its snapshots and its authors. Each call wants a transaction around it. */
export function textQueries(
  database: Kysely<Tables>,
  refuse: Refuse,
): Pick<StoreTransaction, "appendText" | "loadText" | "loadTextUpTo" | "saveSnapshot" | "takeClientId"> {
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
      const authors = await database
        .selectFrom("text_authors")
        .select(["client_id", "participant_id as participantId"])
        .where("declaration_id", "=", declarationId)
        .orderBy("client_id")
        .execute();
      return {
        snapshot: snapshot ?? null,
        updates: tail.map((row) => row.update),
        sequence,
        authors: authors.map((row) => ({
          clientId: Number(row.client_id),
          participantId: row.participantId,
        })),
      };
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

    async takeClientId(declarationId, participantId) {
      while (true) {
        const counted = await database
          .updateTable("declarations")
          .set((build) => ({ client_id: build("client_id", "+", 1) }))
          .where("id", "=", declarationId)
          .returning("client_id")
          .executeTakeFirst();
        if (counted === undefined) return refuse(unknownDeclaration(declarationId));
        // A stock client's own id may be that small by chance; it stays with who brought it.
        const { numInsertedOrUpdatedRows: bound = 0n } = await database
          .insertInto("text_authors")
          .values({
            declaration_id: declarationId,
            client_id: counted.client_id,
            participant_id: participantId,
          })
          .onConflict((taken) => taken.columns(["declaration_id", "client_id"]).doNothing())
          .executeTakeFirstOrThrow();
        if (bound > 0n) return counted.client_id;
      }
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

/** Binds client ids to their people (R8). To bind one again to the same person changes nothing. */
async function bindAuthors(database: Kysely<Tables>, appends: readonly TextAppend[]): Promise<void> {
  for (const [declarationId, authors] of authorsOf(appends)) {
    for (const part of slices(authors)) {
      const { numInsertedOrUpdatedRows: bound = 0n } = await database
        .insertInto("text_authors")
        .values(
          part.map(({ clientId, participantId }) => ({
            declaration_id: declarationId,
            client_id: clientId,
            participant_id: participantId,
          })),
        )
        .onConflict((taken) => taken.columns(["declaration_id", "client_id"]).doNothing())
        .executeTakeFirstOrThrow();
      if (bound < BigInt(part.length)) await checkBound(database, declarationId, part);
    }
  }
}

function authorsOf(appends: readonly TextAppend[]): Map<string, Author[]> {
  const authors = new Map<string, Author[]>();
  for (const append of appends) {
    if (append.authors.length === 0) continue;
    const known = authors.get(append.declarationId);
    if (known === undefined) authors.set(append.declarationId, [...append.authors]);
    else known.push(...append.authors);
  }
  return authors;
}

async function checkBound(
  database: Kysely<Tables>,
  declarationId: string,
  authors: readonly Author[],
): Promise<void> {
  const clientIds = authors.map((author) => author.clientId);
  const rows = await database
    .selectFrom("text_authors")
    .select(["client_id", "participant_id"])
    .where("declaration_id", "=", declarationId)
    .where("client_id", "in", clientIds)
    .execute();
  const owners = new Map(rows.map((row) => [Number(row.client_id), row.participant_id]));
  for (const { clientId, participantId } of authors) {
    if (owners.get(clientId) !== participantId) {
      const cause = new Error(`${declarationId}: client id ${clientId} belongs to another person`);
      throw new TextConflict("author-mismatch", cause);
    }
  }
}

function* slices<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += rowsPerInsert) {
    yield items.slice(start, start + rowsPerInsert);
  }
}

function conflict(detail: string): TextConflict {
  return new TextConflict("storage-failed", new Error(detail));
}

function unknownDeclaration(id: string): Refusal {
  return refusalBecause("declaration-unknown", new Error(`there is no declaration ${id}`));
}
