import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { frozenParts } from "../server/rooms/frozenParts.ts";
import { TextGuard } from "../server/rooms/textGuard.ts";
import { emptyDeliberation, type Freeze } from "../shared/deliberation/state.ts";
import { answerTextFrame } from "../shared/socketMessages.ts";
import { eventually } from "./kit/eventually.ts";
import {
  changeOf,
  clauseAt,
  type FrozenStage,
  openFrozenStage,
  openWords,
  paragraph,
  sectionAt,
  textIn,
} from "./kit/frozenStage.ts";

let stage: FrozenStage;
beforeEach(async () => {
  stage = await openFrozenStage();
});
afterEach(() => stage.close());

describe("R3 Words that a merge swallowed", () => {
  test("are brought back, but not into a frozen clause that reads alike", async () => {
    const offline = await stage.copy();
    textIn(offline, 3).insert(openWords.length, " EVIL");
    const late = Y.encodeStateAsUpdate(offline, Y.encodeStateVector(await stage.copy()));
    // The frozen clause holds what stands before the late words, and their own clause is gone.
    await stage.taken(
      changeOf(await stage.copy(), (document) => textIn(document, 2).insert(0, `${openWords} `)),
    );
    await stage.freeze();
    await stage.taken(changeOf(await stage.copy(), (document) => sectionAt(document, 3).delete(0, 1)));
    const frozenBefore = (await stage.onDisk()).find((line) => line.includes(stage.frozenId));
    await stage.taken(late);
    await eventually(async () => (await stage.onDisk()).join().includes("EVIL"), "the late words are back");
    expect((await stage.onDisk()).find((line) => line.includes(stage.frozenId))).toBe(frozenBefore);
  });

  test("of a paragraph of the frozen clause that went before it was frozen, come back beside it", async () => {
    await stage.taken(
      changeOf(await stage.copy(), (document) =>
        clauseAt(document, 2).insert(1, [paragraph("A second paragraph.")]),
      ),
    );
    const offline = await stage.copy();
    const second = clauseAt(offline, 2).get(1);
    const text = second instanceof Y.XmlElement ? second.get(0) : null;
    if (!(text instanceof Y.XmlText)) throw new Error("no second paragraph");
    text.insert(8, " EVIL");
    const late = Y.encodeStateAsUpdate(offline, Y.encodeStateVector(await stage.copy()));
    await stage.taken(changeOf(await stage.copy(), (document) => clauseAt(document, 2).delete(1, 1)));
    await stage.freeze();
    const frozenBefore = (await stage.onDisk()).find((line) => line.includes(stage.frozenId));
    await stage.taken(late);
    await eventually(async () => (await stage.onDisk()).join().includes("EVIL"), "the late words are back");
    expect((await stage.onDisk()).find((line) => line.includes(stage.frozenId))).toBe(frozenBefore);
  });
});

test("What the guard costs a frame, with and without a freeze", async () => {
  const document = await stage.copy();
  const frames = 2000;
  const clauses = (ids: readonly string[]) => ids.map((clauseId) => ({ kind: "clause" as const, clauseId }));
  for (const [name, scopes] of [
    ["nothing frozen", []],
    ["one clause frozen", clauses([stage.frozenId])],
    ["200 clauses frozen", clauses(Array.from({ length: 200 }, (_, index) => `c${index}`))],
  ] as const) {
    const freezes = new Map<string, Freeze>(
      scopes.map((scope) => [`clause ${scope.clauseId}`, { scope, from: "2020-01-01T00:00:00Z" }]),
    );
    const deliberation = { ...emptyDeliberation, freezes };
    for (const waiting of [false, true]) {
      const writer = new Y.Doc();
      Y.applyUpdate(writer, Y.encodeStateAsUpdate(document));
      const stored = new Y.Doc();
      Y.applyUpdate(stored, Y.encodeStateAsUpdate(document));
      const guard = new TextGuard(stored, new Map());
      const updates: Uint8Array[] = [];
      writer.on("update", (update: Uint8Array) => updates.push(update));
      for (let index = 0; index < frames; index++) textIn(writer, 3).insert(0, "x");
      let milliseconds = 0;
      for (const update of updates) {
        const start = performance.now();
        const verdict = guard.check(update, "mallory", frozenParts(deliberation, Date.now()));
        milliseconds += performance.now() - start;
        expect(verdict.kind).toBe("accepted");
        if (waiting) continue;
        Y.applyUpdate(stored, update);
        guard.settle();
      }
      const each = ((milliseconds * 1000) / frames).toFixed(1);
      console.info(
        `${name}, ${waiting ? "all waiting for the disk" : "each stored at once"}: ${each} µs a frame`,
      );
    }
  }
});

test("An offline writer who put 20,000 letters one before the other is read to the end while something is frozen", async () => {
  await stage.freeze();
  const document = await stage.copy();
  const update = changeOf(document, () => {
    for (let index = 0; index < 20_000; index++) textIn(document, 3).insert(0, "x");
  });
  await stage.taken(update, [answerTextFrame(update)]);
  expect((await stage.onDisk()).join()).toContain(`xxx${openWords}`);
});
