/**
 * Paste and drop as a drafter expects it: some words go in where the caret is; several paragraphs
 * become a clause each, a list stays with the paragraph that leads to it; sections never nest.
 */
import { Extension } from "@tiptap/core";
import { Fragment, type Node, type Schema, Slice } from "@tiptap/pm/model";
import { Plugin, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { cleanHtml } from "./cleanHtml.ts";
import { crossesSections, deleteSelected } from "./deleting.ts";
import { listDepth } from "./keepStructure.ts";
import {
  atEndOf,
  atStartOf,
  type ClausePlace,
  clauseAround,
  isBlank,
  isEmptyParagraph,
  newClause,
  newClauseId,
  typeOf,
} from "./places.ts";
import { deepestList } from "./schema.ts";

interface PastedClause {
  readonly blocks: Node[];
  /** Of a clause that was copied here: the questions it answers and its roadmap fields. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The clauses that pasted content makes. Empty where it holds no words. */
function clausesIn(schema: Schema, content: Fragment): PastedClause[] {
  const clauses: PastedClause[] = [];
  let inlines: Node[] = [];
  let items: Node[] = [];
  const addBlock = (block: Node) => {
    const depth = listDepth(typeOf(schema, "clause").create(null, block));
    const blocks = depth > deepestList ? flattened(schema, block) : [block];
    const last = clauses.at(-1);
    if (block.type.name !== "paragraph" && last !== undefined) last.blocks.push(...blocks);
    else clauses.push({ blocks, attributes: {} });
  };
  const settle = () => {
    if (inlines.length > 0) addBlock(typeOf(schema, "paragraph").create(null, inlines));
    if (items.length > 0) addBlock(typeOf(schema, "bulletList").create(null, items));
    inlines = [];
    items = [];
  };
  const walk = (fragment: Fragment) => {
    fragment.forEach((node) => {
      if (node.isInline) inlines.push(node);
      else if (node.type.name === "listItem") items.push(node);
      else {
        settle();
        if (node.type.name === "title") inlines.push(...node.children);
        else if (node.type.name === "section") walk(node.content);
        else if (node.type.name === "clause") {
          const blocks = node.children.filter((block) => !isEmptyParagraph(block));
          if (blocks.length > 0) clauses.push({ blocks, attributes: node.attrs });
        } else if (!isEmptyParagraph(node)) addBlock(node);
      }
    });
    settle();
  };
  walk(content);
  return clauses;
}

/** A list nested too deep, as one paragraph a line: no word is lost. */
function flattened(schema: Schema, block: Node): Node[] {
  const paragraphs: Node[] = [];
  block.descendants((node) => {
    if (node.type.name === "paragraph" && node.content.size > 0) paragraphs.push(node);
    return !node.isTextblock;
  });
  return paragraphs.length > 0 ? paragraphs : [typeOf(schema, "paragraph").create()];
}

/** Puts pasted content in place of the selection; false where it holds no words or there is no place for it. */
export function paste(transaction: Transaction, content: Fragment): boolean {
  const { schema } = transaction.doc.type;
  const clauses = clausesIn(schema, content);
  const [first] = clauses;
  if (first === undefined) return false;
  deleteSelected(transaction);
  const $at = transaction.selection.$from;
  if ($at.parent.type.name === "title") {
    const words = clauses.flatMap(({ blocks }) =>
      blocks.map((block) => block.textBetween(0, block.content.size, " ", " ")),
    );
    transaction.insertText(words.join(" ").replace(/\s+/g, " "));
    return true;
  }
  const clause = clauseAround($at);
  if (clause === null || $at.parent.type.name !== "paragraph") return false;
  const onlyParagraph =
    clauses.length === 1 && first.blocks.length === 1 && first.blocks[0]?.type.name === "paragraph";
  if (onlyParagraph) {
    transaction.replaceSelection(new Slice(first.blocks[0]?.content ?? Fragment.empty, 0, 0));
    return true;
  }
  if ($at.depth > clause.depth + 1) return pasteIntoItem(transaction, clauses);
  return pasteClauses(transaction, clause, clauses);
}

/** Inside a list everything stays in the list's item: a clause cannot begin there. */
function pasteIntoItem(transaction: Transaction, clauses: readonly PastedClause[]): boolean {
  const blocks = Fragment.from(clauses.flatMap((clause) => clause.blocks));
  const isParagraph = (node: Node | null) => Number(node?.type.name === "paragraph");
  transaction.replaceSelection(
    new Slice(blocks, isParagraph(blocks.firstChild), isParagraph(blocks.lastChild)),
  );
  return true;
}

/** The first pasted clause goes on where the caret is; words behind the caret follow the last one. */
function pasteClauses(
  transaction: Transaction,
  clause: ClausePlace,
  pasted: readonly PastedClause[],
): boolean {
  const { schema } = transaction.doc.type;
  const [first, ...others] = pasted;
  const $at = transaction.selection.$from;
  if (first === undefined) return false;
  if (isBlank(clause.node)) {
    transaction.replaceWith(clause.pos + 1, endOfClause(transaction, clause.pos) - 1, first.blocks);
    for (const [name, value] of Object.entries(first.attributes)) {
      if (name !== "id" && value !== null) transaction.setNodeAttribute(clause.pos, name, value);
    }
  } else if (atStartOf($at, clause.depth)) {
    transaction.insert(clause.pos, newClause(schema, first.blocks, first.attributes));
  } else {
    if (!atEndOf($at, clause.depth)) {
      const tail = { type: typeOf(schema, "clause"), attrs: { id: newClauseId(), questions: null } };
      transaction.split($at.pos, 2, [tail, { type: typeOf(schema, "paragraph") }]);
    }
    const [lead, ...rest] = first.blocks;
    const goesOn = lead?.type.name === "paragraph";
    if (goesOn) transaction.insert($at.pos, lead.content);
    transaction.insert(endOfClause(transaction, clause.pos) - 1, goesOn ? rest : first.blocks);
  }
  const added = others.map(({ blocks, attributes }) => newClause(schema, blocks, attributes));
  const end = endOfClause(transaction, clause.pos);
  transaction.insert(end, added);
  const last = end + Fragment.from(added).size;
  transaction.setSelection(Selection.near(transaction.doc.resolve(last - 1), -1));
  return true;
}

function endOfClause(transaction: Transaction, pos: number): number {
  return pos + (transaction.doc.nodeAt(pos)?.nodeSize ?? 0);
}

/** Plain text: an empty line parts paragraphs where there is one, else each line is a paragraph. */
export function parsePlainText(schema: Schema, text: string): Slice {
  const lines = text.replace(/\r\n?/g, "\n");
  const byEmptyLines = /\n[ \t]*\n/.test(lines.trim());
  const parts = byEmptyLines ? lines.split(/\n(?:[ \t]*\n)+/) : lines.split("\n");
  const paragraphs = parts
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => typeOf(schema, "paragraph").create(null, schema.text(part.replace(/\s*\n\s*/g, " "))));
  return new Slice(Fragment.from(paragraphs), 0, 0);
}

export const Pasting = Extension.create({
  name: "pasting",
  addProseMirrorPlugins() {
    const { schema } = this.editor;
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html) => cleanHtml(html),
          clipboardTextParser: (text) => parsePlainText(schema, text),
          handlePaste(view, _event, slice) {
            const { tr } = view.state;
            if (paste(tr, slice.content)) view.dispatch(tr.scrollIntoView().setMeta("uiEvent", "paste"));
            return true;
          },
          handleDrop(view, event, slice, moved) {
            const target = view.posAtCoords({ left: event.clientX, top: event.clientY });
            if (target === null) return true;
            const { tr } = view.state;
            if (moved) deleteSelected(tr);
            const at = Selection.near(tr.doc.resolve(tr.mapping.map(target.pos)));
            if (!(at instanceof TextSelection)) return true;
            tr.setSelection(at);
            if (paste(tr, slice.content)) view.dispatch(tr.setMeta("uiEvent", "drop"));
            view.focus();
            return true;
          },
          handleDOMEvents: {
            cut(view, event) {
              if (!crossesSections(view.state.selection) || event.clipboardData === null) return false;
              const { dom, text } = view.serializeForClipboard(view.state.selection.content());
              event.preventDefault();
              event.clipboardData.clearData();
              event.clipboardData.setData("text/html", dom.innerHTML);
              event.clipboardData.setData("text/plain", text);
              const { tr } = view.state;
              deleteSelected(tr);
              view.dispatch(tr.scrollIntoView().setMeta("uiEvent", "cut"));
              return true;
            },
          },
        },
      }),
    ];
  },
});
