/** What every engine of the store must hold: the same tests, unchanged, for each of them. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../server/store/store.ts";
import {
  createdAt,
  furnish,
  gate,
  later,
  linkRow,
  participantRow,
  refused,
  textAppend,
} from "./storeFixtures.ts";
import { describeText } from "./storeTextContract.ts";

/** Registers the contract's tests. `openFreshStore` answers an empty store; the contract closes it. */
export function describeStoreContract(name: string, openFreshStore: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store;

    beforeEach(async () => {
      store = await openFreshStore();
      await furnish(store);
    });

    afterEach(() => store.close());

    describePeople(() => store);
    describeRecords(() => store);
    describeText(() => store);
    describeTransactions(() => store);
  });
}

function describePeople(store: () => Store): void {
  test("declarations come back as they went in, in the order they were made", async () => {
    expect(await store().findDeclaration("one")).toEqual({ id: "one", title: "The first", createdAt });
    expect(await store().findDeclaration("none")).toBeNull();
    expect((await store().listDeclarations()).map((each) => each.id)).toEqual(["one", "two"]);
  });

  test("an id taken twice is refused, and the first holder stays", async () => {
    await expect(
      store().insertDeclaration({ id: "one", title: "Usurper", createdAt }),
    ).rejects.toBeInstanceOf(Error);
    expect((await store().findDeclaration("one"))?.title).toBe("The first");
  });

  test("links are found by id and by token, and listed in the order they were made with their people", async () => {
    const screen = linkRow("a-screen", { role: "screen", label: "", expiresAt: later });
    await store().insertLink(screen);
    await store().insertLink(linkRow("elsewhere", { declarationId: "two" }));

    expect(await store().findLink("a-screen")).toEqual(screen);
    expect(await store().findLinkByToken("token-a-screen")).toEqual(screen);
    expect(await store().findLink("none")).toBeNull();
    expect(await store().findLinkByToken("none")).toBeNull();
    expect(await store().listLinks("one")).toEqual([
      { ...linkRow("writers"), people: 2 },
      { ...screen, people: 0 },
    ]);
  });

  test("a revoked link keeps the time of its first revocation", async () => {
    await store().revokeLink("writers", later);
    await store().revokeLink("writers", "2027-01-01T00:00:00.000Z");
    expect((await store().findLink("writers"))?.revokedAt).toBe(later);
    await expect(store().revokeLink("none", later)).rejects.toEqual(refused("link-unknown"));
  });

  test("after a rotation only the new token finds the link", async () => {
    await store().rotateLink("writers", "token-new");
    expect(await store().findLinkByToken("token-writers")).toBeNull();
    expect((await store().findLinkByToken("token-new"))?.id).toBe("writers");
    await expect(store().rotateLink("none", "token-other")).rejects.toEqual(refused("link-unknown"));
  });

  test("people come back as they went in, and nobody joins by a link that is not there", async () => {
    expect(await store().findParticipant("ana")).toEqual(participantRow("ana"));
    expect(await store().findParticipant("none")).toBeNull();
    const stray = participantRow("stray", { linkId: "none" });
    await expect(store().insertParticipant(stray)).rejects.toBeInstanceOf(Error);
    expect(await store().findParticipant("stray")).toBeNull();
  });
}

function describeRecords(store: () => Store): void {
  const created = (title: string) =>
    ({ kind: "declarationCreated", participantId: null, data: { title } }) as const;

  test("records are counted from 1 in each declaration and read back from any place", async () => {
    const first = await store().appendRecord("one", created("a"));
    const second = await store().appendRecord("one", {
      kind: "linkRevoked",
      participantId: "ana",
      data: { linkId: "writers" },
    });
    const other = await store().appendRecord("two", created("b"));

    expect([first.sequence, second.sequence, other.sequence]).toEqual([1, 2, 1]);
    expect(first).toMatchObject({ kind: "declarationCreated", author: null, data: { title: "a" } });
    expect(new Date(first.at).toISOString()).toBe(first.at);
    expect(await store().listRecords("one", 0, 10)).toEqual([first, second]);
    expect(await store().listRecords("one", 1, 10)).toEqual([second]);
    expect(await store().listRecords("one", 0, 1)).toEqual([first]);
    expect(await store().listRecords("two", 1, 10)).toEqual([]);
  });

  test("a decision that is rolled back leaves no gap in the record", async () => {
    await store().appendRecord("one", created("a"));
    const undone = store().transact(async (transaction) => {
      await transaction.appendRecord("one", created("b"));
      throw new Error("changed my mind");
    });
    await expect(undone).rejects.toThrow("changed my mind");
    expect((await store().appendRecord("one", created("c"))).sequence).toBe(2);
  });

  test("many decisions at once are numbered without gaps", async () => {
    const titles = Array.from({ length: 20 }, (_, index) => `title ${index}`);
    const records = await Promise.all(titles.map((title) => store().appendRecord("one", created(title))));
    const sequences = records.map((record) => record.sequence).sort((a, b) => a - b);
    expect(sequences).toEqual(titles.map((_, index) => index + 1));
    expect(await store().listRecords("one", 0, 100)).toHaveLength(20);
  });

  test("what a browser named a command with is found again, for that person alone", async () => {
    const { sequence } = await store().appendRecord("one", created("a"));
    const row = { declarationId: "one", participantId: "ana", key: "key-0001", content: "abc", sequence };
    await store().keepCommandKey(row);
    expect(await store().findCommandKey("one", "ana", "key-0001")).toEqual(row);
    expect(await store().findCommandKey("one", "ben", "key-0001")).toBeNull();
    expect(await store().findCommandKey("two", "ana", "key-0001")).toBeNull();
    await expect(store().keepCommandKey(row)).rejects.toBeInstanceOf(Error);
  });

  test("a record for an unknown declaration is refused", async () => {
    await expect(store().appendRecord("none", created("a"))).rejects.toEqual(refused("declaration-unknown"));
  });
}

