import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { answerTextFrame, textFrame } from "../shared/socketMessages.ts";
import {
  changeOf,
  clauseAt,
  type FrozenStage,
  frozenWords,
  linesOf,
  newClause,
  openFrozenStage,
  openWords,
  paragraph,
  type Scope,
  sectionAt,
  textIn,
} from "./kit/frozenStage.ts";
import { hashOf } from "./kit/hall.ts";

let stage: FrozenStage;
beforeEach(async () => {
  stage = await openFrozenStage();
});
afterEach(() => stage.close());

const intoTheClause: Readonly<Record<string, (document: Y.Doc) => void>> = {
  "a letter put in": (document) => textIn(document, 2).insert(3, "x"),
  "a letter put at its very end": (document) => textIn(document, 2).insert(frozenWords.length, "x"),
  "a letter taken out": (document) => textIn(document, 2).delete(3, 1),
  "words made bold": (document) => textIn(document, 2).format(0, 6, { bold: {} }),
  "a question set": (document) => clauseAt(document, 2).setAttribute("questions", "q1"),
  "its id changed": (document) => clauseAt(document, 2).setAttribute("id", "another"),
  "its id taken away": (document) => clauseAt(document, 2).removeAttribute("id"),
  "a paragraph added": (document) => clauseAt(document, 2).insert(1, [paragraph("More.")]),
  "its paragraph taken out": (document) => clauseAt(document, 2).delete(0, 1),
  "the clause deleted": (document) => sectionAt(document, 2).delete(0, 1),
  "the clause moved": (document) => {
    sectionAt(document, 2).delete(0, 1);
    sectionAt(document, 3).insert(0, [newClause(stage.frozenId, frozenWords)]);
  },
  "another clause before it under its id, to have it named anew": (document) =>
    sectionAt(document, 1).insert(0, [newClause(stage.frozenId, "Mine.")]),
  "its id given to another clause": (document) => clauseAt(document, 1).setAttribute("id", stage.frozenId),
  "a change elsewhere with one in it": (document) => {
    textIn(document, 3).insert(0, "Elsewhere. ");
    textIn(document, 2).insert(0, "x");
  },
};

