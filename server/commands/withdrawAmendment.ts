import type { Command } from "./command.ts";
import { requireOpenAmendment, requireOwn } from "./contributing.ts";

/** Takes one's own amendment back. Refusals: amendment-unknown, amendment-closed, not-yours. */
export const withdrawAmendment: Command<"withdrawAmendment"> = ({ amendmentId }, context) => {
  requireOwn(context, requireOpenAmendment(context, amendmentId));
  return {
    record: { kind: "amendmentWithdrawn", participantId: context.participant.id, data: { amendmentId } },
  };
};
