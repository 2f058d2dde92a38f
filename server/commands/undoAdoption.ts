import { findClause, wordingOfElement } from "../../shared/declaration/findClause.ts";
import type { Amendment } from "../../shared/deliberation/state.ts";
import { Refusal } from "../errors.ts";
import type { Command, CommandContext, CommandOutcome } from "./command.ts";
import { insertClause, rewordClause, strikeClause } from "./textChanges.ts";

/**
 * Takes an adoption back as one step, as long as nobody has changed the clause since. Refusals: amendment-unknown,
 * amendment-closed (it is not adopted), adoption-overwritten.
 */
export const undoAdoption: Command<"undoAdoption"> = ({ amendmentId }, context) => {
  const amendment = context.deliberation.amendments.get(amendmentId);
  if (amendment === undefined) throw new Refusal("amendment-unknown");
  return {
    record: {
      kind: "adoptionUndone",
      participantId: context.participant.id,
      data: { amendmentId, textSequence: context.textSequence },
    },
    write: wayBack(amendment, context),
  };
};

function wayBack(amendment: Amendment, { document }: CommandContext): NonNullable<CommandOutcome["write"]> {
  const { outcome, kind, wording } = amendment;
  if (outcome.kind !== "adopted") throw new Refusal("amendment-closed", "This amendment is not adopted.");
  const { clauseId, before, place } = outcome;
  const clause = findClause(document, clauseId);
  const current = clause === null ? null : wordingOfElement(clause.element);
  if (current !== (kind === "strike" ? null : wording)) throw new Refusal("adoption-overwritten");
  switch (kind) {
    case "replace":
      return (copy) => rewordClause(copy, clauseId, before);
    case "insert":
      return (copy) => strikeClause(copy, clauseId);
    case "strike":
      if (place === null) throw new Refusal("adoption-overwritten");
      return (copy) => insertClause(copy, place, clauseId, before);
  }
}
