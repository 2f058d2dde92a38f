import { may } from "../../shared/permissions.ts";
import type { ClauseSpot } from "../../shared/records.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../participant/newId.ts";
import type { Command, CommandOutcome } from "./command.ts";
import { requireClause, requireLetThrough, requireOpenAmendment } from "./contributing.ts";
import { insertClause, rewordClause, spotOf, strikeClause } from "./textChanges.ts";

/**
 * Makes an amendment the text: text and record change in one transaction. By whoever decides, or a participant where
 * the policy lets them. Refusals: role-not-allowed, amendment-unknown, amendment-closed, amendment-outdated,
 * contribution-held, clause-unknown.
 */
export const adoptAmendment: Command<"adoptAmendment"> = ({ amendmentId }, context) => {
  const { deliberation, participant, textSequence } = context;
  if (!may(participant.role, "decide") && !deliberation.policy.participantsAdopt)
    throw new Refusal("role-not-allowed");
  const amendment = requireLetThrough(requireOpenAmendment(context, amendmentId));
  const adopted = (clauseId: string, before: string, place: ClauseSpot | null): CommandOutcome["record"] => ({
    kind: "amendmentAdopted",
    participantId: participant.id,
    data: { amendmentId, clauseId, before, place, textSequence },
  });

  if (amendment.kind === "insert") {
    const clauseId = newId();
    const { section } = amendment;
    if (section === null) throw new Refusal("clause-unknown");
    const spot = { section, after: amendment.clauseId };
    return {
      record: adopted(clauseId, "", null),
      write: (document) => insertClause(document, spot, clauseId, amendment.wording),
    };
  }
  const clauseId = amendment.clauseId ?? "";
  const clause = requireClause(context, clauseId);
  if (clause.wording !== amendment.base) throw new Refusal("amendment-outdated");
  if (amendment.kind === "strike") {
    return {
      record: adopted(clauseId, clause.wording, spotOf(clause)),
      write: (document) => strikeClause(document, clauseId),
    };
  }
  return {
    record: adopted(clauseId, clause.wording, null),
    write: (document) => rewordClause(document, clauseId, amendment.wording),
  };
};
