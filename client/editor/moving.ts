/** Moving a clause within its theme and to another one. It keeps its id, its words and its questions. */
import { type Command, TextSelection, type Transaction } from "@tiptap/pm/state";
import { type ClausePlace, clauseAround, findClause, isBlank, topPosition } from "./places.ts";

/** Moves the clause with the caret one place up or down, over the border of its theme too. */
export function moveClause(direction: "up" | "down"): Command {
  return (state, dispatch) => {
    const clause = clauseAround(state.selection.$head);
    if (clause === null) return false;
    const within = clause.index + (direction === "up" ? -1 : 1);
    const stays = within >= 0 && within < clause.section.childCount;
    const sectionIndex = stays ? clause.sectionIndex : clause.sectionIndex + (direction === "up" ? -1 : 1);
    const section = state.doc.maybeChild(sectionIndex);
    if (section?.type.name !== "section") return false;
    if (dispatch) {
      const end = direction === "up" ? section.childCount : 0;
      const gap = stays ? within + (direction === "down" ? 1 : 0) : end;
      const { tr } = state;
      place(tr, clause, sectionIndex, gap);
      dispatch(tr.scrollIntoView());
    }
    return true;
  };
}

/** Moves a clause into the gap before the clause at `gap` of the section that is child `sectionIndex` of the text. */
export function moveClauseTo(clauseId: string, sectionIndex: number, gap: number): Command {
  return (state, dispatch) => {
    const clause = findClause(state.doc, clauseId);
    const section = state.doc.maybeChild(sectionIndex);
    if (clause === null || section?.type.name !== "section" || gap < 0 || gap > section.childCount)
      return false;
    const staysInPlace =
      clause.sectionIndex === sectionIndex && (gap === clause.index || gap === clause.index + 1);
    if (dispatch && !staysInPlace) {
      const { tr } = state;
      place(tr, clause, sectionIndex, gap);
      dispatch(tr);
    }
    return true;
  };
}

function place(transaction: Transaction, clause: ClausePlace, sectionIndex: number, gap: number): void {
  const { doc, selection } = transaction;
  const section = doc.child(sectionIndex);
  let target = topPosition(doc, sectionIndex) + 1;
  for (let index = 0; index < gap; index++) target += section.child(index).nodeSize;
  const end = clause.pos + clause.node.nodeSize;
  const caretInside = selection.from > clause.pos && selection.to < end;
  // A theme that waits for its first clause: this one takes the place of the blank.
  const placeholder = section.childCount === 1 ? section.firstChild : null;
  const fillsBlank = placeholder !== null && placeholder !== clause.node && isBlank(placeholder);
  const blankStart = topPosition(doc, sectionIndex) + 1;

  transaction.delete(clause.pos, end);
  if (fillsBlank) {
    const start = transaction.mapping.map(blankStart);
    transaction.delete(start, start + placeholder.nodeSize);
  }
  const at = transaction.mapping.map(target);
  transaction.insert(at, clause.node);
  if (caretInside && selection instanceof TextSelection) {
    const shift = at - clause.pos;
    transaction.setSelection(
      TextSelection.create(transaction.doc, selection.anchor + shift, selection.head + shift),
    );
  }
}
