/** What every engine of the store must hold: the same tests, unchanged, for each of them. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Refusal } from "../../server/errors.ts";
import type { LinkRow, ParticipantRow, Store, TextAppend } from "../../server/store/store.ts";

const createdAt = "2026-05-01T09:00:00.000Z";
const later = "2026-05-01T10:00:00.000Z";

export const linkRow = (id: string, changes: Partial<LinkRow> = {}): LinkRow => ({
  id,
  declarationId: "one",
  tokenId: `token-${id}`,
  role: "participant",
  label: "Working group",
  createdAt,
  expiresAt: null,
  revokedAt: null,
  ...changes,
});

export const participantRow = (id: string, changes: Partial<ParticipantRow> = {}): ParticipantRow => ({
  id,
  declarationId: "one",
  linkId: "writers",
  role: "participant",
  name: "Ana Šimić",
  affiliation: "University of Zadar",
  stakeholder: "Higher education",
  joinedAt: createdAt,
  expiresAt: later,
  ...changes,
});

/** The update at that place of a log; its bytes tell which it is. */
export const textAppend = (
  declarationId: string,
  sequence: number,
  authors: TextAppend["authors"] = [],
): TextAppend => ({
  declarationId,
  sequence,
  update: new Uint8Array([sequence & 0xff, 0, 255, declarationId.length]),
  authors,
});

/** Two declarations, `one` and `two`, with a link `writers` and two people, Ana and Ben, in the first. */
export async function furnish(store: Store): Promise<void> {
  await store.insertDeclaration({ id: "one", title: "The first", createdAt });
  await store.insertDeclaration({ id: "two", title: "The second", createdAt: later });
  await store.insertLink(linkRow("writers"));
  await store.insertParticipant(participantRow("ana"));
  await store.insertParticipant(participantRow("ben", { name: "Ben" }));
}

/** A promise with its handle outside, to hold a transaction open. */
export function gate(): { readonly passed: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, open: resolve };
}

const refused = (id: Refusal["id"]) => expect.objectContaining({ name: expect.any(String), id });

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
    expect(first).toMatchObject({ kind: "declarationCreated", participantId: null, data: { title: "a" } });
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

  test("a record for an unknown declaration is refused", async () => {
    await expect(store().appendRecord("none", created("a"))).rejects.toEqual(refused("declaration-unknown"));
  });
}

