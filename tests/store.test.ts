import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabaseFile, openStore, openStoreOn } from "../server/store/openStore.ts";
import { StoreOpenError } from "../server/store/storeFailures.ts";
import { describeStoreContract } from "./kit/storeContract.ts";
import { furnish, gate, textAppend } from "./kit/storeFixtures.ts";
import { type TemporaryFolder, temporaryFolder } from "./kit/temporaryFolder.ts";

let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
});

afterEach(() => folder.remove());

describeStoreContract("the store on SQLite", () => openStore({ dataDirectory: folder.path }));

describe("SQLite's own", () => {
  test("R1 every commit is synchronised in full, and references are kept", async () => {
    const database = await openDatabaseFile(folder.path);
    expect(database.prepare("pragma journal_mode").get()).toEqual({ journal_mode: "wal" });
    expect(database.prepare("pragma synchronous").get()).toEqual({ synchronous: 2 });
    expect(database.prepare("pragma foreign_keys").get()).toEqual({ foreign_keys: 1 });
    expect(database.prepare("pragma busy_timeout").get()).toEqual({ timeout: 2000 });
    database.close();
  });

  test("a data directory that is absent is made for its owner alone", async () => {
    const dataDirectory = join(folder.path, "deep", "data");
    const store = await openStore({ dataDirectory });
    await store.close();
    expect((await stat(dataDirectory)).mode & 0o777).toBe(0o700);
  });

  test("what was stored is there after the store was closed and opened again", async () => {
    const before = await openStore({ dataDirectory: folder.path });
    await furnish(before);
    await before.appendText([textAppend("one", 1)]);
    expect(await before.takeClientId("one", "ana")).toBe(1);
    await before.close();

    const after = await openStore({ dataDirectory: folder.path });
    expect((await after.loadText("one")).sequence).toBe(1);
    expect(await after.takeClientId("one", "ben")).toBe(2);
    await after.close();
  });

  test("only the newest two snapshots are kept, and the whole log", async () => {
    const database = await openDatabaseFile(folder.path);
    const store = await openStoreOn(database);
    await furnish(store);
    await store.appendText([1, 2, 3, 4].map((sequence) => textAppend("one", sequence)));
    await store.appendText([textAppend("two", 1)]);
    await store.saveSnapshot("two", 1, new Uint8Array([9]));
    for (const sequence of [1, 2, 4]) await store.saveSnapshot("one", sequence, new Uint8Array([sequence]));
    const kept = database.prepare("select declaration_id, sequence from text_snapshots order by 1, 2").all();
    expect(kept).toEqual([
      { declaration_id: "one", sequence: 2 },
      { declaration_id: "one", sequence: 4 },
      { declaration_id: "two", sequence: 1 },
    ]);
    expect(database.prepare("select count(*) as rows from text_log").get()).toEqual({ rows: 5 });
    await store.close();
  });

  test("a log with a hole is not loaded as if it were whole", async () => {
    const database = await openDatabaseFile(folder.path);
    const store = await openStoreOn(database);
    await furnish(store);
    await store.appendText([1, 2, 3].map((sequence) => textAppend("one", sequence)));
    database.exec("delete from text_log where sequence = 2");
    await expect(store.loadText("one")).rejects.toMatchObject({ id: "storage-failed" });
    await store.close();
  });

  test("a second store on the same data directory cannot write the same place of a log", async () => {
    const here = await openStore({ dataDirectory: folder.path });
    const there = await openStore({ dataDirectory: folder.path });
    await furnish(here);
    await here.appendText([textAppend("one", 1)]);
    await expect(there.appendText([textAppend("one", 1)])).rejects.toMatchObject({ id: "storage-failed" });
    await there.appendText([textAppend("one", 2)]);
    expect((await here.loadText("one")).updates).toHaveLength(2);
    await here.close();
    await there.close();
  });
});

