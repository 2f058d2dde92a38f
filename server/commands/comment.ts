import { Refusal } from "../errors.ts";
import { newId } from "../participant/newId.ts";
import type { Command, CommandContext } from "./command.ts";
import {
  isHeld,
  requireClause,
  requireComment,
  requireLetThrough,
  requireOpenAmendment,
  requireOpenForComments,
  requireVoice,
} from "./contributing.ts";

/**
 * A remark on a clause or on words in it, in answer to a comment, or about an amendment. Refusals: muted,
 * clause-unknown, comment-unknown, comment-closed, amendment-unknown, amendment-closed, contribution-held,
 * comments-closed, input-invalid.
 */
export const comment: Command<"comment"> = (input, context) => {
  requireVoice(context);
  const { clauseId, amendmentId } = subjectOf(input, context);
  requireOpenForComments(context, clauseId);
  return {
    record: {
      kind: "commentMade",
      participantId: context.participant.id,
      data: {
        commentId: newId(),
        clauseId,
        words: input.words,
        anchor: input.replyTo === null && amendmentId === null ? input.anchor : null,
        replyTo: input.replyTo,
        amendmentId,
        held: isHeld(context),
      },
    },
  };
};

function subjectOf(
  { clauseId, replyTo, amendmentId }: Parameters<Command<"comment">>[0],
  context: CommandContext,
): { clauseId: string; amendmentId: string | null } {
  if (replyTo !== null) {
    const answered = requireLetThrough(requireComment(context, replyTo));
    // Threads are one level deep: an answer to an answer goes to the thread.
    if (answered.replyTo !== null)
      throw new Refusal("input-invalid", "Answer the first comment of the thread.");
    return { clauseId: answered.clauseId, amendmentId: answered.amendmentId };
  }
  if (amendmentId !== null) {
    const amendment = requireLetThrough(requireOpenAmendment(context, amendmentId));
    return { clauseId: amendment.clauseId ?? "", amendmentId };
  }
  if (clauseId === undefined) throw new Refusal("input-invalid", "Say which clause the comment is about.");
  requireClause(context, clauseId);
  return { clauseId, amendmentId: null };
}
