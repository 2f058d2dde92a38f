/** What Backspace and Delete do at the edge of a clause: neighbours join, sections never do (R4). */
import { joinTextblockBackward, joinTextblockForward } from "@tiptap/pm/commands";
import { liftListItem } from "@tiptap/pm/schema-list";
import { type Command, type EditorState, Selection, type Transaction } from "@tiptap/pm/state";
import { parseQuestions } from "../../shared/declaration/grammar.ts";
import { roadmapFieldNames, unitedRoadmapField } from "../../shared/declaration/roadmapFields.ts";
import { atEndOf, atStartOf, type ClausePlace, clauseAround, isBlank, typeOf } from "./places.ts";

/** Backspace where there is nothing before the caret. */
export const joinBackward: Command = (state, dispatch, view) => {
  const caret = caretAtEdge(state, "start");
  if (caret === null) return false;
  const { $head, clause } = caret;
  if (clause === null) return true;
  const item = $head.depth - 1;
  if ($head.node(item).type.name === "listItem" && $head.index(item) === 0) {
    return liftListItem(typeOf(state.schema, "listItem"))(state, dispatch);
  }
  if (!atStartOf($head, clause.depth)) return joinTextblockBackward(state, dispatch, view);
  if (clause.index > 0 && dispatch) {
    const { tr } = state;
    joinWithNext(tr, placeBefore(clause));
    dispatch(tr.scrollIntoView());
  }
  return true;
};

/** Delete where there is nothing behind the caret. */
export const joinForward: Command = (state, dispatch, view) => {
  const caret = caretAtEdge(state, "end");
  if (caret === null) return false;
  const { $head, clause } = caret;
  if (clause === null) return true;
  if (!atEndOf($head, clause.depth)) return joinTextblockForward(state, dispatch, view);
  if (clause.index < clause.section.childCount - 1 && dispatch) {
    const { tr } = state;
    joinWithNext(tr, clause);
    dispatch(tr.scrollIntoView());
  }
  return true;
};

function caretAtEdge(state: EditorState, edge: "start" | "end") {
  const { $head, empty } = state.selection;
  const offset = edge === "start" ? 0 : $head.parent.content.size;
  if (!empty || !$head.parent.isTextblock || $head.parentOffset !== offset) return null;
  return { $head, clause: clauseAround($head) };
}

function placeBefore(clause: ClausePlace): ClausePlace {
  const node = clause.section.child(clause.index - 1);
  return { ...clause, node, pos: clause.pos - node.nodeSize, index: clause.index - 1 };
}

/**
 * Joins a clause with the one after it: the words of both stay, the questions and roadmap fields of both
 * are united, the earlier id stays. Where one of them is blank, the words keep the id they had.
 */
function joinWithNext(transaction: Transaction, clause: ClausePlace): void {
  const next = clause.section.child(clause.index + 1);
  const border = clause.pos + clause.node.nodeSize;
  const united: Record<string, unknown> = {
    questions: unitedQuestions(clause.node.attrs.questions, next.attrs.questions),
  };
  for (const name of roadmapFieldNames) {
    united[name] = unitedRoadmapField(name, clause.node.attrs[name], next.attrs[name]);
  }
  if (isBlank(clause.node) && !isBlank(next)) {
    transaction.delete(clause.pos, border);
    transaction.setSelection(Selection.near(transaction.doc.resolve(clause.pos + 1), 1));
  } else if (isBlank(next)) {
    transaction.delete(border, border + next.nodeSize);
    const { $head } = transaction.selection;
    if ($head.pos >= border - 1 || clauseAround($head) === null) {
      transaction.setSelection(Selection.near(transaction.doc.resolve(border - 1), -1));
    }
  } else {
    const bothParagraphs =
      clause.node.lastChild?.type.name === "paragraph" && next.firstChild?.type.name === "paragraph";
    transaction.join(border, bothParagraphs ? 2 : 1);
  }
  const joined = transaction.doc.nodeAt(clause.pos);
  for (const [name, value] of Object.entries(united)) {
    if (joined !== null && joined.attrs[name] !== value)
      transaction.setNodeAttribute(clause.pos, name, value);
  }
}

function unitedQuestions(one: unknown, other: unknown): string | null {
  const united = parseQuestions([...parseQuestions(one), ...parseQuestions(other)].join(" "));
  return united.length === 0 ? null : united.join(" ");
}
