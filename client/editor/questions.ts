import type { Command } from "@tiptap/pm/state";
import { parseQuestions } from "../../shared/declaration/grammar.ts";
import { findClause } from "./places.ts";

/** Says that a clause answers a guiding question, or takes that back. */
export function toggleQuestion(clauseId: string, questionId: string): Command {
  return (state, dispatch) => {
    const clause = findClause(state.doc, clauseId);
    if (clause === null) return false;
    if (dispatch) {
      const before = parseQuestions(clause.node.attrs.questions);
      const after = before.includes(questionId)
        ? before.filter((id) => id !== questionId)
        : [...before, questionId];
      dispatch(state.tr.setNodeAttribute(clause.pos, "questions", after.join(" ")));
    }
    return true;
  };
}
