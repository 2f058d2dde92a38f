/**
 * A section without a clause, or a clause without a paragraph, has no place for a caret. It is filled
 * when a person goes there, never because a remote change was seen: every browser would fill it.
 */
import type { Node } from "@tiptap/pm/model";
import { type Command, type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { hasRoomForCaret, newClause, typeOf } from "./places.ts";

/** Makes room in the section or clause at `pos` and puts the caret there; null where there is room or no such node. */
export function fill(state: EditorState, pos: number): Transaction | null {
  const node = state.doc.nodeAt(pos);
  if (node === null || !isContainer(node) || hasRoomForCaret(node)) return null;
  const { tr, schema } = state;
  const { firstChild } = node;
  const isSection = node.type.name === "section";
  if (isSection && firstChild === null) tr.insert(pos + 1, newClause(schema));
  else {
    const start = isSection ? pos + 2 : pos + 1;
    const holder = isSection && firstChild !== null ? firstChild : node;
    tr.replaceWith(start, start + holder.content.size, typeOf(schema, "paragraph").create());
  }
  tr.setSelection(TextSelection.near(tr.doc.resolve(pos + 1), 1));
  // Undo takes back what a person wrote, not the place to write in.
  return tr.setMeta("addToHistory", false).scrollIntoView();
}

/** Goes up or down into an empty section or clause that a caret would jump over. */
export function enterEmptyPlace(direction: "up" | "down"): Command {
  return (state, dispatch, view) => {
    const { $head, empty } = state.selection;
    if (!empty || !$head.parent.isTextblock) return false;
    const pos = emptyPlaceBeside(state.doc, direction === "down" ? $head.after() : $head.before(), direction);
    if (pos === null || view?.endOfTextblock(direction) === false) return false;
    const tr = fill(state, pos);
    if (tr === null) return false;
    dispatch?.(tr);
    return true;
  };
}

/** Before the nearest section or clause in that direction that has no room, unless a textblock comes first. */
function emptyPlaceBeside(document: Node, from: number, direction: "up" | "down"): number | null {
  const empty: number[] = [];
  let textblock: number | null = null;
  document.descendants((node, pos) => {
    const ahead = direction === "down" ? pos >= from : pos + node.nodeSize <= from;
    if (node.isTextblock) {
      if (ahead && (direction === "up" || textblock === null)) textblock = pos;
      return false;
    }
    if (!ahead || !isContainer(node) || hasRoomForCaret(node)) return !node.isTextblock;
    empty.push(pos);
    return false;
  });
  const nearest = direction === "down" ? empty[0] : empty.at(-1);
  if (nearest === undefined) return null;
  if (textblock === null) return nearest;
  return (direction === "down" ? nearest < textblock : nearest > textblock) ? nearest : null;
}

function isContainer(node: Node): boolean {
  return node.type.name === "section" || node.type.name === "clause";
}
