/** What happened to what a person contributed: the news that concern them. */
import { positionNames, tally } from "../../../shared/deliberation/reading.ts";
import type { Deliberation } from "../../../shared/deliberation/state.ts";
import type { AmendmentData, Disposition } from "../../../shared/records.ts";

import { positionWords } from "../../ui/deliberationWords.ts";

export interface NewsItem {
  /** Stays the same; what was seen is remembered by it. */
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** A sentence from the person's side. */
  readonly words: string;
  /** What was said with it, such as an answer or a reason. */
  readonly quote: string;
  /** Where it is to be seen. */
  readonly clauseId: string | null;
  readonly theme: string | null;
}

const resolvedWords: Readonly<Record<Disposition, string>> = {
  accepted: "Your comment was accepted.",
  merged: "Your comment was merged into another one.",
  declined: "Your comment was declined.",
};

const adoptedWords: Readonly<Record<AmendmentData["kind"], string>> = {
  replace: "Your proposal was adopted: it stands in the text.",
  insert: "Your proposal was adopted: it stands in the text.",
  strike: "Your proposal was adopted: the clause was struck.",
};

const hiddenWords = "A facilitator has hidden";

/** The news for that person, the latest first. */
export function newsFor(deliberation: Deliberation, participantId: string): NewsItem[] {
  return [
    ...aboutComments(deliberation, participantId),
    ...aboutAmendments(deliberation, participantId),
    ...aboutIdeas(deliberation, participantId),
    ...aboutChecks(deliberation, participantId),
  ].sort((one, other) => other.at.localeCompare(one.at));
}

function aboutComments({ comments }: Deliberation, me: string): NewsItem[] {
  const isMine = (commentId: string | null) =>
    commentId !== null && comments.get(commentId)?.author?.participantId === me;
  return [...comments.values()].flatMap((comment): NewsItem[] => {
    const { commentId, clauseId, author, resolution, visibility, withdrawn } = comment;
    const place = { clauseId: clauseId || null, theme: null };
    if (author?.participantId !== me) {
      if (!isMine(comment.replyTo) || withdrawn || visibility !== "shown") return [];
      const words = `${author?.name || "Somebody"} has answered your comment.`;
      return [{ id: `answer ${commentId}`, at: comment.at, words, quote: comment.words, ...place }];
    }
    if (visibility === "hidden") {
      const words = `${hiddenWords} your comment.`;
      return [{ id: `hidden ${commentId}`, at: comment.at, words, quote: comment.hiddenBecause, ...place }];
    }
    if (resolution === null || resolution.author?.participantId === me) return [];
    const { disposition, reason, at } = resolution;
    return [
      { id: `resolved ${commentId} ${at}`, at, words: resolvedWords[disposition], quote: reason, ...place },
    ];
  });
}

function aboutAmendments({ amendments }: Deliberation, me: string): NewsItem[] {
  return [...amendments.values()].flatMap((amendment): NewsItem[] => {
    const { amendmentId, kind, author, outcome, clauseId, visibility } = amendment;
    if (author?.participantId !== me) return [];
    const place = { clauseId: outcome.kind === "adopted" ? outcome.clauseId : clauseId, theme: null };
    if (visibility === "hidden") {
      const words = `${hiddenWords} your proposal.`;
      return [
        { id: `hidden ${amendmentId}`, at: amendment.at, words, quote: amendment.hiddenBecause, ...place },
      ];
    }
    if (outcome.kind === "open" || outcome.kind === "withdrawn") return [];
    const { at } = outcome;
    const id = `${outcome.kind} ${amendmentId} ${at}`;
    return outcome.kind === "adopted"
      ? [{ id, at, words: adoptedWords[kind], quote: "", ...place }]
      : [{ id, at, words: "Your proposal was declined.", quote: outcome.reason, ...place }];
  });
}

function aboutIdeas({ ideas }: Deliberation, me: string): NewsItem[] {
  return [...ideas.values()].flatMap((idea): NewsItem[] => {
    const { ideaId, author, outcome, theme, visibility } = idea;
    if (author?.participantId !== me) return [];
    if (visibility === "hidden") {
      const words = `${hiddenWords} your idea.`;
      return [
        { id: `hidden ${ideaId}`, at: idea.at, words, quote: idea.hiddenBecause, clauseId: null, theme },
      ];
    }
    if (outcome.kind === "open") return [];
    const { at } = outcome;
    const id = `${outcome.kind} ${ideaId}`;
    return outcome.kind === "turned"
      ? [
          {
            id,
            at,
            words: "Your idea became a clause.",
            quote: idea.words,
            clauseId: outcome.clauseId,
            theme,
          },
        ]
      : [{ id, at, words: "Your idea was declined.", quote: outcome.reason, clauseId: null, theme }];
  });
}

/** Of the checks that were closed, those in which that person answered. */
function aboutChecks({ checks, voters }: Deliberation, me: string): NewsItem[] {
  const voter = voters.get(me);
  return [...checks.values()].flatMap((check): NewsItem[] => {
    const { checkId, clauseId, closedAt, question, wording, positions } = check;
    if (closedAt === null || voter === undefined || !positions.has(voter)) return [];
    const { counts } = tally([...positions.values()], wording);
    const words = `A check you answered is closed: ${positionNames
      .filter((position) => counts[position] > 0)
      .map((position) => `${counts[position]} ${positionWords[position].counted}`)
      .join(", ")}.`;
    return [{ id: `closed ${checkId}`, at: closedAt, words, quote: question, clauseId, theme: null }];
  });
}
