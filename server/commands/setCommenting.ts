import { scopeKey } from "../../shared/deliberation/state.ts";
import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";
import { requireClause } from "./contributing.ts";

/** Closes a clause, a section or everything for comments, or opens it again. Refusals: clause-unknown, nothing-changed. */
export const setCommenting: Command<"setCommenting"> = ({ scope, open }, context) => {
  const { deliberation, participant } = context;
  if (scope.kind === "clause" && !open) requireClause(context, scope.clauseId);
  if (deliberation.closedForComments.has(scopeKey(scope)) === !open) throw new Refusal("nothing-changed");
  return { record: { kind: "commentingSet", participantId: participant.id, data: { scope, open } } };
};
