// @vitest-environment jsdom
import { afterEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { plainTextOfBlocks, readDeclaration } from "../shared/declaration/readDeclaration.ts";
import {
  anchorAt,
  anchorBetween,
  type ResolvedAnchor,
  rangePositions,
  resolveAll,
  resolveAnchor,
} from "../shared/deliberation/anchors.ts";
import { wordsOfClauses } from "../shared/deliberation/clauseWords.ts";
import { type BoundEditor, openEditor, templateState } from "./kit/boundEditor.ts";

const open: BoundEditor[] = [];
afterEach(() => {
  for (const editor of open.splice(0)) editor.close();
});

/** Ada has written those clauses into the preamble. */
function adaWrote(...clauses: string[]): BoundEditor {
  const ada = openEditor("Ada", templateState(), 11 + open.length);
  open.push(ada);
  ada.caretIn(1, 0);
  for (const [index, words] of clauses.entries()) {
    if (index > 0) ada.press("Enter");
    ada.type(words);
  }
  return ada;
}

const clausesOf = (ada: BoundEditor) =>
  readDeclaration(ada.document).sections.flatMap(({ clauses }) =>
    clauses.map(({ id, blocks }) => ({ id, words: plainTextOfBlocks(blocks) })),
  );

const clauseWith = (ada: BoundEditor, words: string) => {
  const clause = clausesOf(ada).find((each) => each.words.includes(words));
  if (clause === undefined) throw new Error(`no clause holds "${words}"`);
  return clause;
};

function commentOn(ada: BoundEditor, words: string) {
  const clause = clauseWith(ada, words);
  const from = clause.words.indexOf(words);
  const anchor = anchorAt(ada.document, clause.id, from, from + words.length);
  return { clauseId: clause.id, anchor };
}

const told = ({ state, words }: ResolvedAnchor) => `${state}: ${words}`;

const select = (ada: BoundEditor, words: string) => {
  ada.caretBehind(words);
  const to = ada.editor.state.selection.from;
  ada.editor.commands.setTextSelection({ from: to - words.length, to });
};

describe("R7 a comment on words in a clause", () => {
  test("stands exactly where it was made while others write before, behind and beside the words", () => {
    const ada = adaWrote("Ministries fund regional pilots.");
    const comment = commentOn(ada, "regional");
    for (const [place, words] of [
      ["Ministries", " of science"],
      ["fund ", "ten "],
      ["regional", " and national"],
    ] as const) {
      ada.caretBehind(place);
      ada.type(words);
      expect(told(resolveAnchor(ada.document, comment)), words).toBe("exact: regional");
    }
    const { clauseId, range } = resolveAnchor(ada.document, comment);
    const { words } = clauseWith(ada, "regional");
    expect(clauseId).toBe(comment.clauseId);
    expect(words).toBe("Ministries of science fund ten regional and national pilots.");
    expect(words.slice(range?.from, range?.to)).toBe("regional");
  });

  test("goes with its clause when that moves as a whole", () => {
    const ada = adaWrote("The first one.", "Ministries fund regional pilots.");
    const comment = commentOn(ada, "regional");
    ada.caretBehind("pilots");
    ada.press("ArrowUp", { altKey: true, shiftKey: true, keyCode: 38 });
    expect(clausesOf(ada)[0]?.words).toBe("Ministries fund regional pilots.");
    expect(told(resolveAnchor(ada.document, comment))).toBe("exact: regional");
  });

  test("goes with its words when the clause is split before them, and stays when it is split behind them", () => {
    const ada = adaWrote("Ministries fund regional pilots.");
    const regional = commentOn(ada, "regional pilots");
    const ministries = commentOn(ada, "Ministries");
    ada.caretBehind("fund ");
    ada.press("Enter");
    const there = resolveAnchor(ada.document, regional);
    expect(told(there)).toBe("moved: regional pilots");
    expect(there.clauseId).toBe(clauseWith(ada, "regional").id);
    expect(there.clauseId).not.toBe(regional.clauseId);
    expect(told(resolveAnchor(ada.document, ministries))).toBe("exact: Ministries");
    expect(resolveAnchor(ada.document, { clauseId: regional.clauseId, anchor: null })).toMatchObject({
      state: "exact",
      clauseId: regional.clauseId,
      range: null,
    });
  });

  test("goes with its words into the clause that theirs is joined to", () => {
    const ada = adaWrote("Ministries fund ", "regional pilots.");
    const comment = commentOn(ada, "regional");
    ada.caretIn(1, 1);
    ada.press("Backspace");
    expect(clausesOf(ada)[0]?.words).toBe("Ministries fund regional pilots.");
    expect(resolveAnchor(ada.document, comment)).toMatchObject({
      state: "moved",
      clauseId: clausesOf(ada)[0]?.id,
      range: { from: 16, to: 24 },
    });
  });

  test("shows what stands there now when the words were written anew", () => {
    const ada = adaWrote("Ministries fund regional pilots.");
    const comment = commentOn(ada, "regional");
    select(ada, "regional");
    ada.type("big");
    expect(told(resolveAnchor(ada.document, comment))).toBe("changed: big");
    select(ada, "big ");
    ada.press("Backspace");
    expect(told(resolveAnchor(ada.document, comment))).toBe("changed: ");
  });

  test("is told from the words that were added beside it when one of its own is changed", () => {
    const ada = adaWrote("We fund pilots in regions.");
    const comment = commentOn(ada, "fund pilots in regions.");
    ada.caretBehind("regions.");
    ada.type(" And nothing else at all.");
    select(ada, "pilots");
    ada.type("trials");
    expect(told(resolveAnchor(ada.document, comment))).toBe("changed: fund trials in regions.");
  });

  test("of a word that stands in many places does not jump to another one when it is deleted", () => {
    const ada = adaWrote("The climate is warm and", "the climate is cold and the climate is dry.");
    const comment = commentOn(ada, "climate");
    select(ada, "climate ");
    ada.press("Backspace");
    expect(told(resolveAnchor(ada.document, comment))).toBe("changed: ");
    expect(resolveAnchor(ada.document, comment).clauseId).toBe(comment.clauseId);
  });

  test("is kept without a place when clause and words are gone, and comes back with undo", () => {
    const ada = adaWrote("The first one.", "Ministries fund regional pilots.");
    const comment = commentOn(ada, "regional");
    const whole = { clauseId: comment.clauseId, anchor: null };
    let start = 0;
    ada.editor.state.doc.descendants((node, position) => {
      if (node.attrs.id === comment.clauseId) start = position;
    });
    const { tr, doc } = ada.editor.state;
    ada.editor.view.dispatch(tr.delete(start, start + (doc.nodeAt(start)?.nodeSize ?? 0)));
    for (const each of [comment, whole]) {
      expect(resolveAnchor(ada.document, each)).toEqual({
        state: "orphaned",
        clauseId: null,
        range: null,
        words: "",
      });
    }
    ada.press("z", { ctrlKey: true });
    expect(told(resolveAnchor(ada.document, comment))).toBe("exact: regional");
    expect(resolveAnchor(ada.document, whole).state).toBe("exact");
  });

  test("is never led astray by an anchor that nobody's editor made", () => {
    const ada = adaWrote("Ministries fund regional pilots.");
    const { clauseId } = commentOn(ada, "regional");
    const named = Y.createRelativePositionFromJSON({ tname: "made up", assoc: 0 });
    const forged = btoa(String.fromCharCode(...Y.encodeRelativePosition(named)));
    for (const from of ["", "AAAA", "////////", "=", forged]) {
      const hung = { clauseId, anchor: { from, to: from, quote: "regional" } };
      expect(told(resolveAnchor(ada.document, hung))).toBe("exact: regional");
    }
    expect([...ada.document.share.keys()]).toEqual(["default"]);
  });
});

describe("R7 an anchor", () => {
  test("is made of a selection in the editor, and leads back to positions in the text", () => {
    const ada = adaWrote("Ministries fund regional pilots.", "Another clause.");
    const { id, words } = clauseWith(ada, "regional");
    const ends = rangePositions(ada.document, id, {
      from: words.indexOf(" regional"),
      to: words.indexOf("pilots"),
    });
    if (ends === null) throw new Error("no positions");
    const made = anchorBetween(ada.document, ends.from, ends.to);
    expect(made).toMatchObject({ clauseId: id, anchor: { quote: "regional" } });
    expect(made && told(resolveAnchor(ada.document, made))).toBe("exact: regional");
    const second = rangePositions(ada.document, clauseWith(ada, "Another").id, { from: 0, to: 7 });
    if (second === null) throw new Error("no positions");
    expect(anchorBetween(ada.document, ends.from, second.to)?.anchor.quote).toBe("regional pilots.");
  });

  test("is none without words, and of a long selection holds its beginning", () => {
    const ada = adaWrote(`${"x".repeat(399)}😀 and more`);
    const { id } = clausesOf(ada)[0] as { id: string };
    expect(anchorAt(ada.document, id, 401, 402)).toBeNull();
    expect(anchorAt(ada.document, "nowhere", 0, 3)).toBeNull();
    const anchor = anchorAt(ada.document, id, 0, 410);
    expect(anchor?.quote).toBe("x".repeat(399));
    expect(resolveAnchor(ada.document, { clauseId: id, anchor }).state).toBe("exact");
  });

  test("counts in the same plain words that a clause is read in, lists and line breaks too", () => {
    const ada = adaWrote("Before");
    ada.press("Enter", { shiftKey: true });
    ada.type("the list");
    ada.press("Enter", { ctrlKey: true });
    ada.type("- ");
    ada.type("one");
    ada.press("Enter");
    ada.type("two");
    ada.press("Enter");
    ada.press("Enter");
    ada.type("after 😀");
    const clauses = clausesOf(ada);
    expect(clauses[0]?.words).toContain("Before\nthe list\none\ntwo");
    expect(wordsOfClauses(ada.document).inOrder.map(({ words }) => words)).toEqual(
      clauses.map(({ words }) => words),
    );
    expect(told(resolveAnchor(ada.document, commentOn(ada, "list\none\ntwo")))).toBe("exact: list\none\ntwo");
  });

  test("is resolved with hundreds of others in a long declaration, in one pass", () => {
    const ada = adaWrote(
      ...Array.from({ length: 40 }, (_, index) => `Clause ${index} ${"words ".repeat(30)}end`),
    );
    const comments = clausesOf(ada)
      .filter(({ words }) => words !== "")
      .flatMap(({ id }, index) =>
        Array.from({ length: 10 }, (_, place) => ({
          commentId: `${index}-${place}`,
          clauseId: id,
          anchor: anchorAt(ada.document, id, place * 12, place * 12 + 20),
        })),
      );
    expect(new Set([...resolveAll(ada.document, comments).values()].map(({ state }) => state))).toEqual(
      new Set(["exact"]),
    );
    const start = performance.now();
    for (let round = 0; round < 10; round++) resolveAll(ada.document, comments);
    const each = (performance.now() - start) / 10;
    console.info(`${comments.length} comments on 40 clauses resolved in ${each.toFixed(2)} ms`);
    expect(comments).toHaveLength(400);
  });
});
