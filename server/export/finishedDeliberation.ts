/** What was said about the clauses, as it goes on paper: nothing that was held back, hidden or withdrawn, and no voter's name. */
import { tally } from "../../shared/deliberation/reading.ts";
import type { Amendment, Comment, Deliberation, Idea } from "../../shared/deliberation/state.ts";
import type { RecordAuthor } from "../../shared/records.ts";
import type {
  ClauseDecision,
  FinishedAmendment,
  FinishedIdea,
  FinishedPerson,
  FinishedThread,
} from "./contributions.ts";

/** Everything shown that hangs on clauses, ready to be asked for clause by clause. */
export class FinishedDeliberation {
  readonly #deliberation: Deliberation;
  readonly #named: boolean;
  readonly #threadsByClause: ReadonlyMap<string, FinishedThread[]>;
  readonly #amendmentsByPlace: ReadonlyMap<string, FinishedAmendment[]>;

  constructor(deliberation: Deliberation, names: "shown" | "anonymous") {
    this.#deliberation = deliberation;
    this.#named = names === "shown";
    const replies = Map.groupBy(
      inOrder(deliberation.comments.values()).filter(isShown),
      ({ replyTo }) => replyTo ?? "",
    );
    const openings = inOrder(deliberation.comments.values()).filter(({ replyTo }) => replyTo === null);
    const finish = (comments: readonly Comment[]) =>
      comments
        .map((opening) => this.#thread(opening, replies.get(opening.commentId) ?? []))
        .filter(({ remarks }) => remarks.length > 0);
    this.#threadsByClause = mapped(
      Map.groupBy(
        openings.filter(({ amendmentId }) => amendmentId === null),
        ({ clauseId }) => clauseId,
      ),
      finish,
    );
    const ofAmendments = Map.groupBy(openings, ({ amendmentId }) => amendmentId);
    const amendments = inOrder(deliberation.amendments.values()).filter(
      (amendment) => isShown(amendment) && amendment.outcome.kind !== "withdrawn",
    );
    this.#amendmentsByPlace = mapped(
      Map.groupBy(amendments, (amendment) => this.#placeOf(amendment)),
      (each) =>
        each.map((amendment) =>
          this.#amendment(amendment, finish(ofAmendments.get(amendment.amendmentId) ?? [])),
        ),
    );
  }

