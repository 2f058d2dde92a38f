import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";
import { requireComment, requireLetThrough } from "./contributing.ts";

/**
 * Says what became of a comment: accepted, merged into another, declined, each with the reason. Refusals:
 * comment-unknown, comment-closed, contribution-held, input-invalid.
 */
export const resolveComment: Command<"resolveComment"> = (
  { commentId, disposition, reason, into },
  context,
) => {
  const comment = requireLetThrough(requireComment(context, commentId));
  if (comment.resolution !== null) throw new Refusal("comment-closed");
  if (comment.replyTo !== null)
    throw new Refusal("input-invalid", "Resolve the first comment of the thread.");
  if (disposition === "merged") {
    if (into === null || into === commentId)
      throw new Refusal("input-invalid", "Say which other comment it is merged into.");
    requireLetThrough(requireComment(context, into));
  }
  return {
    record: {
      kind: "commentResolved",
      participantId: context.participant.id,
      data: { commentId, disposition, reason, into: disposition === "merged" ? into : null },
    },
  };
};
