/**
 * Kysely's SQLite spoken through `node:sqlite`. Kysely's own driver wants better-sqlite3; this one
 * also keeps the promises of the store: a transaction that may write takes the lock when it begins, and one
 * in which a statement failed can only be rolled back (SQLite itself ends a transaction on a full
 * disk, and what follows would be committed line by line).
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from "kysely";
import { BrokenRule, refusalBecause } from "./storeFailures.ts";

/** Every failure of the engine leaves as a Refusal that keeps it as its `cause`. */
export function nodeSqliteDialect(database: DatabaseSync): Dialect {
  return {
    createAdapter: () => new NodeSqliteAdapter(),
    createDriver: () => new NodeSqliteDriver(database),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class NodeSqliteAdapter extends SqliteAdapter {
  /** SQLite does support it: a migration is whole or it never was. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class NodeSqliteDriver implements Driver {
  readonly #database: DatabaseSync;
  readonly #connection: NodeSqliteConnection;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#connection = new NodeSqliteConnection(database);
  }

  async init(): Promise<void> {}

  /** Kysely itself lets only one user at a time have it: the adapter knows no second connection. */
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async beginTransaction(_: DatabaseConnection, { accessMode }: TransactionSettings): Promise<void> {
    this.#connection.begin(accessMode === "read only" ? "begin" : "begin immediate");
  }

  async commitTransaction(): Promise<void> {
    this.#connection.commit();
  }

  async rollbackTransaction(): Promise<void> {
    this.#connection.rollback();
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    if (this.#database.isOpen) this.#database.close();
  }
}

interface Prepared {
  readonly statement: StatementSync;
  readonly answersRows: boolean;
}

const mostPrepared = 100;

class NodeSqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();
  /** The first failure in the running transaction. */
  #spoiled: Error | null = null;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  begin(command: "begin" | "begin immediate"): void {
    this.#spoiled = null;
    this.#attempt(() => this.#database.exec(command));
  }

  commit(): void {
    if (this.#spoiled !== null) throw this.#spoiled;
    this.#attempt(() => this.#database.exec("commit"));
  }

  rollback(): void {
    this.#spoiled = null;
    if (this.#database.isOpen && this.#database.isTransaction) {
      this.#attempt(() => this.#database.exec("rollback"));
    }
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#spoiled !== null) throw this.#spoiled;
    return this.#attempt(() => {
      const inTransaction = this.#database.isTransaction;
      try {
        const { statement, answersRows } = this.#prepare(sql);
        const values = parameters as readonly SQLInputValue[];
        if (answersRows) return { rows: statement.all(...values) as Row[] };
        const { changes } = statement.run(...values);
        return { numAffectedRows: BigInt(changes), rows: [] };
      } catch (error) {
        if (inTransaction) this.#spoiled = failureOf(error);
        throw error;
      }
    });
  }

  // biome-ignore lint/correctness/useYield: Kysely's interface asks for a stream, the store never does.
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("The store reads no streams.");
  }

  /** The few statements of the hot path come again and again; past the bound the oldest is let go. */
  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    const prepared = { statement, answersRows: statement.columns().length > 0 };
    const [oldest] = this.#prepared.keys();
    if (this.#prepared.size >= mostPrepared && oldest !== undefined) this.#prepared.delete(oldest);
    this.#prepared.set(sql, prepared);
    return prepared;
  }

  #attempt<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw this.#spoiled ?? failureOf(error);
    }
  }
}

/** Result codes that mean a wrong query of ours; all others tell of the disk, the file or its lock. */
const wrongQueryCodes: ReadonlySet<number> = new Set([1, 20, 21, 25]);
const constraintCode = 19;

function failureOf(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const { code, errcode } = error as Error & { code?: unknown; errcode?: unknown };
  if (code === "ERR_INVALID_STATE") return refusalBecause("storage-failed", error);
  if (code !== "ERR_SQLITE_ERROR" || typeof errcode !== "number") return error;
  const primary = errcode & 0xff;
  if (primary === constraintCode) return new BrokenRule(error);
  return refusalBecause(wrongQueryCodes.has(primary) ? "internal" : "storage-failed", error);
}
