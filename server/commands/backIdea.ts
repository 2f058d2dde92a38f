import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";
import { requireOpenIdea, voterOf } from "./contributing.ts";

/** Backs an idea, or no longer. Refusals: idea-unknown, idea-closed, nothing-changed. */
export const backIdea: Command<"backIdea"> = ({ ideaId, backs }, context) => {
  const voter = voterOf(context);
  if (requireOpenIdea(context, ideaId).backers.has(voter) === backs) throw new Refusal("nothing-changed");
  return {
    record: { kind: "ideaBacked", participantId: context.participant.id, data: { ideaId, backs, voter } },
  };
};
