/** Deleting over clauses, themes, everything: words go, sections stay (R4). */
import type { Node } from "@tiptap/pm/model";
import { type Command, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { typeOf } from "./places.ts";

/** Whether a selection reaches over the border of a section or of the title. */
export function crossesSections({ $from, $to }: Selection): boolean {
  return $from.depth === 0 || $to.depth === 0 || $from.index(0) !== $to.index(0);
}

/**
 * Deletes what is selected and leaves the caret where it began. Over a border nothing is joined:
 * in each section the clauses wholly covered go, the others lose the words covered, and a section
 * always keeps one clause to write in.
 */
export function deleteSelected(transaction: Transaction): void {
  const { selection } = transaction;
  if (selection.empty) return;
  if (!crossesSections(selection)) {
    transaction.deleteSelection();
    return;
  }
  const { from, to } = selection;
  const { doc } = transaction;
  let end = doc.content.size;
  for (let index = doc.childCount - 1; index >= 0; index--) {
    const child = doc.child(index);
    const start = end - child.nodeSize;
    const first = Math.max(from, start + 1);
    const last = Math.min(to, end - 1);
    if (first < last) {
      if (child.type.name === "section") deleteInSection(transaction, child, start, first, last);
      else transaction.delete(first, last);
    }
    end = start;
  }
  const caret = Selection.near(transaction.doc.resolve(Math.min(from, transaction.doc.content.size)), 1);
  transaction.setSelection(caret);
}

function deleteInSection(
  transaction: Transaction,
  section: Node,
  start: number,
  from: number,
  to: number,
): void {
  const { schema } = section.type;
  const clauses: { readonly pos: number; readonly node: Node; readonly covered: boolean }[] = [];
  section.forEach((node, offset) => {
    const pos = start + 1 + offset;
    clauses.push({ pos, node, covered: from <= firstInside(node, pos) && to >= lastInside(node, pos) });
  });
  const allCovered = clauses.every(({ covered }) => covered);
  for (const [index, { pos, node, covered }] of [...clauses.entries()].reverse()) {
    const end = pos + node.nodeSize;
    if (covered && allCovered && index === 0) {
      transaction.replaceWith(pos + 1, end - 1, typeOf(schema, "paragraph").create());
    } else if (covered) {
      transaction.delete(pos, end);
    } else {
      const first = Math.max(from, firstInside(node, pos));
      const last = Math.min(to, lastInside(node, pos));
      if (first < last) transaction.delete(first, last);
    }
  }
}

/** The first place for a caret in a node that stands at `pos`. */
function firstInside(node: Node, pos: number): number {
  const child = node.isTextblock ? null : node.firstChild;
  return child === null ? pos + 1 : firstInside(child, pos + 1);
}

function lastInside(node: Node, pos: number): number {
  const end = pos + node.nodeSize - 1;
  const child = node.isTextblock ? null : node.lastChild;
  return child === null ? end : lastInside(child, end - child.nodeSize);
}

/** Backspace and Delete with something selected. */
export const deleteWhatIsSelected: Command = (state, dispatch) => {
  if (state.selection.empty) return false;
  if (dispatch) {
    const { tr } = state;
    deleteSelected(tr);
    dispatch(tr.scrollIntoView());
  }
  return true;
};

/** Typing over a selection that reaches over a border; other typing is left to the browser. */
export function typeOver(transaction: Transaction, text: string): boolean {
  if (!crossesSections(transaction.selection)) return false;
  deleteSelected(transaction);
  const { selection } = transaction;
  if (selection instanceof TextSelection) transaction.insertText(text);
  return true;
}
