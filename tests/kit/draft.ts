/** A declaration in the editor without a browser: told in lines, asked in lines. */
import { getSchema } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type Command, EditorState, TextSelection } from "@tiptap/pm/state";
import { clauseIds, keepSections } from "../../client/editor/keepStructure.ts";
import { schemaExtensions } from "../../client/editor/schema.ts";
import { themes } from "../../shared/programme.ts";

export const schema = getSchema(schemaExtensions);

type Blocks = readonly (string | readonly string[])[];

/** One clause: its id and its blocks; a list is an array of the words of its items. */
export function clause(id: string, ...blocks: Blocks): Node {
  return schema.node(
    "clause",
    { id },
    blocks.map((block) =>
      typeof block === "string"
        ? paragraph(block)
        : schema.node(
            "bulletList",
            null,
            block.map((words) => schema.node("listItem", null, paragraph(words))),
          ),
    ),
  );
}

function paragraph(words: string): Node {
  return schema.node("paragraph", null, words === "" ? [] : schema.text(words));
}

/** A draft with these clauses in the preamble and in the first themes, in this order. */
export function draft(...sections: readonly (readonly Node[])[]): EditorState {
  const kinds = [
    { kind: "preamble", theme: null },
    ...themes.map(({ id }) => ({ kind: "theme", theme: id })),
    { kind: "closing", theme: null },
  ];
  const doc = schema.node("doc", null, [
    schema.node("title", null, schema.text("Title")),
    ...kinds.map((attributes, index) => schema.node("section", attributes, [...(sections[index] ?? [])])),
  ]);
  return EditorState.create({ doc, plugins: [keepSections, clauseIds] });
}

/** The draft with the caret where `|` would stand: behind `before` in the first text that holds it; or a selection up to the end of `until`. */
export function at(state: EditorState, before: string, until?: string): EditorState {
  const from = behind(state.doc, before);
  const to = until === undefined ? from : behind(state.doc, until);
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
}

function behind(doc: Node, words: string): number {
  let position: number | null = null;
  doc.descendants((node, pos) => {
    const index = node.isText ? (node.text ?? "").indexOf(words) : -1;
    if (index >= 0) position ??= pos + index + words.length;
  });
  if (position === null) throw new Error(`the draft does not hold "${words}"`);
  return position;
}

/** The draft with the caret at the start of the clause of that id. */
export function atStart(state: EditorState, id: string): EditorState {
  let position = 0;
  state.doc.descendants((node, pos) => {
    if (node.attrs.id === id) position = pos + 1;
  });
  return state.apply(state.tr.setSelection(TextSelection.near(state.doc.resolve(position))));
}

/** The draft after a command; fails where the command does not want to act. */
export function having(state: EditorState, command: Command): EditorState {
  let next = state;
  const acted = command(state, (transaction) => {
    next = state.apply(transaction);
  });
  if (!acted) throw new Error("the command did not act");
  return next;
}

/** Section by section, each clause as `id: block / block`, a list as `[item, item]`; a random id shows as `new`. */
export function told(state: EditorState, known: readonly string[]): string[][] {
  return sectionsOf(state.doc).map((section) =>
    section.children.map(
      ({ attrs, children }) =>
        `${known.includes(attrs.id) ? attrs.id : "new"}: ${children.map(block).join(" / ")}`,
    ),
  );
}

export function sectionsOf(doc: Node): Node[] {
  return doc.children.filter(({ type }) => type.name === "section");
}

function block(node: Node): string {
  if (node.isTextblock) return node.textBetween(0, node.content.size, "", "\\n");
  return `[${node.children.map((item) => item.children.map(block).join(" / ")).join(", ")}]`;
}
