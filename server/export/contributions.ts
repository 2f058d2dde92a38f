/** Comments, amendments, ideas and decisions as they stand on paper: plain values. */
import type { Tally } from "../../shared/deliberation/reading.ts";
import type { Role } from "../../shared/permissions.ts";
import type { Disposition, Position, Status } from "../../shared/records.ts";

/** Who said something; without names only the role and the stakeholder group are told. */
export interface FinishedPerson {
  readonly name: string;
  readonly affiliation: string;
  readonly stakeholder: string;
  /** Null for the server itself. */
  readonly role: Role | null;
}

export interface FinishedRemark {
  readonly commentId: string;
  readonly words: string;
  /** The words of the clause that it is about; empty where it is about the whole. */
  readonly quote: string;
  readonly by: FinishedPerson;
  readonly at: string;
}

export interface FinishedThread {
  /** The id of the comment that opened it. */
  readonly threadId: string;
  /** In the order they were made; the first one opened the thread, unless `openingGone`. */
  readonly remarks: readonly FinishedRemark[];
  /** The comment that opened it is withdrawn or hidden, while answers to it are shown. */
  readonly openingGone: boolean;
  readonly resolution: {
    readonly disposition: Disposition;
    readonly reason: string;
    /** The comment it was merged into and that one's words; null where it was not, or where those may not be read. */
    readonly into: { readonly commentId: string; readonly words: string } | null;
    readonly by: FinishedPerson;
    readonly at: string;
  } | null;
}

export interface FinishedAmendment {
  readonly amendmentId: string;
  readonly kind: "replace" | "insert" | "strike";
  /** As `shared/declaration/wording.ts` writes it; empty to strike. */
  readonly wording: string;
  /** What it was to change, or has changed; empty for a new clause. */
  readonly former: string;
  readonly reason: string;
  readonly by: FinishedPerson;
  readonly at: string;
  readonly supporters: number;
  readonly outcome:
    | { readonly kind: "open" }
    | { readonly kind: "adopted"; readonly at: string }
    | { readonly kind: "declined"; readonly at: string; readonly reason: string };
  readonly threads: readonly FinishedThread[];
}

export interface FinishedIdea {
  readonly ideaId: string;
  readonly theme: string;
  readonly words: string;
  readonly talk: string;
  readonly speaker: string;
  readonly by: FinishedPerson;
  readonly at: string;
  readonly backers: number;
  readonly outcome:
    | { readonly kind: "open" }
    | {
        readonly kind: "turned";
        readonly clauseId: string;
        /** How the paper names that clause. */
        readonly clause: string;
        readonly at: string;
      }
    | { readonly kind: "declined"; readonly reason: string; readonly at: string };
}

/** How a clause was decided. */
export interface ClauseDecision {
  readonly statusSteps: readonly {
    readonly status: Status;
    readonly at: string;
    readonly by: FinishedPerson;
  }[];
  /** What people gave as the reason of their position on this very wording, under no name. */
  readonly reasons: readonly {
    readonly position: Position;
    readonly stakeholder: string;
    readonly reason: string;
    readonly at: string;
  }[];
  readonly checks: readonly {
    readonly checkId: string;
    readonly question: string;
    readonly openedAt: string;
    readonly closedAt: string | null;
    readonly tally: Tally;
  }[];
  readonly amendments: readonly FinishedAmendment[];
  readonly threads: readonly FinishedThread[];
}
