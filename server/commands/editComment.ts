import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";
import { isHeld, requireComment, requireOwn, requireVoice } from "./contributing.ts";

/** Gives one's own comment other words. Refusals: muted, comment-unknown, comment-closed, not-yours, nothing-changed. */
export const editComment: Command<"editComment"> = ({ commentId, words }, context) => {
  requireVoice(context);
  const comment = requireComment(context, commentId);
  requireOwn(context, comment);
  if (comment.resolution !== null) throw new Refusal("comment-closed");
  if (isHeld(context) && comment.visibility === "shown") {
    throw new Refusal("comment-closed", "This was let through as it is. Write another comment to add to it.");
  }
  if (comment.words === words) throw new Refusal("nothing-changed");
  return {
    record: { kind: "commentEdited", participantId: context.participant.id, data: { commentId, words } },
  };
};
