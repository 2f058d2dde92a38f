import { statusOf } from "../../shared/deliberation/reading.ts";
import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";
import { requireClause } from "./contributing.ts";

/** Says how far a clause is. Refusals: clause-unknown, nothing-changed. */
export const setStatus: Command<"setStatus"> = ({ clauseId, status }, context) => {
  requireClause(context, clauseId);
  if (statusOf(context.deliberation, clauseId) === status) throw new Refusal("nothing-changed");
  return {
    record: { kind: "statusSet", participantId: context.participant.id, data: { clauseId, status } },
  };
};