function describeText(store: () => Store): void {
  test("a declaration without text loads as empty", async () => {
    const empty = { snapshot: null, updates: [], sequence: 0, authors: [] };
    expect(await store().loadText("one")).toEqual(empty);
    expect(await store().loadText("none")).toEqual(empty);
  });

  test("updates and their authors come back in order, byte for byte", async () => {
    const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    await store().appendText([
      {
        declarationId: "one",
        sequence: 1,
        update: every,
        authors: [{ clientId: 0xffffffff, participantId: "ana" }],
      },
      textAppend("two", 1),
      textAppend("one", 2, [{ clientId: 7, participantId: null }]),
    ]);
    await store().appendText([textAppend("one", 3), { ...textAppend("two", 2), update: new Uint8Array() }]);

    const text = await store().loadText("one");
    expect(text.updates[0]).toBeInstanceOf(Uint8Array);
    expect(text.updates.map((update) => [...update])).toEqual([
      [...every],
      [...textAppend("one", 2).update],
      [...textAppend("one", 3).update],
    ]);
    expect(text.sequence).toBe(3);
    expect(text.authors).toEqual([
      { clientId: 7, participantId: null },
      { clientId: 0xffffffff, participantId: "ana" },
    ]);
    expect((await store().loadText("two")).updates.map((update) => update.length)).toEqual([4, 0]);
  });

  test("appending nothing is no error", async () => {
    await expect(store().appendText([])).resolves.toBeUndefined();
  });

  test.each([
    ["one that is taken", [textAppend("one", 1)]],
    ["one that leaves a gap", [textAppend("one", 3)]],
    ["a gap inside the batch", [textAppend("one", 2), textAppend("one", 4)]],
    ["the same twice in the batch", [textAppend("one", 2), textAppend("one", 2)]],
    ["one of a declaration that is not there", [textAppend("none", 1)]],
  ])("the log refuses a wrong sequence and with it the whole batch: %s", async (_, appends) => {
    await store().appendText([textAppend("one", 1)]);
    await expect(store().appendText([textAppend("two", 1), ...appends])).rejects.toEqual(
      refused("storage-failed"),
    );
    expect((await store().loadText("one")).sequence).toBe(1);
    expect((await store().loadText("two")).sequence).toBe(0);
    await store().appendText([textAppend("one", 2), textAppend("two", 1)]);
  });

  test("a batch of thousands is one append", async () => {
    const appends = Array.from({ length: 2345 }, (_, index) =>
      textAppend("one", index + 1, [{ clientId: 5000 + index, participantId: "ana" }]),
    );
    await store().appendText(appends);
    const text = await store().loadText("one");
    expect(text.updates).toHaveLength(2345);
    expect(text.authors).toHaveLength(2345);
  });

  test("R8 a client id stays with the person it was first bound to", async () => {
    await store().appendText([textAppend("one", 1, [{ clientId: 99, participantId: "ana" }])]);
    await store().appendText([textAppend("one", 2, [{ clientId: 99, participantId: "ana" }])]);
    const stolen = textAppend("one", 3, [{ clientId: 99, participantId: "ben" }]);
    await expect(store().appendText([stolen])).rejects.toEqual(refused("author-mismatch"));
    const quarrel = [
      textAppend("one", 3, [{ clientId: 100, participantId: "ana" }]),
      textAppend("one", 4, [{ clientId: 100, participantId: "ben" }]),
    ];
    await expect(store().appendText(quarrel)).rejects.toEqual(refused("author-mismatch"));
    const nobody = textAppend("one", 3, [{ clientId: 101, participantId: "nobody" }]);
    await expect(store().appendText([nobody])).rejects.toEqual(refused("storage-failed"));

    const text = await store().loadText("one");
    expect(text.authors).toEqual([{ clientId: 99, participantId: "ana" }]);
    expect(text.sequence).toBe(2);
  });

  test("R8 client ids count up from 1 in each declaration, bound to their person, and none is handed out twice", async () => {
    const taken = await Promise.all(
      Array.from({ length: 30 }, (_, index) => store().takeClientId("one", index % 2 === 0 ? "ana" : "ben")),
    );
    expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(await store().takeClientId("two", null)).toBe(1);

    const { authors } = await store().loadText("one");
    expect(authors).toHaveLength(30);
    for (const [index, clientId] of taken.entries()) {
      expect(authors).toContainEqual({ clientId, participantId: index % 2 === 0 ? "ana" : "ben" });
    }
    await expect(store().takeClientId("none", null)).rejects.toEqual(refused("declaration-unknown"));
    await expect(store().takeClientId("one", "nobody")).rejects.toBeInstanceOf(Error);
    expect(await store().takeClientId("one", null)).toBe(31);
  });

  test("R8 a small id that a stock client chose by chance is not handed out to another", async () => {
    await store().appendText([textAppend("one", 1, [{ clientId: 2, participantId: "ben" }])]);
    expect(await store().takeClientId("one", "ana")).toBe(1);
    expect(await store().takeClientId("one", "ana")).toBe(3);
    expect((await store().loadText("one")).authors).toContainEqual({ clientId: 2, participantId: "ben" });
  });

  test("loading takes the newest snapshot and what came after it", async () => {
    await store().appendText([1, 2, 3, 4].map((sequence) => textAppend("one", sequence)));
    for (const sequence of [1, 2, 3]) await store().saveSnapshot("one", sequence, new Uint8Array([sequence]));
    const text = await store().loadText("one");
    expect(text.snapshot?.sequence).toBe(3);
    expect([...(text.snapshot?.state ?? [])]).toEqual([3]);
    expect(text.updates.map((update) => [...update])).toEqual([[...textAppend("one", 4).update]]);
    expect(text.sequence).toBe(4);
  });

  test("a snapshot saved again at the same place replaces the former", async () => {
    await store().appendText([textAppend("one", 1)]);
    await store().saveSnapshot("one", 1, new Uint8Array([1]));
    await store().saveSnapshot("one", 1, new Uint8Array([2]));
    expect([...((await store().loadText("one")).snapshot?.state ?? [])]).toEqual([2]);
  });

  test("a snapshot of words that the log does not hold is refused", async () => {
    await store().appendText([textAppend("one", 1)]);
    await expect(store().saveSnapshot("one", 2, new Uint8Array([1]))).rejects.toEqual(
      refused("storage-failed"),
    );
    await expect(store().saveSnapshot("none", 1, new Uint8Array([1]))).rejects.toEqual(
      refused("declaration-unknown"),
    );
    expect((await store().loadText("one")).snapshot).toBeNull();
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