describe("a disk that takes no more", () => {
  test("a full disk refuses the append whole, keeps what was stored, and takes it again once there is room", async () => {
    const database = await openDatabaseFile(folder.path);
    const store = await openStoreOn(database);
    await furnish(store);
    await store.appendText([textAppend("one", 1)]);
    database.exec("pragma max_page_count = 1"); // SQLite raises it to the pages there are: not one more

    const large = { ...textAppend("two", 1), update: new Uint8Array(500_000) };
    const appends = [textAppend("one", 2), large];
    await expect(store.appendText(appends)).rejects.toMatchObject({
      id: "storage-failed",
      cause: { errcode: 13 },
    });
    const caught = store.transact(async (transaction) => {
      await transaction.appendText([large]).catch(() => {});
      await transaction.revokeLink("writers", "2026-05-01T12:00:00.000Z").catch(() => {});
    });
    await expect(caught).rejects.toMatchObject({ id: "storage-failed" });
    expect((await store.findLink("writers"))?.revokedAt).toBeNull();
    expect((await store.loadText("one")).sequence).toBe(1);
    expect((await store.loadText("two")).sequence).toBe(0);

    database.exec("pragma max_page_count = 1000000");
    await store.appendText(appends);
    expect((await store.loadText("two")).updates[0]).toHaveLength(500_000);
    await store.close();
  });

  test("a database that may only be read refuses to write and still reads", async () => {
    const database = await openDatabaseFile(folder.path);
    const store = await openStoreOn(database);
    await furnish(store);
    database.exec("pragma query_only = on");
    await expect(store.appendText([textAppend("one", 1)])).rejects.toMatchObject({
      id: "storage-failed",
      cause: { errcode: 8 },
    });
    expect((await store.loadText("one")).sequence).toBe(0);
    await store.close();
  });

  test("a write that another process holds up for too long is refused, not half done", async () => {
    const database = await openDatabaseFile(folder.path);
    const store = await openStoreOn(database);
    await furnish(store);
    database.exec("pragma busy_timeout = 1");
    const other = new DatabaseSync(join(folder.path, "plenary.sqlite"));
    other.exec("begin immediate");
    await expect(store.appendText([textAppend("one", 1)])).rejects.toMatchObject({ id: "storage-failed" });
    other.exec("rollback");
    other.close();
    await store.appendText([textAppend("one", 1)]);
    await store.close();
  });
});

describe("what cannot be opened says so in one line", () => {
  async function opening(dataDirectory: string): Promise<StoreOpenError> {
    const error: unknown = await openStore({ dataDirectory }).then(
      (store) => store.close(),
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(StoreOpenError);
    const refusal = error as StoreOpenError;
    expect(refusal.message).not.toContain("\n");
    return refusal;
  }

  test("a data directory below a regular file", async () => {
    await writeFile(join(folder.path, "file"), "words");
    const dataDirectory = join(folder.path, "file", "data");
    expect((await opening(dataDirectory)).message).toContain(dataDirectory);
  });

  test("a data directory that is a regular file", async () => {
    await writeFile(join(folder.path, "file"), "words");
    expect((await opening(join(folder.path, "file"))).message).toContain("DATA_DIR");
  });

  test.runIf(process.platform === "linux")("a data directory where the system takes none", async () => {
    expect((await opening("/proc/plenary/data")).message).toContain("/proc/plenary/data cannot be made");
  });

  test("a folder where the database file should be", async () => {
    await mkdir(join(folder.path, "plenary.sqlite"));
    expect((await opening(folder.path)).message).toContain("plenary.sqlite");
  });

  test("a file that is no database", async () => {
    const path = join(folder.path, "plenary.sqlite");
    await writeFile(path, "The declaration, written by hand.\n".repeat(100));
    expect((await opening(folder.path)).message).toContain("not a database");
    expect((await stat(path)).size).toBe(3400);
  });

  test("a database that a newer Plenary has changed", async () => {
    await (await openStore({ dataDirectory: folder.path })).close();
    const database = new DatabaseSync(join(folder.path, "plenary.sqlite"));
    database.exec("insert into kysely_migration values ('0999-from-the-future', '2031-01-01T00:00:00.000Z')");
    database.close();
    expect((await opening(folder.path)).message).toContain("newer Plenary");
  });
});

describe("R1 kill -9 in the middle of writing", () => {
  test("all that was acknowledged is there, five times over", { timeout: 60_000 }, async () => {
    const store = await openStore({ dataDirectory: folder.path });
    await furnish(store);
    await store.close();
    let before = 0;
    for (let round = 0; round < 5; round++) {
      const acknowledged = await appendUntilKilled(folder.path, 40 + 23 * round);
      const after = await openStore({ dataDirectory: folder.path });
      const text = await after.loadText("one");
      await after.close();
      expect(acknowledged).toBeGreaterThan(before);
      expect(text.sequence).toBeGreaterThanOrEqual(acknowledged);
      expect(text.updates).toHaveLength(text.sequence);
      for (const [index, update] of text.updates.entries()) {
        expect(update).toEqual(new Uint8Array(200).fill((index + 1) & 0xff));
      }
      before = text.sequence;
    }
  });
});

/** Lets a process append, kills it after that many acknowledgements, and answers the last one it gave. */
async function appendUntilKilled(dataDirectory: string, acknowledgements: number): Promise<number> {
  const script = fileURLToPath(new URL("kit/appendUntilKilled.ts", import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script, dataDirectory], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout === null) throw new Error("no output to read from");
  const gone = once(child, "exit");
  const enough = gate();
  let last = 0;
  let count = 0;
  const lines = createInterface({ input: child.stdout });
  const read = once(lines, "close");
  lines.on("line", (line) => {
    last = Number(line);
    count += 1;
    if (count === acknowledgements) enough.open();
  });
  await Promise.race([enough.passed, gone]);
  child.kill("SIGKILL");
  const [, signal] = await gone;
  await read;
  expect(signal).toBe("SIGKILL");
  return last;
}
