import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";
import { requireComment } from "./contributing.ts";

/** Takes a disposition back. Refusals: comment-unknown, comment-closed, nothing-changed. */
export const reopenComment: Command<"reopenComment"> = ({ commentId }, context) => {
  if (requireComment(context, commentId).resolution === null) throw new Refusal("nothing-changed");
  return { record: { kind: "commentReopened", participantId: context.participant.id, data: { commentId } } };
};
