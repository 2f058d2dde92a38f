import { AllSelection, type EditorState } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { deleteSelected, deleteWhatIsSelected, typeOver } from "../client/editor/deleting.ts";
import { setLink, toggleBold, toggleList } from "../client/editor/editorCommands.ts";
import { enterEmptyPlace, fill } from "../client/editor/filling.ts";
import { joinBackward, joinForward } from "../client/editor/joining.ts";
import { moveClause, moveClauseTo } from "../client/editor/moving.ts";
import { topPosition } from "../client/editor/places.ts";
import { toggleQuestion } from "../client/editor/questions.ts";
import { breakLine, leaveTitle, nextItem, splitClause, splitParagraph } from "../client/editor/splitting.ts";
import { elements, isElementName } from "../shared/declaration/grammar.ts";
import { at, atStart, clause, draft, having, schema, sectionsOf, told } from "./kit/draft.ts";

const ids = ["a", "b", "c", "d", "p"];
const preamble = (state: EditorState) => told(state, ids)[0];
const firstTheme = (state: EditorState) => told(state, ids)[1];

describe("the schema", () => {
  test("R5 accepts every element empty, and knows exactly the grammar's elements and attributes", () => {
    for (const [name, type] of Object.entries(schema.nodes)) {
      if (name === "doc" || name === "text") continue;
      if (!isElementName(name)) throw new Error(`${name} is not in the grammar`);
      expect(type.contentMatch.validEnd, name).toBe(true);
      expect(Object.keys(type.spec.attrs ?? {}).sort(), name).toEqual(
        Object.keys(elements[name].attributes).sort(),
      );
      expect(() => type.createChecked(), name).not.toThrow();
    }
    expect(Object.keys(schema.nodes).length).toBe(Object.keys(elements).length + 2);
    expect(schema.topNodeType.createChecked().childCount).toBe(0);
  });

  test("R5 keeps words with marks wherever the grammar allows text, the title too", () => {
    const bold = schema.text("words", [schema.mark("bold")]);
    expect(() => schema.node("title", null, bold)).not.toThrow();
  });
});

describe("Enter", () => {
  test("parts a clause: the first part keeps the id, the second gets its own", () => {
    const state = having(at(draft([clause("a", "one two")]), "one"), splitClause);
    expect(preamble(state)).toEqual(["a: one", "new:  two"]);
    expect(state.selection.$head.parentOffset).toBe(0);
  });

  test("at the very start puts an empty clause before, and the words keep their id", () => {
    const state = having(atStart(draft([clause("a", "one")]), "a"), splitClause);
    expect(preamble(state)).toEqual(["new: ", "a: one"]);
    expect(state.selection.$head.parent.textContent).toBe("one");
  });

  test("goes to the next item in a list, leaves it from an empty one, and begins a clause after it", () => {
    let state = having(at(draft([clause("a", "lead", ["x", "y"])]), "y"), nextItem);
    expect(preamble(state)).toEqual(["a: lead / [x, y, ]"]);
    state = having(state, nextItem);
    expect(preamble(state)).toEqual(["a: lead / [x, y] / "]);
    state = having(state, splitClause);
    expect(preamble(state)).toEqual(["a: lead / [x, y]", "new: "]);
  });

  test("takes what follows an empty paragraph along into the new clause", () => {
    const start = draft([clause("a", "one", "mid", "two")]);
    const empty = having(at(start, "one", "mid"), deleteWhatIsSelected);
    const state = having(at(having(at(empty, "one"), splitParagraph), "one"), splitClause);
    expect(preamble(state)?.length).toBe(2);
    expect(preamble(state)?.join(" ")).toContain("two");
  });

  test("with Shift breaks the line, with Mod begins a paragraph in the same clause", () => {
    expect(preamble(having(at(draft([clause("a", "one two")]), "one"), breakLine))).toEqual([
      "a: one\\n two",
    ]);
    expect(preamble(having(at(draft([clause("a", "one two")]), "one"), splitParagraph))).toEqual([
      "a: one /  two",
    ]);
  });

  test("in the title goes on to the first clause", () => {
    const state = having(at(draft([clause("a", "one")]), "Tit"), leaveTitle);
    expect(state.selection.$head.parent.textContent).toBe("one");
    expect(state.doc.firstChild?.textContent).toBe("Title");
  });
});