describe("R3 A frozen clause", () => {
  test.each(Object.entries(intoTheClause))("stays as it is against %s", async (_name, write) => {
    await stage.freeze();
    const before = await stage.onDisk();
    const document = await stage.copy();
    const update = changeOf(document, write);
    const words = linesOf(document);
    expect(await stage.sent(textFrame(update))).toEqual({ code: 4424, reason: "clause-frozen" });
    expect(await stage.onDisk()).toEqual(before);
    expect(linesOf(document), "the refused words stay in the copy").toEqual(words);
    await stage.neighbourWrites("honest");
  });

  test("stays as it is against a writer who was offline and comes back with all they wrote", async () => {
    const document = await stage.copy();
    textIn(document, 3).insert(0, "Offline, elsewhere. ");
    textIn(document, 2).insert(0, "Offline, here. ");
    textIn(document, 2).delete(20, 5);
    await stage.neighbourWrites("meanwhile");
    await stage.freeze();
    const before = await stage.onDisk();
    const stored = await stage.copy();
    const all = Y.encodeStateAsUpdate(document, Y.encodeStateVector(stored));
    expect(await stage.sent(answerTextFrame(all))).toEqual({ code: 4424, reason: "clause-frozen" });
    expect(await stage.onDisk()).toEqual(before);
    expect(linesOf(document).join()).toContain("Offline, here. ");
    await stage.neighbourWrites("honest");
  });

  test("stays as it is against a paste over it", async () => {
    await stage.freeze();
    const before = await stage.onDisk();
    const document = await stage.copy();
    const update = changeOf(document, () => {
      const clause = clauseAt(document, 2);
      clause.delete(0, clause.length);
      clause.insert(0, [paragraph("Pasted one."), paragraph("Pasted two.")]);
    });
    expect(await stage.sent(textFrame(update))).toEqual({ code: 4424, reason: "clause-frozen" });
    expect(await stage.onDisk()).toEqual(before);
    expect(linesOf(document).join()).toContain("Pasted two.");
  });

  test.each(["undo", "redo"] as const)(
    "stays as it is against %s of what was written before",
    async (step) => {
      const document = await stage.copy();
      const undo = new Y.UndoManager(document.getXmlFragment("default"), { captureTimeout: 0 });
      await stage.taken(changeOf(document, () => textIn(document, 2).insert(0, "Written before. ")));
      if (step === "redo") await stage.taken(changeOf(document, () => undo.undo()));
      await stage.freeze();
      const before = await stage.onDisk();
      const update = changeOf(document, () => undo[step]());
      expect(await stage.sent(textFrame(update))).toEqual({ code: 4424, reason: "clause-frozen" });
      expect(await stage.onDisk()).toEqual(before);
      await stage.neighbourWrites("honest");
    },
  );

  test("leaves the clauses beside it open, and is open itself from the next message on when it is unfrozen", async () => {
    await stage.freeze();
    const document = await stage.copy();
    await stage.taken(changeOf(document, () => textIn(document, 3).insert(0, "Open. ")));
    await stage.taken(
      changeOf(document, () => sectionAt(document, 2).insert(1, [newClause("beside", "Beside.")])),
    );
    await stage.chair.does("unfreeze", { scope: { kind: "clause", clauseId: stage.frozenId } });
    await stage.taken(changeOf(document, () => textIn(document, 2).insert(0, "Again. ")));
    expect((await stage.onDisk()).join()).toContain(`Again. ${frozenWords}`);
  });

  test("is not yet frozen while the countdown runs, and is frozen when it has run out", async () => {
    await stage.freeze({ kind: "clause", clauseId: stage.frozenId }, 60);
    const document = await stage.copy();
    stage.door.clock += 59_999;
    await stage.taken(changeOf(document, () => textIn(document, 2).insert(0, "In time. ")));
    stage.door.clock += 1;
    const before = await stage.onDisk();
    const late = changeOf(document, () => textIn(document, 2).insert(0, "Too late. "));
    expect(await stage.sent(textFrame(late))).toEqual({ code: 4424, reason: "clause-frozen" });
    expect(await stage.onDisk()).toEqual(before);
  });

  test("takes what it holds already once more, as everybody sends it who reconnects", async () => {
    const document = await stage.copy();
    await stage.taken(changeOf(document, () => textIn(document, 2).insert(0, "Known. ")));
    await stage.taken(changeOf(document, () => textIn(document, 2).delete(0, 2)));
    await stage.freeze();
    const all = Y.encodeStateAsUpdate(document);
    const more = changeOf(document, () => textIn(document, 3).insert(0, "And more. "));
    await stage.taken(more, [answerTextFrame(all), textFrame(more)]);
    const last = changeOf(document, () => textIn(document, 3).insert(0, "At last. "));
    await stage.taken(last, [answerTextFrame(Y.encodeStateAsUpdate(document))]);
    expect((await stage.onDisk()).join()).toContain("At last. And more. ");
  });

  test("takes what the facilitator adopts", async () => {
    const { data } = (await stage.mallory.does("proposeAmendment", {
      kind: "replace",
      clauseId: stage.frozenId,
      wording: "Member States and regions fund them.",
      base: hashOf(frozenWords),
      reason: "",
    })) as { data: { amendmentId: string } };
    await stage.freeze();
    await stage.chair.does("adoptAmendment", { amendmentId: data.amendmentId });
    expect((await stage.onDisk()).join()).toContain("Member States and regions fund them.");
  });
});

describe("R3 A frozen theme", () => {
  const theme: Scope = { kind: "section", section: "theme", theme: "strategic-leadership" };

  test.each([
    ...Object.entries(intoTheClause),
    [
      "a clause put into it",
      (document: Y.Doc) => sectionAt(document, 2).insert(1, [newClause("new", "New.")]),
    ],
  ] as [string, (document: Y.Doc) => void][])("stays as it is against %s", async (_name, write) => {
    await stage.freeze(theme);
    const before = await stage.onDisk();
    const update = changeOf(await stage.copy(), write);
    expect(await stage.sent(textFrame(update))).toEqual({ code: 4424, reason: "clause-frozen" });
    expect(await stage.onDisk()).toEqual(before);
  });

  test("leaves the others open", async () => {
    await stage.freeze(theme);
    await stage.taken(changeOf(await stage.copy(), (document) => textIn(document, 3).insert(0, "Open. ")));
    expect((await stage.onDisk()).join()).toContain(`Open. ${openWords}`);
  });
});

describe("R3 A frozen declaration", () => {
  test.each([
    ...Object.entries(intoTheClause),
    [
      "a letter in the title",
      (document: Y.Doc) => {
        const title = sectionAt(document, 0).get(0);
        if (title instanceof Y.XmlText) title.insert(0, "x");
      },
    ],
    ["a letter in another clause", (document: Y.Doc) => textIn(document, 3).insert(0, "x")],
  ] as [string, (document: Y.Doc) => void][])("stays as it is against %s", async (_name, write) => {
    await stage.freeze({ kind: "all" });
    const before = await stage.onDisk();
    const update = changeOf(await stage.copy(), write);
    expect(await stage.sent(textFrame(update))).toEqual({ code: 4424, reason: "clause-frozen" });
    expect(await stage.onDisk()).toEqual(before);
  });
});
