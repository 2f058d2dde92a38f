import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";
import { requireLetThrough, requireOpenIdea, voterOf } from "./contributing.ts";

/** Backs an idea, or no longer. Refusals: idea-unknown, idea-closed, contribution-held, nothing-changed. */
export const backIdea: Command<"backIdea"> = ({ ideaId, backs }, context) => {
  const voter = voterOf(context);
  const { backers } = requireLetThrough(requireOpenIdea(context, ideaId));
  if (backers.has(voter) === backs) throw new Refusal("nothing-changed");
  return {
    record: { kind: "ideaBacked", participantId: context.participant.id, data: { ideaId, backs, voter } },
  };
};
