import type { Amendment, Comment, Deliberation, Idea } from "../../../shared/deliberation/state.ts";
import type { ContributionKind } from "../../../shared/records.ts";

/** A contribution as a moderator reads it, whatever kind it is. */
export interface Queued {
  readonly kind: ContributionKind;
  readonly id: string;
  readonly contribution: Pick<Comment, "author" | "at" | "sequence" | "visibility" | "hiddenBecause">;
  readonly words: string;
  readonly clauseId: string | null;
}

/** Everything that is held, or hidden, the oldest first. */
export function queueOf(
  { comments, amendments, ideas }: Deliberation,
  visibility: "held" | "hidden",
): readonly Queued[] {
  const queue = [
    ...[...comments.values()].filter(({ withdrawn }) => !withdrawn).map(ofComment),
    ...[...amendments.values()].filter(({ outcome }) => outcome.kind !== "withdrawn").map(ofAmendment),
    ...[...ideas.values()].map(ofIdea),
  ];
  return queue
    .filter(({ contribution }) => contribution.visibility === visibility)
    .sort((one, other) => one.contribution.sequence - other.contribution.sequence);
}

function ofComment(comment: Comment): Queued {
  const { commentId, words, clauseId } = comment;
  return { kind: "comment", id: commentId, contribution: comment, words, clauseId };
}

function ofAmendment(amendment: Amendment): Queued {
  const { amendmentId, wording, reason, kind, clauseId } = amendment;
  const words = kind === "strike" ? "Strike the clause" : wording;
  return {
    kind: "amendment",
    id: amendmentId,
    contribution: amendment,
    words: reason === "" ? words : `${words}\n\nBecause: ${reason}`,
    clauseId,
  };
}

function ofIdea(idea: Idea): Queued {
  return { kind: "idea", id: idea.ideaId, contribution: idea, words: idea.words, clauseId: null };
}
