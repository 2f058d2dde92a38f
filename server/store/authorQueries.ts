/** Who writes under which Yjs client id (R8). */
import type { Kysely } from "kysely";
import type { Author, StoreTransaction, TextAppend } from "./store.ts";
import { type Refuse, TextConflict, unknownDeclaration } from "./storeFailures.ts";
import type { Tables } from "./tables.ts";

/** Rows in one insert: far below the 65,535 parameters that engines allow, and long since cheap per row. */
const rowsPerInsert = 500;

/** The client ids of each declaration. `takeClientId` wants a transaction around it. */
export function authorQueries(
  database: Kysely<Tables>,
  refuse: Refuse,
): Pick<StoreTransaction, "listAuthors" | "takeClientId"> {
  return {
    async listAuthors(declarationId) {
      const rows = await database
        .selectFrom("text_authors")
        .select(["client_id", "participant_id as participantId"])
        .where("declaration_id", "=", declarationId)
        .orderBy("client_id")
        .execute();
      return rows.map((row) => ({ clientId: Number(row.client_id), participantId: row.participantId }));
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
        await passBound(database, declarationId, counted.client_id);
      }
    },
  };
}

/** Moves the count over the bound ids that follow `clientId`: a restored declaration brings many. */
async function passBound(database: Kysely<Tables>, declarationId: string, clientId: number): Promise<void> {
  const last = await database
    .selectFrom("text_authors as bound")
    .select("bound.client_id")
    .where("bound.declaration_id", "=", declarationId)
    .where("bound.client_id", ">=", clientId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("text_authors as next")
            .select("next.client_id")
            .where("next.declaration_id", "=", declarationId)
            .whereRef("next.client_id", "=", ({ eb }) => eb("bound.client_id", "+", 1)),
        ),
      ),
    )
    .orderBy("bound.client_id")
    .limit(1)
    .executeTakeFirstOrThrow();
  await database
    .updateTable("declarations")
    .set({ client_id: Number(last.client_id) })
    .where("id", "=", declarationId)
    .execute();
}

/** Binds client ids to their people (R8). To bind one again to the same person changes nothing. */
export async function bindAuthors(database: Kysely<Tables>, appends: readonly TextAppend[]): Promise<void> {
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

/** The items, a few hundred at a time. */
export function* slices<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += rowsPerInsert) {
    yield items.slice(start, start + rowsPerInsert);
  }
}
