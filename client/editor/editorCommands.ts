/** What a toolbar and the keyboard can ask for. Each command answers "may I?" when it is called without dispatch. */
import { toggleMark } from "@tiptap/pm/commands";
import { liftListItem, sinkListItem, wrapInList } from "@tiptap/pm/schema-list";
import type { Command, EditorState } from "@tiptap/pm/state";
import { redo as redoEdit, undo as undoEdit, yUndoPluginKey } from "@tiptap/y-tiptap";
import { isAllowedAddress, type MarkName } from "../../shared/declaration/grammar.ts";
import { reachesFrozen } from "./frozenUndo.ts";
import { clauseAround, typeOf } from "./places.ts";

function markOf(state: EditorState, name: MarkName) {
  const type = state.schema.marks[name];
  if (type === undefined) throw new Error(`the schema has no ${name}`);
  return type;
}

/** Marks stand in clauses; the title is plain. */
function toggle(name: MarkName): Command {
  return (state, dispatch, view) => {
    if (clauseAround(state.selection.$from) === null) return false;
    return toggleMark(markOf(state, name))(state, dispatch, view);
  };
}

export const toggleBold: Command = toggle("bold");
export const toggleItalic: Command = toggle("italic");

/** Whether everything selected, or what is typed next, carries the mark. */
export function isMarked(state: EditorState, name: MarkName): boolean {
  const type = markOf(state, name);
  const { from, to, empty, $from } = state.selection;
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
  let all = true;
  state.doc.nodesBetween(from, to, (node) => {
    if (node.isText && !type.isInSet(node.marks)) all = false;
  });
  return all;
}

/** The address of the link at the caret or at the start of the selection, or null. */
export function linkAt(state: EditorState): string | null {
  const type = markOf(state, "link");
  const { $from, from, to } = state.selection;
  const mark = type.isInSet($from.marks()) ?? type.isInSet($from.nodeAfter?.marks ?? []);
  if (mark) return String(mark.attrs.href);
  let found: string | null = null;
  state.doc.nodesBetween(from, to, (node) => {
    found ??= type.isInSet(node.marks)?.attrs.href ?? null;
  });
  return found;
}

/** Makes the selected words a link, or changes the link at the caret; without words, the address itself goes in. */
export function setLink(address: string): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    const range = linkRange(state);
    if (!isAllowedAddress(address) || clauseAround($from) === null) return false;
    if (!dispatch) return true;
    const { tr, schema } = state;
    const mark = markOf(state, "link").create({ href: address });
    if (range.from === range.to) tr.insert(range.from, schema.text(address, [mark]));
    else tr.removeMark(range.from, range.to, mark.type).addMark(range.from, range.to, mark);
    dispatch(tr.removeStoredMark(mark.type).scrollIntoView());
    return true;
  };
}

/** Takes the link away, the words stay. */
export const removeLink: Command = (state, dispatch) => {
  if (linkAt(state) === null) return false;
  const { from, to } = linkRange(state);
  dispatch?.(state.tr.removeMark(from, to, markOf(state, "link")));
  return true;
};

/** The selection, or the whole link around a caret. */
function linkRange(state: EditorState): { from: number; to: number } {
  const { from, to, empty, $from } = state.selection;
  const href = empty ? linkAt(state) : null;
  if (href === null) return { from, to };
  const type = markOf(state, "link");
  let range = { from, to };
  let start = $from.start();
  let run: { from: number; to: number } | null = null;
  $from.parent.forEach((node) => {
    const linked = type.isInSet(node.marks)?.attrs.href === href;
    const end = start + node.nodeSize;
    run = linked ? { from: run?.from ?? start, to: end } : null;
    if (run !== null && run.from <= from && end >= from) range = run;
    start = end;
  });
  return range;
}

/** A list of that kind around the selected paragraphs; where they stand in one already, out of it or into the other kind. */
export function toggleList(name: "bulletList" | "orderedList"): Command {
  return (state, dispatch, view) => {
    const { $from } = state.selection;
    if (clauseAround($from) === null) return false;
    const list = typeOf(state.schema, name);
    for (let depth = $from.depth; depth > 0; depth--) {
      const around = $from.node(depth);
      if (around.type === list) return liftListItem(typeOf(state.schema, "listItem"))(state, dispatch);
      if (around.type.name === "bulletList" || around.type.name === "orderedList") {
        dispatch?.(state.tr.setNodeMarkup($from.before(depth), list, null));
        return true;
      }
    }
    return wrapInList(list)(state, dispatch, view);
  };
}

export function isInList(state: EditorState, name: "bulletList" | "orderedList"): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const { name: kind } = $from.node(depth).type;
    if (kind === "bulletList" || kind === "orderedList") return kind === name;
  }
  return false;
}

export const sinkItem: Command = (state, dispatch) =>
  sinkListItem(typeOf(state.schema, "listItem"))(state, dispatch);

export const liftItem: Command = (state, dispatch) =>
  liftListItem(typeOf(state.schema, "listItem"))(state, dispatch);

/** Takes back one's own last edit, never another person's. */
export const undo: Command = (state, dispatch) => {
  const stack = yUndoPluginKey.getState(state)?.undoManager.undoStack;
  if (!stack?.length) return false;
  if (dispatch && !reachesFrozen(state, stack.at(-1))) undoEdit(state);
  return true;
};

export const redo: Command = (state, dispatch) => {
  const stack = yUndoPluginKey.getState(state)?.undoManager.redoStack;
  if (!stack?.length) return false;
  if (dispatch && !reachesFrozen(state, stack.at(-1))) redoEdit(state);
  return true;
};