function describeTransactions(store: () => Store): void {
  const failing = (message: string) => (): never => {
    throw new Error(message);
  };

  test("text and record change together or not at all", async () => {
    const decide = (finish: () => void) =>
      store().transact(async (transaction) => {
        await transaction.appendText([textAppend("one", 1)]);
        await transaction.saveSnapshot("one", 1, new Uint8Array([1]));
        await transaction.takeClientId("one", "ana");
        finish();
        return transaction.appendRecord("one", {
          kind: "declarationCreated",
          participantId: null,
          data: { title: "a" },
        });
      });
    await expect(decide(failing("no"))).rejects.toThrow("no");
    const untouched = { snapshot: null, updates: [], sequence: 0, authors: [] };
    expect(await store().loadText("one")).toEqual(untouched);

    expect((await decide(() => {})).sequence).toBe(1);
    expect((await store().loadText("one")).sequence).toBe(1);
    expect(await store().takeClientId("one", "ana")).toBe(2);
  });

  test("what is under way in one transaction stays out of another, and each waits its turn", async () => {
    const held = gate();
    const entered = gate();
    const order: string[] = [];
    const undone = store().transact(async (transaction) => {
      await transaction.insertDeclaration({ id: "three", title: "Never", createdAt });
      entered.open();
      await held.passed;
      order.push("first ends");
      throw new Error("rolled back");
    });
    await entered.passed;
    const appended = store()
      .appendText([textAppend("one", 1)])
      .then(() => order.push("append ends"));
    const second = store().transact(async (transaction) => {
      order.push("second begins");
      return transaction.findDeclaration("three");
    });
    held.open();

    await expect(undone).rejects.toThrow("rolled back");
    await appended;
    expect(await second).toBeNull();
    expect(order).toEqual(["first ends", "append ends", "second begins"]);
    expect((await store().loadText("one")).sequence).toBe(1);
    expect(await store().findDeclaration("three")).toBeNull();
  });

  test("a transaction whose append was refused cannot be committed, even where the refusal was caught", async () => {
    const work = store().transact(async (transaction) => {
      await transaction.insertDeclaration({ id: "three", title: "Never", createdAt });
      await transaction.appendText([textAppend("one", 1), textAppend("two", 9)]).catch(() => {});
    });
    await expect(work).rejects.toEqual(refused("storage-failed"));
    expect(await store().findDeclaration("three")).toBeNull();
    expect((await store().loadText("one")).sequence).toBe(0);
  });

  test("a transaction in which a rule of the tables was broken cannot be committed, even where that was caught", async () => {
    const work = store().transact(async (transaction) => {
      await transaction.insertDeclaration({ id: "three", title: "Never", createdAt });
      await transaction.insertLink(linkRow("writers")).catch(() => {});
      await transaction.insertDeclaration({ id: "four", title: "Never", createdAt }).catch(() => {});
    });
    await expect(work).rejects.toBeInstanceOf(Error);
    expect((await store().listDeclarations()).map((each) => each.id)).toEqual(["one", "two"]);
  });

  test("a transaction that has ended takes nothing more", async () => {
    const escaped = await store().transact(async (transaction) => ({ transaction }));
    await expect(
      escaped.transaction.insertDeclaration({ id: "three", title: "Late", createdAt }),
    ).rejects.toBeInstanceOf(Error);
    expect(await store().findDeclaration("three")).toBeNull();
  });

  test("closing waits for the transaction under way; afterwards every call is refused", async () => {
    const held = gate();
    const work = store().transact(async (transaction) => {
      await held.passed;
      await transaction.insertDeclaration({ id: "three", title: "Just in time", createdAt });
      return transaction.findDeclaration("three");
    });
    const closed = store().close();
    held.open();
    expect((await work)?.title).toBe("Just in time");
    await closed;
    await expect(store().ping()).rejects.toBeInstanceOf(Error);
    await expect(store().appendText([textAppend("one", 1)])).rejects.toBeInstanceOf(Error);
    await expect(store().close()).resolves.toBeUndefined();
  });

  test("the store answers a ping", async () => {
    await expect(store().ping()).resolves.toBeUndefined();
  });
}
