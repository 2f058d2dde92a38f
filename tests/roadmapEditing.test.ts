// @vitest-environment jsdom
import { DOMSerializer, DOMParser as EditorParser } from "@tiptap/pm/model";
import { type EditorState, TextSelection } from "@tiptap/pm/state";
import { afterEach, describe, expect, test } from "vitest";
import { cleanHtml } from "../client/editor/cleanHtml.ts";
import { joinBackward, joinForward } from "../client/editor/joining.ts";
import { moveClause, moveClauseTo } from "../client/editor/moving.ts";
import { paste } from "../client/editor/pasting.ts";
import { forEachClause } from "../client/editor/places.ts";
import { setRoadmapField } from "../client/editor/roadmap.ts";
import { splitClause } from "../client/editor/splitting.ts";
import { readDeclaration } from "../shared/declaration/readDeclaration.ts";
import { roadmapFieldNames } from "../shared/declaration/roadmapFields.ts";
import { type BoundEditor, bring, exchange, openEditor, templateState } from "./kit/boundEditor.ts";
import { at, atStart, clause, draft, having, schema } from "./kit/draft.ts";

/** Clause by clause what its fields hold, as `id: name=value …`; a new id shows as `new`. */
function fieldsOf(state: EditorState): string[] {
  const told: string[] = [];
  forEachClause(state.doc, ({ node: { attrs } }) => {
    const set = roadmapFieldNames.flatMap((name) => (attrs[name] === null ? [] : [`${name}=${attrs[name]}`]));
    told.push(`${["a", "b"].includes(attrs.id) ? attrs.id : "new"}: ${set.join(" ")}`.trim());
  });
  return told;
}

function withFields(state: EditorState, id: string, fields: Readonly<Record<string, string>>): EditorState {
  return Object.entries(fields).reduce(
    (each, [name, value]) => having(each, setRoadmapField(id, name as never, value)),
    state,
  );
}

const action = { lead: "Ministries", due: "2027-06-30" };

describe("roadmap fields stay with their clause", () => {
  test("parting a clause leaves them with the first part, wherever the caret stands", () => {
    const start = withFields(draft([clause("a", "one two")]), "a", action);
    const told = "a: lead=Ministries due=2027-06-30";
    expect(fieldsOf(having(at(start, "one"), splitClause))).toEqual([told, "new:"]);
    expect(fieldsOf(having(at(start, "two"), splitClause))).toEqual([told, "new:"]);
    expect(fieldsOf(having(atStart(start, "a"), splitClause))).toEqual(["new:", told]);
    const afterList = withFields(draft([clause("a", "one", ["x"], "")]), "a", action);
    const inTheEmptyParagraph = afterList.doc.child(0).nodeSize + afterList.doc.child(1).nodeSize - 3;
    const there = afterList.tr.setSelection(TextSelection.create(afterList.doc, inTheEmptyParagraph));
    expect(fieldsOf(having(afterList.apply(there), splitClause))).toEqual([told, "new:"]);
  });

  test("moving it within its theme and to another one takes them along", () => {
    const start = withFields(draft([], [clause("a", "one"), clause("b", "two")]), "a", action);
    const told = "a: lead=Ministries due=2027-06-30";
    expect(fieldsOf(having(at(start, "one"), moveClause("down")))).toEqual(["b:", told]);
    expect(fieldsOf(having(start, moveClauseTo("a", 4, 0)))).toEqual(["b:", told]);
  });

  test("joining two clauses unites lists and sentences and keeps the first one's dates", () => {
    let start = draft([], [clause("a", "one"), clause("b", "two")]);
    start = withFields(start, "a", { actors: "employers", lead: "Ministries", due: "2027-06-30" });
    start = withFields(start, "b", {
      actors: "employers\nlearners",
      lead: "Agencies",
      due: "2028-01-01",
      level: "european",
    });
    const told = "a: actors=employers\nlearners lead=Ministries; Agencies level=european due=2027-06-30";
    expect(fieldsOf(having(atStart(start, "b"), joinBackward))).toEqual([told]);
    expect(fieldsOf(having(at(start, "one"), joinForward))).toEqual([told]);
  });

  test("joining never makes a field longer than it may be", () => {
    let start = draft([], [clause("a", "one"), clause("b", "two")]);
    start = withFields(start, "a", { indicator: "x".repeat(400) });
    start = withFields(start, "b", { indicator: "y".repeat(400) });
    expect(fieldsOf(having(atStart(start, "b"), joinBackward))).toEqual([`a: indicator=${"x".repeat(400)}`]);
  });

  test("a blank clause that is joined away leaves its fields to the words", () => {
    const start = withFields(draft([], [clause("a", ""), clause("b", "two")]), "a", action);
    expect(fieldsOf(having(atStart(start, "b"), joinBackward))).toEqual([
      "b: lead=Ministries due=2027-06-30",
    ]);
  });

  test("copied and pasted they come along; values that the roadmap does not know do not", () => {
    const start = withFields(draft([clause("a", "one", "more")]), "a", action);
    const box = document.createElement("div");
    box.append(DOMSerializer.fromSchema(schema).serializeFragment(start.doc.child(1).content));
    // As the editor marks what it puts on the clipboard.
    box.firstElementChild?.setAttribute("data-pm-slice", "1 1 []");
    const pasted = (html: string) => {
      const body = document.createElement("body");
      body.innerHTML = cleanHtml(html);
      const into = atStart(draft([clause("b", "")]), "b");
      const { tr } = into;
      const content = EditorParser.fromSchema(schema).parseSlice(body).content;
      expect(paste(tr, content)).toBe(true);
      return fieldsOf(into.apply(tr));
    };
    expect(pasted(box.innerHTML)[0]).toBe("b: lead=Ministries due=2027-06-30");
    expect(pasted(box.innerHTML.replace("2027-06-30", "whenever"))[0]).toBe("b: lead=Ministries");
  });

  test("a value that a field may not hold is not written", () => {
    const start = draft([clause("a", "one")]);
    expect(setRoadmapField("a", "due", "tomorrow")(start)).toBe(false);
    expect(setRoadmapField("gone", "lead", "Ministries")(start)).toBe(false);
  });
});

