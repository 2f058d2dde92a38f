import type { Command } from "./command.ts";
import { requireComment, requireOwn } from "./contributing.ts";

/** Takes one's own comment back; its place in the thread stays. Refusals: comment-unknown, comment-closed, not-yours. */
export const withdrawComment: Command<"withdrawComment"> = ({ commentId }, context) => {
  requireOwn(context, requireComment(context, commentId));
  return { record: { kind: "commentWithdrawn", participantId: context.participant.id, data: { commentId } } };
};
