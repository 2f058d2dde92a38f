import { scopeKey } from "../../shared/deliberation/state.ts";
import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";
import { requireClause } from "./contributing.ts";

/**
 * Lets nobody write in a clause, a section or everything any more (R3), at once or after a countdown. What was
 * announced for later can be brought forward or put off. Refusals: clause-unknown, nothing-changed (it is frozen).
 */
export const freeze: Command<"freeze"> = ({ scope, inSeconds }, context) => {
  const { deliberation, participant, now } = context;
  if (scope.kind === "clause") requireClause(context, scope.clauseId);
  const known = deliberation.freezes.get(scopeKey(scope));
  if (known !== undefined && Date.parse(known.from) <= now) throw new Refusal("nothing-changed");
  // The moment is said outright: the server's clock decides, not that of whoever reads the record.
  const at = new Date(now + inSeconds * 1000).toISOString();
  return { record: { kind: "frozen", participantId: participant.id, data: { scope, at } } };
};
