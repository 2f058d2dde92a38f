import { may } from "../../shared/permissions.ts";
import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";
import { requireClause, requireComment, requireLetThrough, requireOwn } from "./contributing.ts";

/**
 * Attaches a thread to a clause, or words in it, anew (R7): by whoever wrote it, or who resolves comments. Refusals:
 * comment-unknown, comment-closed, contribution-held, not-yours, clause-unknown, input-invalid.
 */
export const attachComment: Command<"attachComment"> = ({ commentId, clauseId, anchor }, context) => {
  const comment = requireLetThrough(requireComment(context, commentId));
  if (!may(context.participant.role, "resolveComments")) requireOwn(context, comment);
  if (comment.replyTo !== null) throw new Refusal("input-invalid", "Attach the first comment of the thread.");
  requireClause(context, clauseId);
  return {
    record: {
      kind: "commentAttached",
      participantId: context.participant.id,
      data: { commentId, clauseId, anchor },
    },
  };
};
