import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";
import { requireLetThrough, requireOpenAmendment, voterOf } from "./contributing.ts";

/** Supports an amendment, or no longer. Refusals: amendment-unknown, amendment-closed, contribution-held, nothing-changed. */
export const supportAmendment: Command<"supportAmendment"> = ({ amendmentId, supports }, context) => {
  const { supporters } = requireLetThrough(requireOpenAmendment(context, amendmentId));
  const voter = voterOf(context);
  if (supporters.has(voter) === supports) throw new Refusal("nothing-changed");
  return {
    record: {
      kind: "amendmentSupported",
      participantId: context.participant.id,
      data: { amendmentId, supports, voter },
    },
  };
};
