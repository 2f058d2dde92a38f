import type { Command } from "./command.ts";
import { requireOpenIdea } from "./contributing.ts";

/** Declines an idea, with the reason. Refusals: idea-unknown, idea-closed. */
export const declineIdea: Command<"declineIdea"> = ({ ideaId, reason }, context) => {
  requireOpenIdea(context, ideaId);
  return {
    record: { kind: "ideaDeclined", participantId: context.participant.id, data: { ideaId, reason } },
  };
};
