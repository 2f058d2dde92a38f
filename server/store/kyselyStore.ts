import { type Dialect, Kysely, sql } from "kysely";
import type { Refusal } from "../errors.ts";
import { authorQueries } from "./authorQueries.ts";
import { type ColumnTypes, migrate } from "./migrations.ts";
import { peopleQueries } from "./peopleQueries.ts";
import { recordQueries } from "./recordQueries.ts";
import type { Store, StoreTransaction } from "./store.ts";
import type { Refuse } from "./storeFailures.ts";
import type { Tables } from "./tables.ts";
import { textQueries } from "./textQueries.ts";

const justThrow: Refuse = (refusal) => {
  throw refusal;
};

/** What one engine brings: the same queries run on each. */
export interface Engine {
  readonly dialect: Dialect;
  readonly columnTypes: ColumnTypes;
}

/**
 * The store on that engine, its tables brought up to date. Rejects with StoreOpenError where a newer
 * Plenary has been at work, else with what the engine said.
 */
export async function createKyselyStore(engine: Engine): Promise<Store> {
  const database = new Kysely<Tables>({ dialect: engine.dialect });
  try {
    await migrate(database, engine.columnTypes);
  } catch (error) {
    await database.destroy();
    throw error;
  }

  function transact<Result>(work: (transaction: StoreTransaction) => Promise<Result>): Promise<Result> {
    return database.transaction().execute(async (kysely) => {
      let spoiled: Refusal | null = null;
      const refuse: Refuse = (refusal) => {
        spoiled ??= refusal;
        throw refusal;
      };
      const result = await work({
        ...peopleQueries(kysely),
        ...recordQueries(kysely),
        ...textQueries(kysely, refuse),
        ...authorQueries(kysely, refuse),
      });
      if (spoiled !== null) throw spoiled;
      return result;
    });
  }

  /** Reads several rows as of one moment, without keeping writers waiting. */
  function reading<Result>(
    read: (queries: ReturnType<typeof textQueries>) => Promise<Result>,
  ): Promise<Result> {
    return database
      .transaction()
      .setAccessMode("read only")
      .setIsolationLevel("repeatable read")
      .execute((kysely) => read(textQueries(kysely, justThrow)));
  }

  let closing: Promise<void> | null = null;

  return {
    // One statement is a transaction of its own; whatever takes several gets one around it.
    ...peopleQueries(database),
    listRecords: recordQueries(database).listRecords,
    findCommandKey: recordQueries(database).findCommandKey,
    keepCommandKey: recordQueries(database).keepCommandKey,
    appendRecord: (declarationId, record, at) =>
      transact((each) => each.appendRecord(declarationId, record, at)),
    appendText: (appends) =>
      appends.length === 0 ? Promise.resolve() : transact((each) => each.appendText(appends)),
    loadText: (declarationId, snapshotBefore) =>
      reading((each) => each.loadText(declarationId, snapshotBefore)),
    loadTextUpTo: (declarationId, sequence) => reading((each) => each.loadTextUpTo(declarationId, sequence)),
    listText: textQueries(database, justThrow).listText,
    listAuthors: authorQueries(database, justThrow).listAuthors,
    saveSnapshot: (declarationId, sequence, state) =>
      transact((each) => each.saveSnapshot(declarationId, sequence, state)),
    takeClientId: (declarationId, participantId) =>
      transact((each) => each.takeClientId(declarationId, participantId)),
    transact,
    async ping() {
      await sql`select 1`.execute(database);
    },
    close() {
      // Waits for its turn, so that a transaction under way is not cut off.
      closing ??= database
        .connection()
        .execute(async () => {})
        .then(() => database.destroy());
      return closing;
    },
  };
}
