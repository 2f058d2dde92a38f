/** What every contribution has to pass, whoever sends it. */
import { type FoundClause, findClause, wordingOfElement } from "../../shared/declaration/findClause.ts";
import { takesComments } from "../../shared/deliberation/reading.ts";
import type { Amendment, Comment, Idea } from "../../shared/deliberation/state.ts";
import { may } from "../../shared/permissions.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../participant/newId.ts";
import type { CommandContext } from "./command.ts";

/** Refusal muted. */
export function requireVoice({ deliberation, participant }: CommandContext): void {
  if (deliberation.muted.has(participant.id)) throw new Refusal("muted");
}

/** Whether what that person contributes waits for a facilitator first. */
export function isHeld({ deliberation, participant }: CommandContext): boolean {
  return deliberation.policy.moderation === "before" && participant.role === "attendee";
}

/** The clause as it stands. Refusal clause-unknown. */
export function requireClause(
  { document }: CommandContext,
  clauseId: string,
): FoundClause & { readonly wording: string } {
  const found = findClause(document, clauseId);
  if (found === null) throw new Refusal("clause-unknown");
  return { ...found, wording: wordingOfElement(found.element) };
}

/** Refusal comments-closed, from which who moderates is free. */
export function requireOpenForComments(context: CommandContext, clauseId: string): void {
  const { deliberation, document, participant } = context;
  const found = findClause(document, clauseId);
  const place = { clauseId, section: found?.kind ?? "theme", theme: found?.theme ?? null } as const;
  if (takesComments(deliberation, place) || may(participant.role, "moderate")) return;
  throw new Refusal("comments-closed");
}

/** A comment that can still be acted on. Refusals: comment-unknown, comment-closed. */
export function requireComment({ deliberation, participant }: CommandContext, commentId: string): Comment {
  const comment = deliberation.comments.get(commentId);
  const seen = comment?.visibility !== "held" || maySee(comment, participant);
  if (comment === undefined || !seen) throw new Refusal("comment-unknown");
  if (comment.withdrawn || comment.visibility === "hidden") throw new Refusal("comment-closed");
  return comment;
}

/** An amendment that is neither adopted, declined, withdrawn nor hidden. Refusals: amendment-unknown, amendment-closed. */
export function requireOpenAmendment(
  { deliberation, participant }: CommandContext,
  amendmentId: string,
): Amendment {
  const amendment = deliberation.amendments.get(amendmentId);
  const seen = amendment?.visibility !== "held" || maySee(amendment, participant);
  if (amendment === undefined || !seen) throw new Refusal("amendment-unknown");
  if (amendment.outcome.kind !== "open" || amendment.visibility === "hidden")
    throw new Refusal("amendment-closed");
  return amendment;
}

/** An idea that is neither turned into a clause, declined nor hidden. Refusals: idea-unknown, idea-closed. */
export function requireOpenIdea({ deliberation, participant }: CommandContext, ideaId: string): Idea {
  const idea = deliberation.ideas.get(ideaId);
  const seen = idea?.visibility !== "held" || maySee(idea, participant);
  if (idea === undefined || !seen) throw new Refusal("idea-unknown");
  if (idea.outcome.kind !== "open" || idea.visibility === "hidden") throw new Refusal("idea-closed");
  return idea;
}

/**
 * What waits for a facilitator is decided once it is let through: whoever hears of it then would never know of what
 * was decided before. Refusal contribution-held.
 */
export function requireLetThrough<Held extends Comment | Amendment | Idea>(contribution: Held): Held {
  if (contribution.visibility === "held") throw new Refusal("contribution-held");
  return contribution;
}

function maySee(
  contribution: Comment | Amendment | Idea,
  participant: CommandContext["participant"],
): boolean {
  return may(participant.role, "moderate") || contribution.author?.participantId === participant.id;
}

/** Refusal not-yours. */
export function requireOwn(
  { participant }: CommandContext,
  contribution: { readonly author: Comment["author"] },
): void {
  if (contribution.author?.participantId !== participant.id) throw new Refusal("not-yours");
}

/** Under which name that person's votes are counted: the same in all of a declaration, and nobody can tell whose. */
export function voterOf({ deliberation, participant }: CommandContext): string {
  return deliberation.voters.get(participant.id) ?? newId();
}
