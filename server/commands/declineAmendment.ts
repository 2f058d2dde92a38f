import type { Command } from "./command.ts";
import { requireLetThrough, requireOpenAmendment } from "./contributing.ts";

/** Declines an amendment, with the reason. Refusals: amendment-unknown, amendment-closed, contribution-held. */
export const declineAmendment: Command<"declineAmendment"> = ({ amendmentId, reason }, context) => {
  requireLetThrough(requireOpenAmendment(context, amendmentId));
  return {
    record: {
      kind: "amendmentDeclined",
      participantId: context.participant.id,
      data: { amendmentId, reason },
    },
  };
};
