import { isSameWording } from "../../shared/declaration/wording.ts";
import { may } from "../../shared/permissions.ts";
import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";
import { isHeld, requireClause, requireOpenAmendment, requireOwn, requireVoice } from "./contributing.ts";
import { normalized } from "./proposeAmendment.ts";

/**
 * Brings an amendment up to the clause as it is now, by whoever proposed it or decides. Refusals: muted,
 * amendment-unknown, amendment-closed, not-yours, clause-unknown, wording-changed, wording-same, input-invalid.
 */
export const rebaseAmendment: Command<"rebaseAmendment"> = ({ amendmentId, wording, base }, context) => {
  requireVoice(context);
  const amendment = requireOpenAmendment(context, amendmentId);
  if (!may(context.participant.role, "decide")) requireOwn(context, amendment);
  if (isHeld(context) && amendment.visibility === "shown") {
    throw new Refusal("amendment-closed", "This was let through as it is. Propose it anew instead.");
  }
  if (amendment.clauseId === null || amendment.kind === "insert")
    throw new Refusal("input-invalid", "A new clause is never outdated.");
  const clause = requireClause(context, amendment.clauseId);
  if (!isSameWording(base, clause.wording)) throw new Refusal("wording-changed");
  const wanted = amendment.kind === "strike" ? "" : normalized(wording);
  if (wanted === clause.wording) throw new Refusal("wording-same");
  return {
    record: {
      kind: "amendmentRebased",
      participantId: context.participant.id,
      data: { amendmentId, base: clause.wording, wording: wanted },
    },
  };
};