  /** The clauses that something hangs on, wherever they are by now. */
  get clauseIds(): ReadonlySet<string> {
    const clauses = [...this.#amendmentsByPlace.keys()].filter((place) => !place.startsWith(sectionPlace));
    return new Set([...this.#threadsByClause.keys(), ...clauses]);
  }

  /** How the clause was decided whose wording has that hash. */
  decisionOn(clauseId: string, wording: string): ClauseDecision {
    const { statuses, positions, checks } = this.#deliberation;
    return {
      statusSteps: (statuses.get(clauseId) ?? []).map(({ status, at, author }) => ({
        status,
        at,
        by: this.#person(author),
      })),
      reasons: [...(positions.get(clauseId)?.values() ?? [])]
        .filter((taken) => taken.wording === wording && taken.reason !== "")
        .map(({ position, stakeholder, reason, at }) => ({ position, stakeholder, reason, at })),
      checks: [...checks.values()]
        .filter((check) => check.clauseId === clauseId)
        .map((check) => ({
          checkId: check.checkId,
          question: check.question,
          openedAt: check.openedAt,
          closedAt: check.closedAt,
          tally: tally([...check.positions.values()], check.wording),
        })),
      amendments: this.#amendmentsByPlace.get(clauseId) ?? [],
      threads: this.#threadsByClause.get(clauseId) ?? [],
    };
  }

  /** New clauses proposed for a section that have not become one. */
  proposedFor(kind: string, theme: string | null): readonly FinishedAmendment[] {
    return this.#amendmentsByPlace.get(placeOfSection(kind, theme)) ?? [];
  }

  /** The inbox of a theme. `nameOf` says how the paper calls a clause. */
  ideasOf(theme: string, nameOf: (clauseId: string) => string): FinishedIdea[] {
    return inOrder(this.#deliberation.ideas.values())
      .filter((idea) => idea.theme === theme && isShown(idea))
      .map((idea) => this.#idea(idea, nameOf));
  }

  #thread(opening: Comment, replies: readonly Comment[]): FinishedThread {
    const shown = isShown(opening);
    const { resolution } = opening;
    return {
      threadId: opening.commentId,
      openingGone: !shown,
      remarks: [...(shown ? [opening] : []), ...replies].map((comment) => ({
        commentId: comment.commentId,
        words: comment.words,
        quote: comment.anchor?.quote ?? "",
        by: this.#person(comment.author),
        at: comment.at,
      })),
      resolution:
        resolution === null || !shown
          ? null
          : {
              disposition: resolution.disposition,
              reason: resolution.reason,
              into: this.#mergedInto(resolution.into),
              by: this.#person(resolution.author),
              at: resolution.at,
            },
    };
  }

  #mergedInto(commentId: string | null): { commentId: string; words: string } | null {
    const comment = commentId === null ? undefined : this.#deliberation.comments.get(commentId);
    return comment !== undefined && isShown(comment)
      ? { commentId: comment.commentId, words: comment.words }
      : null;
  }

  #placeOf({ kind, clauseId, section, outcome }: Amendment): string {
    if (outcome.kind === "adopted") return this.#clauseNow(outcome.clauseId);
    if (kind !== "insert" && clauseId !== null) return this.#clauseNow(clauseId);
    return placeOfSection(section?.kind ?? "", section?.theme ?? null);
  }

  /** Where the words of a clause went. */
  #clauseNow(clauseId: string): string {
    const seen = new Set<string>();
    let current = clauseId;
    for (let next: string | undefined = current; next !== undefined && !seen.has(next); ) {
      seen.add(next);
      current = next;
      next = this.#deliberation.joined.get(current);
    }
    return current;
  }

  #amendment(amendment: Amendment, threads: readonly FinishedThread[]): FinishedAmendment {
    const { amendmentId, kind, wording, base, reason, author, at, supporters, outcome } = amendment;
    return {
      amendmentId,
      kind,
      wording,
      former: outcome.kind === "adopted" ? outcome.before : base,
      reason,
      by: this.#person(author),
      at,
      supporters: supporters.size,
      outcome:
        outcome.kind === "adopted"
          ? { kind: "adopted", at: outcome.at }
          : outcome.kind === "declined"
            ? outcome
            : { kind: "open" },
      threads,
    };
  }

  #idea(idea: Idea, nameOf: (clauseId: string) => string): FinishedIdea {
    const { ideaId, theme, words, talk, speaker, author, at, backers, outcome } = idea;
    return {
      ideaId,
      theme,
      words,
      talk,
      speaker,
      by: this.#person(author),
      at,
      backers: backers.size,
      outcome: outcome.kind === "turned" ? { ...outcome, clause: nameOf(outcome.clauseId) } : outcome,
    };
  }

  #person(author: RecordAuthor | null): FinishedPerson {
    return {
      name: this.#named ? (author?.name ?? "") : "",
      affiliation: this.#named ? (author?.affiliation ?? "") : "",
      stakeholder: author?.stakeholder ?? "",
      role: author?.role ?? null,
    };
  }
}

const sectionPlace = "section ";

function placeOfSection(kind: string, theme: string | null): string {
  return `${sectionPlace}${kind} ${theme ?? ""}`;
}

function isShown(contributed: { readonly visibility: string; readonly withdrawn?: boolean }): boolean {
  return contributed.visibility === "shown" && contributed.withdrawn !== true;
}

function inOrder<Made extends { readonly sequence: number }>(made: Iterable<Made>): Made[] {
  return [...made].sort((one, other) => one.sequence - other.sequence);
}

function mapped<Key, From, To>(
  entries: ReadonlyMap<Key, From>,
  to: (value: From) => To,
): ReadonlyMap<Key, To> {
  return new Map([...entries].map(([key, value]) => [key, to(value)]));
}