describe("Backspace and Delete", () => {
  test("join two clauses: the words of both, the earlier id, the questions of both", () => {
    let start = draft([], [clause("a", "one"), clause("b", "two")]);
    start = having(start, toggleQuestion("a", "q1"));
    start = having(start, toggleQuestion("b", "q2"));
    for (const state of [having(atStart(start, "b"), joinBackward), having(at(start, "one"), joinForward)]) {
      expect(firstTheme(state)).toEqual(["a: onetwo"]);
      expect(state.selection.$head.parentOffset).toBe(3);
      expect(sectionsOf(state.doc)[1]?.firstChild?.attrs.questions).toBe("q1 q2");
    }
  });

  test("take a blank clause away and leave the other its id", () => {
    const start = draft([clause("a", ""), clause("b", "two"), clause("c", "")]);
    expect(preamble(having(atStart(start, "b"), joinBackward))).toEqual(["b: two", "c: "]);
    expect(preamble(having(at(start, "two"), joinForward))).toEqual(["a: ", "b: two"]);
    const back = having(atStart(start, "c"), joinBackward);
    expect(preamble(back)).toEqual(["a: ", "b: two"]);
    expect(back.selection.$head.parent.textContent).toBe("two");
    expect(back.selection.$head.parentOffset).toBe(3);
  });

  test("R4 do nothing at the border of a section or of the title", () => {
    const start = draft([clause("a", "one")], [clause("b", "two")]);
    for (const [state, command] of [
      [atStart(start, "b"), joinBackward],
      [at(start, "one"), joinForward],
      [at(start, "Title"), joinForward],
      [atStart(start, "a"), joinBackward],
    ] as const) {
      expect(having(state, command).doc.eq(start.doc)).toBe(true);
    }
  });

  test("join a clause that ends in a list without losing an item", () => {
    const start = draft([clause("a", "lead", ["x"]), clause("b", "two")]);
    expect(preamble(having(atStart(start, "b"), joinBackward))).toEqual(["a: lead / [x] / two"]);
  });

  test("at the start of an item lift it out of its list", () => {
    const start = draft([clause("a", ["x", "y"])]);
    expect(preamble(having(atStart(start, "a"), joinBackward))).toEqual(["a: x / [y]"]);
  });
});

describe("deleting what is selected", () => {
  const start = draft(
    [clause("a", "one"), clause("b", "two")],
    [clause("c", "three"), clause("d", "four")],
    [clause("p", "five")],
  );

  test("R4 select all and delete empties the words and keeps every section, with a place to write", () => {
    const { tr } = start;
    tr.setSelection(new AllSelection(tr.doc));
    deleteSelected(tr);
    const state = start.apply(tr);
    expect(told(state, ids)).toEqual([["a: "], ["c: "], ["p: "], [], [], []]);
    expect(state.doc.firstChild?.content.size).toBe(0);
  });

  test("R4 over a border trims the edges, removes what is wholly covered, and joins nothing", () => {
    const state = having(at(start, "o", "thr"), deleteWhatIsSelected);
    expect(told(state, ids).slice(0, 3)).toEqual([["a: o"], ["c: ee", "d: four"], ["p: five"]]);
  });

  test("R4 typing over everything replaces the words and keeps the sections", () => {
    const tr = start.tr.setSelection(new AllSelection(start.doc));
    expect(typeOver(tr, "x")).toBe(true);
    const state = start.apply(tr);
    expect(state.doc.firstChild?.textContent).toBe("x");
    expect(sectionsOf(state.doc).length).toBe(6);
  });

  test("within a section joins what is left of both clauses", () => {
    expect(preamble(having(at(start, "on", "tw"), deleteWhatIsSelected))).toEqual(["a: ono"]);
  });
});

describe("R4 whatever else tries", () => {
  const start = draft([clause("a", "one")], [clause("b", "two")]);
  const secondSection = topPosition(start.doc, 2);

  test("a local change that removes, adds, moves or relabels a section does not happen", () => {
    const section = start.doc.child(2);
    for (const tr of [
      start.tr.delete(secondSection, secondSection + section.nodeSize),
      start.tr.insert(secondSection, section),
      start.tr.delete(0, topPosition(start.doc, 1)),
      start.tr.setNodeAttribute(secondSection, "theme", "other"),
      start.tr.delete(0, start.doc.content.size),
    ]) {
      expect(start.applyTransaction(tr).transactions).toEqual([]);
    }
  });

  test("lists nested deeper than the editor allows do not come in", () => {
    let nested = clause("x", ["deep"]).child(0);
    for (let level = 0; level < 4; level++) {
      nested = schema.node("bulletList", null, schema.node("listItem", null, nested));
    }
    const { transactions } = start.applyTransaction(start.tr.insert(topPosition(start.doc, 1) + 2, nested));
    expect(transactions).toEqual([]);
  });
});

