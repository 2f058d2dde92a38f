import type { Command } from "./command.ts";
import { requireOpenAmendment } from "./contributing.ts";

/** Declines an amendment, with the reason. Refusals: amendment-unknown, amendment-closed. */
export const declineAmendment: Command<"declineAmendment"> = ({ amendmentId, reason }, context) => {
  requireOpenAmendment(context, amendmentId);
  return {
    record: {
      kind: "amendmentDeclined",
      participantId: context.participant.id,
      data: { amendmentId, reason },
    },
  };
};
