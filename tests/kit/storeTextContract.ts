/** What every engine must hold of the text: the log, its snapshots and its authors. */
import { expect, test } from "vitest";
import type { Store } from "../../server/store/store.ts";
import { refused, textAppend } from "./storeFixtures.ts";

export function describeText(store: () => Store): void {
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

  test("the text as it was at an earlier place, with snapshots before and after it", async () => {
    await store().appendText([1, 2, 3, 4, 5].map((sequence) => textAppend("one", sequence)));
    const bytes = async (sequence: number) =>
      (await store().loadTextUpTo("one", sequence)).updates.map((update) => update[0]);
    expect(await bytes(3)).toEqual([1, 2, 3]);
    await store().saveSnapshot("one", 2, new Uint8Array([22]));
    await store().saveSnapshot("one", 4, new Uint8Array([44]));
    expect(await bytes(1)).toEqual([1]);
    expect(await bytes(3)).toEqual([3]);
    expect((await store().loadTextUpTo("one", 3)).snapshot?.sequence).toBe(2);
    expect(await store().loadTextUpTo("one", 4)).toMatchObject({ snapshot: { sequence: 4 }, updates: [] });
    expect(await store().loadTextUpTo("one", 0)).toEqual({ snapshot: null, updates: [] });
    await expect(store().loadTextUpTo("one", 6)).rejects.toEqual(refused("storage-failed"));
    await expect(store().loadTextUpTo("none", 1)).rejects.toEqual(refused("storage-failed"));
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

  test("R8 the many ids that a restored declaration brings are passed over, gaps between them are not", async () => {
    const brought = [...Array.from({ length: 1500 }, (_, index) => index + 1), 1503, 2 ** 32 - 1];
    const authors = brought.map((clientId) => ({ clientId, participantId: "ben" }));
    await store().appendText([textAppend("one", 1, authors)]);
    const taken = [];
    for (let time = 0; time < 3; time++) taken.push(await store().takeClientId("one", "ana"));
    expect(taken).toEqual([1501, 1502, 1504]);
    expect((await store().listAuthors("one")).slice(1499, 1502)).toEqual([
      { clientId: 1500, participantId: "ben" },
      { clientId: 1501, participantId: "ana" },
      { clientId: 1502, participantId: "ana" },
    ]);
  });

  test("the updates of a log are listed in order, from any number, as many as are asked for", async () => {
    await store().appendText([1, 2, 3, 4, 5].map((sequence) => textAppend("one", sequence)));
    const all = await store().listText("one", 0, 10);
    expect(all).toHaveLength(5);
    expect(await store().listText("one", 2, 2)).toEqual(all.slice(2, 4));
    expect(await store().listText("one", 5, 2)).toEqual([]);
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

  test("where the newest snapshot cannot be used, the one before or the whole log is there", async () => {
    for (const sequence of [1, 2, 3]) await store().appendText([textAppend("one", sequence)]);
    await store().saveSnapshot("one", 1, new Uint8Array([1]));
    await store().saveSnapshot("one", 2, new Uint8Array([2]));
    const before = await store().loadText("one", 2);
    expect([before.snapshot?.sequence, before.updates.length, before.sequence]).toEqual([1, 2, 3]);
    const whole = await store().loadText("one", 1);
    expect([whole.snapshot, whole.updates.length, whole.sequence]).toEqual([null, 3, 3]);
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