describe("ids", () => {
  test("a clause that comes in without an id gets one; a copy gets another", () => {
    const start = draft([clause("a", "one")]);
    const inside = topPosition(start.doc, 1) + 1;
    const bare = schema.node("clause", null, schema.node("paragraph"));
    const copy = clause("a", "copy");
    const state = start.apply(start.tr.insert(inside + clause("a", "one").nodeSize, [bare, copy]));
    const given = sectionsOf(state.doc)[0]?.children.map(({ attrs }) => attrs.id as string) ?? [];
    expect(given[0]).toBe("a");
    expect(new Set(given).size).toBe(3);
    for (const id of given.slice(1)) expect(id).toMatch(/^[A-Za-z0-9]{12}$/);
  });

  test("what stood twice before a local change is left to the server", () => {
    const start = draft([clause("a", "one"), clause("a", "two")]);
    const state = start.apply(start.tr.insertText("x", topPosition(start.doc, 1) + 3));
    expect(preamble(state)).toEqual(["a: xone", "a: two"]);
  });
});

describe("moving a clause", () => {
  const start = draft([clause("a", "one"), clause("b", "two")], [clause("c", "three")], [clause("d", "")]);

  test("goes up and down in its theme and on into the next one, with its id and the caret", () => {
    const up = having(at(start, "tw"), moveClause("up"));
    expect(preamble(up)).toEqual(["b: two", "a: one"]);
    expect(up.selection.$head.parentOffset).toBe(2);
    expect(up.selection.$head.parent.textContent).toBe("two");
    const down = having(at(start, "tw"), moveClause("down"));
    expect(told(down, ids).slice(0, 2)).toEqual([["a: one"], ["b: two", "c: three"]]);
    expect(down.selection.$head.parent.textContent).toBe("two");
  });

  test("takes the place of a blank where a theme waits for its first clause", () => {
    const state = having(at(start, "three"), moveClause("down"));
    expect(told(state, ids).slice(1, 3)).toEqual([[], ["c: three"]]);
  });

  test("is not possible beyond the first and the last section", () => {
    expect(moveClause("up")(atStart(start, "a"))).toBe(false);
    expect(moveClause("down")(at(draft([], [], [], [], [], [clause("a", "one")]), "one"))).toBe(false);
  });

  test("by hand puts it into any gap; into its own place it stays", () => {
    expect(told(having(start, moveClauseTo("c", 1, 1)), ids).slice(0, 2)).toEqual([
      ["a: one", "c: three", "b: two"],
      [],
    ]);
    const before = start.doc;
    moveClauseTo(
      "a",
      1,
      1,
    )(start, () => {
      throw new Error("nothing moves");
    });
    expect(start.doc).toBe(before);
  });
});

describe("a place for the caret", () => {
  test("an empty section is filled when a person goes there, and the caret is in it", () => {
    const start = draft([clause("a", "one")], [], [clause("b", "two")]);
    const down = having(at(start, "one"), enterEmptyPlace("down"));
    expect(firstTheme(down)).toEqual(["new: "]);
    expect(down.selection.$head.node(1).attrs.theme).toBe("strategic-leadership");
    const up = having(at(start, "two"), enterEmptyPlace("up"));
    expect(firstTheme(up)).toEqual(["new: "]);
    expect(enterEmptyPlace("up")(at(start, "one"))).toBe(false);
  });

  test("a clause without a paragraph keeps its id when it is filled", () => {
    const start = draft([schema.node("clause", { id: "a" })]);
    const tr = fill(start, topPosition(start.doc, 1) + 1);
    if (tr === null) throw new Error("there was nothing to fill");
    expect(preamble(start.apply(tr))).toEqual(["a: "]);
  });
});

describe("words", () => {
  const start = draft([clause("a", "one two")]);

  test("become bold or a link in a clause, and neither in the title", () => {
    const bold = having(at(start, "one ", "one two"), toggleBold);
    expect(sectionsOf(bold.doc)[0]?.toString()).toContain("bold");
    expect(toggleBold(at(start, "T", "Title"))).toBe(false);
    const linked = having(at(start, "one ", "one two"), setLink("https://example.org/x"));
    expect(linked.doc.rangeHasMark(0, linked.doc.content.size, schema.mark("link").type)).toBe(true);
  });

  test("never become a link to an address that is not allowed", () => {
    for (const address of ["javascript:alert(1)", "data:text/html,x", "example.org", "https://a b"]) {
      expect(setLink(address)(at(start, "one ", "one two")), address).toBe(false);
    }
  });

  test("become a list and words again", () => {
    const list = having(at(start, "one"), toggleList("bulletList"));
    expect(preamble(list)).toEqual(["a: [one two]"]);
    expect(preamble(having(list, toggleList("bulletList")))).toEqual(["a: one two"]);
  });
});
