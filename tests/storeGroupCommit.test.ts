import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createGroupCommit } from "../server/store/groupCommit.ts";
import { openStore } from "../server/store/openStore.ts";
import type { Store, TextAppend } from "../server/store/store.ts";
import { refusalBecause } from "../server/store/storeFailures.ts";
import { furnish, gate, textAppend } from "./kit/storeFixtures.ts";
import { type TemporaryFolder, temporaryFolder } from "./kit/temporaryFolder.ts";

describe("the group commit", () => {
  let folder: TemporaryFolder;
  let store: Store;
  /** The sequences of each transaction, as the store was asked. */
  let transactions: string[][];
  let before: (appends: readonly TextAppend[]) => Promise<void>;

  const watched: Pick<Store, "appendText"> = {
    async appendText(appends) {
      transactions.push(appends.map((each) => `${each.declarationId} ${each.sequence}`));
      await before(appends);
      await store.appendText(appends);
    },
  };

  beforeEach(async () => {
    folder = await temporaryFolder();
    store = await openStore({ dataDirectory: folder.path });
    await furnish(store);
    transactions = [];
    before = async () => {};
  });

  afterEach(async () => {
    await store.close();
    await folder.remove();
  });

  test("R1 what all rooms hand in within a turn is one transaction, and each hears when it is on disk", async () => {
    const group = createGroupCommit(watched);
    await Promise.all([
      group.append(textAppend("one", 1)),
      group.append(textAppend("two", 1)),
      Promise.resolve().then(() => group.append(textAppend("one", 2))),
    ]);
    expect(transactions).toEqual([["one 1", "two 1", "one 2"]]);
    expect((await store.loadText("one")).sequence).toBe(2);
    expect((await store.loadText("two")).sequence).toBe(1);
  });

  test("while one commit runs, the next collects", async () => {
    const group = createGroupCommit(watched);
    const running = gate();
    const held = gate();
    before = async () => {
      running.open();
      await held.passed;
    };
    const first = group.append(textAppend("one", 1));
    await running.passed;
    const second = group.append(textAppend("one", 2));
    await new Promise(setImmediate);
    const third = group.append(textAppend("one", 3));
    await new Promise(setImmediate);
    expect(transactions).toEqual([["one 1"]]);
    held.open();
    await Promise.all([first, second, third]);
    expect(transactions).toEqual([["one 1"], ["one 2", "one 3"]]);
  });

  test("one room's wrong sequence is refused to it alone; the others are stored", async () => {
    const group = createGroupCommit(watched);
    const outcomes = await Promise.allSettled([
      group.append(textAppend("one", 1)),
      group.append(textAppend("two", 5)),
      group.append(textAppend("one", 2)),
    ]);
    expect(outcomes.map((each) => each.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(outcomes[1]).toMatchObject({ reason: { id: "storage-failed" } });
    expect((await store.loadText("one")).sequence).toBe(2);
    expect((await store.loadText("two")).sequence).toBe(0);
  });

  test("when nothing can be stored every room of the batch hears it, once, and may try again", async () => {
    const group = createGroupCommit(watched);
    before = async () => {
      throw refusalBecause("storage-failed", new Error("disk full"));
    };
    const failed = await Promise.allSettled([
      group.append(textAppend("one", 1)),
      group.append(textAppend("two", 1)),
    ]);
    for (const each of failed) {
      expect(each).toMatchObject({ status: "rejected", reason: { id: "storage-failed" } });
    }
    expect(transactions).toHaveLength(1);

    before = async () => {};
    await Promise.all([group.append(textAppend("one", 1)), group.append(textAppend("two", 1))]);
    expect((await store.loadText("two")).sequence).toBe(1);
  });

  test("idle waits for all that was handed in, and for nothing where nothing was", async () => {
    const group = createGroupCommit(watched);
    await group.idle();
    const settled: string[] = [];
    group.append(textAppend("one", 1)).then(() => {
      settled.push("first");
      group.append(textAppend("one", 2)).then(() => settled.push("second"));
    });
    group.append(textAppend("two", 7)).catch(() => settled.push("refused"));
    await group.idle();
    expect(settled.toSorted()).toEqual(["first", "refused", "second"]);
  });
});
