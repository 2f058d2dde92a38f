/** Beside which clause everything stands that was said, while clauses change, move and go. */
import type { Declaration } from "../../../shared/declaration/readDeclaration.ts";
import type { ResolvedAnchor } from "../../../shared/deliberation/anchors.ts";
import type { Amendment, Comment, Deliberation } from "../../../shared/deliberation/state.ts";

/** Where the first comment of each thread hangs by now, by its id; one that is missing hangs where the records say. */
export type CommentPlaces = ReadonlyMap<string, ResolvedAnchor>;

/** The clause that holds what a comment, or the one that it answers, was made on; where it is gone, the one that held it. */
export function clauseOfComment({ commentId, replyTo, clauseId }: Comment, places: CommentPlaces): string {
  return places.get(replyTo ?? commentId)?.clauseId ?? clauseId;
}

/** The clause beside which an amendment stands: its own, the one it changed, or for a new one the clause it shall follow. */
export function clauseOfAmendment(
  { kind, clauseId, section, outcome }: Amendment,
  { sections }: Declaration,
): string {
  if (outcome.kind === "adopted") return outcome.clauseId;
  const isThere = () => sections.some(({ clauses }) => clauses.some(({ id }) => id === clauseId));
  if (clauseId !== null && (kind !== "insert" || isThere())) return clauseId;
  const wanted = sections.find(({ kind, theme }) => kind === section?.kind && theme === section.theme);
  return wanted?.clauses[0]?.id ?? "";
}

/** The comments that begin a thread and are to be seen: those that were withdrawn unanswered are not. */
export function threadsAmong(comments: readonly Comment[], all: ReadonlyMap<string, Comment>): Comment[] {
  const answered = new Set([...all.values()].map(({ replyTo }) => replyTo));
  return comments.filter(
    ({ replyTo, withdrawn, commentId }) => replyTo === null && (!withdrawn || answered.has(commentId)),
  );
}

export interface RemovedClause {
  /** Empty for what stood beside no clause. */
  readonly clauseId: string;
  readonly threads: readonly Comment[];
  readonly amendments: readonly Amendment[];
}

/** The clauses that are gone and about which something was said, in the order in which it was begun. */
export function removedClauses(
  declaration: Declaration,
  { comments, amendments }: Deliberation,
  places: CommentPlaces,
): RemovedClause[] {
  const standing = new Set(declaration.sections.flatMap(({ clauses }) => clauses.map(({ id }) => id)));
  const onText = [...comments.values()].filter(({ amendmentId }) => amendmentId === null);
  const discussed = new Set([...comments.values()].map(({ amendmentId }) => amendmentId));
  const threads = Map.groupBy(threadsAmong(onText, comments), (comment) => clauseOfComment(comment, places));
  const proposals = Map.groupBy(
    [...amendments.values()].filter(
      ({ outcome, amendmentId }) => outcome.kind !== "withdrawn" || discussed.has(amendmentId),
    ),
    (amendment) => clauseOfAmendment(amendment, declaration),
  );
  return [...new Set([...threads.keys(), ...proposals.keys()])]
    .filter((clauseId) => !standing.has(clauseId))
    .map((clauseId) => ({
      clauseId,
      threads: threads.get(clauseId) ?? [],
      amendments: proposals.get(clauseId) ?? [],
    }));
}
