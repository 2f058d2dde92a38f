import { mkdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createKyselyStore } from "./kyselyStore.ts";
import { nodeSqliteDialect } from "./nodeSqliteDialect.ts";
import type { Store } from "./store.ts";
import { StoreOpenError } from "./storeFailures.ts";

/** Milliseconds to wait for another process's write: one commit of theirs, never a noticeable standstill. */
const lockWaitMilliseconds = 2000;

/**
 * Opens the store in that directory, which is made (for its owner alone) where it is absent.
 * Rejects with StoreOpenError, one line for the terminal, where that cannot be.
 */
export async function openStore({ dataDirectory }: { readonly dataDirectory: string }): Promise<Store> {
  return openStoreOn(await openDatabaseFile(dataDirectory));
}

/** The database in that directory: every commit synchronised to disk in full, references kept. */
export async function openDatabaseFile(dataDirectory: string): Promise<DatabaseSync> {
  const directory = resolve(dataDirectory);
  try {
    await makeDirectory(directory);
  } catch (error) {
    throw new StoreOpenError(
      `The data directory ${directory} cannot be made (${reasonOf(error)}). Set DATA_DIR to a directory that Plenary may write to.`,
      error,
    );
  }
  const path = join(directory, "plenary.sqlite");
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: lockWaitMilliseconds, enableForeignKeyConstraints: true });
    database.exec("pragma journal_mode = wal");
    database.exec("pragma synchronous = full");
    // Where SQLite may not write, it opens the file for reading without a word; taking the lock tells.
    database.exec("begin immediate");
    database.exec("rollback");
    return database;
  } catch (error) {
    database?.close();
    throw cannotOpen(path, error);
  }
}

/** The store on an opened database, which it closes in the end. */
export async function openStoreOn(database: DatabaseSync): Promise<Store> {
  const path = database.location() ?? "in memory";
  try {
    return await createKyselyStore({
      dialect: nodeSqliteDialect(database),
      columnTypes: { bytes: "blob" },
    });
  } catch (error) {
    if (database.isOpen) database.close();
    throw error instanceof StoreOpenError ? error : cannotOpen(path, error);
  }
}

/** Step by step: Node's own recursive `mkdir` never ends below a directory that takes none, such as /proc. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && (await stat(path)).isDirectory()) return;
    if (code !== "ENOENT") throw error;
    await makeDirectory(dirname(path));
    await mkdir(path, { mode: 0o700 });
  }
}

function cannotOpen(path: string, error: unknown): StoreOpenError {
  return new StoreOpenError(
    `The database ${path} cannot be opened (${reasonOf(error)}). Set DATA_DIR to a directory that Plenary may write to and that holds its own data.`,
    error,
  );
}

/** What the system or the engine said, on one line. */
function reasonOf(error: unknown): string {
  const origin = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return (origin instanceof Error ? origin.message : String(origin)).replace(/\s+/g, " ");
}
