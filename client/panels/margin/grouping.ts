/** What hangs on which clause, and what of it somebody wants to see. */

import type { Amendment, Comment, Deliberation } from "../../../shared/deliberation/state.ts";
import type { ClauseNow } from "../../session/clauseFeed.ts";

export interface Thread {
  readonly first: Comment;
  /** In the order in which they were made. */
  readonly replies: readonly Comment[];
}

export interface ProposedWording {
  readonly amendment: Amendment;
  readonly comments: readonly Thread[];
}

export interface OnClause {
  readonly threads: readonly Thread[];
  readonly amendments: readonly ProposedWording[];
}

export interface Margin {
  readonly onClause: ReadonlyMap<string, OnClause>;
  /** Threads whose clause is gone. */
  readonly removed: readonly Thread[];
}

export const nothingOnClause: OnClause = { threads: [], amendments: [] };

export const threadFilters = ["open", "mine", "all"] as const;
export type ThreadFilter = (typeof threadFilters)[number];

interface Standing {
  readonly deliberation: Deliberation;
  readonly clauses: ReadonlyMap<string, ClauseNow>;
  findWords(comment: Comment): { readonly clauseId: string | null } | null;
}

/** Sorts everything that was said to the clause it is about. */
export function marginOf({ deliberation, clauses, findWords }: Standing): Margin {
  const threads = threadsOf(deliberation);
  const onAmendment = Map.groupBy(threads, ({ first }) => first.amendmentId ?? "");
  const onClause = new Map<string, { threads: Thread[]; amendments: ProposedWording[] }>();
  const at = (clauseId: string) => {
    const entry = onClause.get(clauseId) ?? { threads: [], amendments: [] };
    onClause.set(clauseId, entry);
    return entry;
  };
  const removed: Thread[] = [];
  for (const thread of onAmendment.get("") ?? []) {
    // The words may stand in another clause by now than the one they were said about.
    const clauseId = findWords(thread.first)?.clauseId ?? thread.first.clauseId;
    if (clauses.has(clauseId)) at(clauseId).threads.push(thread);
    else removed.push(thread);
  }
  for (const amendment of deliberation.amendments.values()) {
    const place = placeOf(amendment, clauses);
    if (place === null) continue;
    at(place).amendments.push({ amendment, comments: onAmendment.get(amendment.amendmentId) ?? [] });
  }
  return { onClause, removed };
}

function threadsOf({ comments }: Deliberation): Thread[] {
  const replies = Map.groupBy(
    [...comments.values()].filter(({ replyTo }) => replyTo !== null),
    ({ replyTo }) => replyTo,
  );
  return [...comments.values()]
    .filter(({ replyTo }) => replyTo === null)
    .map((first) => ({
      first,
      replies: (replies.get(first.commentId) ?? []).filter(({ withdrawn }) => !withdrawn),
    }))
    .filter((thread) => !thread.first.withdrawn || thread.replies.length > 0)
    .sort((one, other) => one.first.sequence - other.first.sequence);
}

/** The clause beside which an amendment stands: its own, the one it changed, the one a new clause shall follow. */
function placeOf(amendment: Amendment, clauses: ReadonlyMap<string, ClauseNow>): string | null {
  const { outcome, clauseId, section } = amendment;
  if (outcome.kind === "adopted" && clauses.has(outcome.clauseId)) return outcome.clauseId;
  if (clauseId !== null && clauses.has(clauseId)) return clauseId;
  const before = outcome.kind === "adopted" ? outcome.place : null;
  if (before?.after != null && clauses.has(before.after)) return before.after;
  const wanted = section ?? before?.section ?? null;
  const first = [...clauses.values()].find(
    (clause) => clause.section === wanted?.kind && clause.theme === wanted.theme,
  );
  return first?.clauseId ?? null;
}

/** Whether a thread still waits for somebody. */
export function isOpen({ first }: Thread): boolean {
  return first.resolution === null && !first.withdrawn && first.visibility !== "hidden";
}

/** Whether a person wrote in it. */
function isMine({ first, replies }: Thread, participantId: string): boolean {
  return [first, ...replies].some(({ author }) => author?.participantId === participantId);
}

/** Whether a proposed wording still waits for a decision. */
export function isOpenWording({ outcome, visibility }: Amendment): boolean {
  return outcome.kind === "open" && visibility !== "hidden";
}

/** Those threads that the filter lets through. */
export function filtered(
  threads: readonly Thread[],
  filter: ThreadFilter,
  participantId: string,
): readonly Thread[] {
  if (filter === "all") return threads;
  return threads.filter((thread) => (filter === "open" ? isOpen(thread) : isMine(thread, participantId)));
}

/** Those wordings that the filter lets through. One adopted after `since` stays open: it can be taken back. */
export function filteredWordings(
  amendments: readonly ProposedWording[],
  filter: ThreadFilter,
  participantId: string,
  since: string,
): readonly ProposedWording[] {
  if (filter === "all") return amendments;
  return amendments.filter(({ amendment }) =>
    filter === "open"
      ? isOpenWording(amendment) || (amendment.outcome.kind === "adopted" && amendment.outcome.at >= since)
      : amendment.author?.participantId === participantId,
  );
}