describe("two people at the fields of one clause", () => {
  const open: BoundEditor[] = [];
  afterEach(() => {
    for (const hands of open.splice(0)) hands.close();
  });

  function twoPeople(): readonly [BoundEditor, BoundEditor] {
    const state = templateState();
    const people = [openEditor("Alice", state, 11), openEditor("Bob", state, 12)] as const;
    open.push(...people);
    return people;
  }

  const firstId = ({ document }: BoundEditor) => readDeclaration(document).sections[1]?.clauses[0]?.id ?? "";
  const roadmapOf = ({ document }: BoundEditor) => readDeclaration(document).sections[1]?.clauses[0]?.roadmap;
  const set = (hands: BoundEditor, name: "lead" | "due" | "actors", value: string) =>
    setRoadmapField(firstId(hands), name, value)(hands.editor.state, hands.editor.view.dispatch);

  test("different fields at the same moment both stay; in one field the last word is the same for both", () => {
    const [alice, bob] = twoPeople();
    set(alice, "lead", "Ministries");
    set(bob, "due", "2027-06-30");
    set(bob, "actors", "learners");
    exchange(alice, bob);
    expect(roadmapOf(alice)).toMatchObject({ lead: "Ministries", due: "2027-06-30", actors: ["learners"] });
    set(alice, "lead", "Agencies");
    set(bob, "lead", "Employers");
    exchange(alice, bob);
    expect(roadmapOf(alice)).toEqual(roadmapOf(bob));
    expect(["Agencies", "Employers"]).toContain(roadmapOf(alice)?.lead);
  });

  test("undo takes back one's own field, never the other person's", () => {
    const [alice, bob] = twoPeople();
    set(alice, "lead", "Ministries");
    bring(alice, bob);
    set(bob, "due", "2027-06-30");
    bring(bob, alice);
    set(alice, "actors", "learners");
    alice.press("z", { ctrlKey: true });
    expect(roadmapOf(alice)).toMatchObject({ lead: "Ministries", actors: [] });
    alice.press("z", { ctrlKey: true });
    exchange(alice, bob);
    for (const hands of [alice, bob]) expect(roadmapOf(hands)).toMatchObject({ lead: "", due: "2027-06-30" });
  });
});
