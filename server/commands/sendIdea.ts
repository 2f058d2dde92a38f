import { newId } from "../participant/newId.ts";
import type { Command } from "./command.ts";
import { isHeld, requireVoice } from "./contributing.ts";

/** Puts a takeaway into a theme's inbox. Refusal muted. */
export const sendIdea: Command<"sendIdea"> = (idea, context) => {
  requireVoice(context);
  return {
    record: {
      kind: "ideaSent",
      participantId: context.participant.id,
      data: { ...idea, ideaId: newId(), held: isHeld(context) },
    },
  };
};
