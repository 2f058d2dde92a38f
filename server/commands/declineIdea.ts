import type { Command } from "./command.ts";
import { requireLetThrough, requireOpenIdea } from "./contributing.ts";

/** Declines an idea, with the reason. Refusals: idea-unknown, idea-closed, contribution-held. */
export const declineIdea: Command<"declineIdea"> = ({ ideaId, reason }, context) => {
  requireLetThrough(requireOpenIdea(context, ideaId));
  return {
    record: { kind: "ideaDeclined", participantId: context.participant.id, data: { ideaId, reason } },
  };
};
