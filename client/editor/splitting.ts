/** What Enter does: clauses part, items follow on, lines break. */
import { liftListItem, splitListItem } from "@tiptap/pm/schema-list";
import { type Command, Selection, TextSelection } from "@tiptap/pm/state";
import { deleteSelected } from "./deleting.ts";
import {
  atStartOf,
  clauseAround,
  isBlank,
  isEmptyParagraph,
  newClause,
  newClauseId,
  topPosition,
  typeOf,
} from "./places.ts";

/** In the title: on to the first place to write. */
export const leaveTitle: Command = (state, dispatch) => {
  const { $head } = state.selection;
  if ($head.parent.type.name !== "title") return false;
  const next = Selection.findFrom(state.doc.resolve(topPosition(state.doc, $head.index(0) + 1)), 1, true);
  if (next && dispatch) dispatch(state.tr.setSelection(next).scrollIntoView());
  return true;
};

/** In a list: the next item; in an empty one: out of the list, one level at a time. */
export const nextItem: Command = (state, dispatch) => {
  const listItem = typeOf(state.schema, "listItem");
  const { $from, $to } = state.selection;
  if (!$from.parent.isTextblock || !$from.sameParent($to)) return false;
  if ($from.depth < 2 || $from.node(-1).type !== listItem) return false;
  const item = $from.node(-1);
  if (item.childCount === 1 && isEmptyParagraph($from.parent)) return liftListItem(listItem)(state, dispatch);
  return splitListItem(listItem)(state, dispatch);
};

/**
 * In a clause: the words behind the caret become the next clause, with an id of its own. At the very
 * start the words keep their id and an empty clause comes before. From an empty paragraph (as after
 * a list) a new clause begins.
 */
export const splitClause: Command = (state, dispatch) => {
  const { tr, schema } = state;
  deleteSelected(tr);
  const $at = tr.selection.$from;
  const clause = clauseAround($at);
  if (clause === null || $at.depth !== clause.depth + 1 || $at.parent.type.name !== "paragraph") return false;
  if (!dispatch) return true;
  const fresh = { type: typeOf(schema, "clause"), attrs: { id: newClauseId(), questions: null } };
  const index = $at.index(clause.depth);
  if (index > 0 && isEmptyParagraph($at.parent)) {
    const before = $at.before();
    tr.split(before, 1, [fresh]);
    const hasMore = index < clause.node.childCount - 1;
    if (hasMore) tr.delete(before + 2, before + 4);
    tr.setSelection(Selection.near(tr.doc.resolve(before + 2), 1));
  } else if (!isBlank(clause.node) && atStartOf($at, clause.depth)) {
    tr.insert(clause.pos, newClause(schema));
  } else {
    tr.split($at.pos, 2, [fresh, { type: typeOf(schema, "paragraph") }]);
  }
  dispatch(tr.scrollIntoView());
  return true;
};

/** A new paragraph inside the same clause. */
export const splitParagraph: Command = (state, dispatch) => {
  const { tr } = state;
  deleteSelected(tr);
  const $at = tr.selection.$from;
  if (clauseAround($at) === null || $at.parent.type.name !== "paragraph") return false;
  if (dispatch) dispatch(tr.split($at.pos, 1).scrollIntoView());
  return true;
};

/** A new line in the same paragraph. */
export const breakLine: Command = (state, dispatch) => {
  const { tr, schema } = state;
  deleteSelected(tr);
  if (tr.selection.$from.parent.type.name !== "paragraph") return false;
  if (dispatch)
    dispatch(tr.replaceSelectionWith(typeOf(schema, "hardBreak").create(), true).scrollIntoView());
  return true;
};

/** An empty clause after the one with the caret, and the caret in it. */
export const newClauseAfter: Command = (state, dispatch) => {
  const clause = clauseAround(state.selection.$head);
  if (clause === null) return false;
  if (dispatch) {
    const after = clause.pos + clause.node.nodeSize;
    const tr = state.tr.insert(after, newClause(state.schema));
    dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 2)).scrollIntoView());
  }
  return true;
};
