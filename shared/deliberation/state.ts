/** The state of a deliberation as plain values: what the fold of the records comes to. */
import type {
  AmendmentData,
  Anchor,
  ClauseSpot,
  CommentData,
  Disposition,
  IdeaData,
  Position,
  RecordAuthor,
  Scope,
  Status,
} from "../records.ts";

/** What facilitators may hold back or hide, and anybody else contributes. */
interface Contributed {
  readonly author: RecordAuthor | null;
  readonly at: string;
  readonly sequence: number;
  readonly visibility: "shown" | "held" | "hidden";
  /** The record that let everybody see it first; null while that has not been. */
  readonly shownSince: number | null;
  /** Why it is hidden; empty otherwise. */
  readonly hiddenBecause: string;
}

export interface Comment extends Contributed, Omit<CommentData, "held"> {
  readonly editedAt: string | null;
  readonly withdrawn: boolean;
  readonly resolution: {
    readonly disposition: Disposition;
    readonly reason: string;
    readonly into: string | null;
    readonly at: string;
    readonly author: RecordAuthor | null;
  } | null;
  /** The clause it hangs on by the records: `madeOn`, or where that clause's words went. Where it hangs in the text, `anchors.ts` tells. */
  readonly clauseId: string;
  /** The clause it was made on or last attached to. */
  readonly madeOn: string;
  readonly anchor: Anchor | null;
}

export type AmendmentOutcome =
  | { readonly kind: "open" }
  | {
      readonly kind: "adopted";
      readonly at: string;
      readonly clauseId: string;
      readonly before: string;
      readonly place: ClauseSpot | null;
    }
  | { readonly kind: "declined"; readonly at: string; readonly reason: string }
  | { readonly kind: "withdrawn"; readonly at: string };

export interface Amendment extends Contributed, Omit<AmendmentData, "held"> {
  /** The voters who support it. */
  readonly supporters: ReadonlySet<string>;
  readonly outcome: AmendmentOutcome;
}

export interface Idea extends Contributed, Omit<IdeaData, "held"> {
  readonly backers: ReadonlySet<string>;
  readonly outcome:
    | { readonly kind: "open" }
    | { readonly kind: "turned"; readonly clauseId: string; readonly at: string }
    | { readonly kind: "declined"; readonly reason: string; readonly at: string };
}

export interface TakenPosition {
  readonly voter: string;
  readonly position: Position;
  readonly reason: string;
  /** `wordingHash` of the wording it was taken on: stale where the clause's is another now. */
  readonly wording: string;
  readonly stakeholder: string;
  /** Known to facilitators and to the person alone. */
  readonly participantId: string | null;
  readonly at: string;
  readonly checkId: string | null;
}

export interface Check {
  readonly checkId: string;
  readonly clauseId: string;
  readonly wording: string;
  readonly question: string;
  readonly openedAt: string;
  /** Null while it is open. */
  readonly closedAt: string | null;
  /** The positions taken while it was open, the last one of each voter. */
  readonly positions: ReadonlyMap<string, TakenPosition>;
}

export interface StatusStep {
  readonly status: Status;
  readonly at: string;
  readonly author: RecordAuthor | null;
}

export interface Freeze {
  readonly scope: Scope;
  /** ISO 8601: from when on. */
  readonly from: string;
}

export interface Policy {
  /** Whether contributions of attendees wait for a facilitator, or are shown at once. */
  readonly moderation: "before" | "after";
  /** Shown to whoever writes. */
  readonly words: string;
  readonly participantsAdopt: boolean;
}

export interface NamedVersion {
  readonly versionId: string;
  readonly name: string;
  readonly textSequence: number;
  readonly recordSequence: number;
  readonly at: string;
  readonly author: RecordAuthor | null;
}

export interface Deliberation {
  /** The last record that is in it. */
  readonly sequence: number;
  /** ISO 8601: when the declaration was begun; null where that was not told. */
  readonly begunAt: string | null;
  readonly comments: ReadonlyMap<string, Comment>;
  readonly amendments: ReadonlyMap<string, Amendment>;
  readonly ideas: ReadonlyMap<string, Idea>;
  /** Of each clause the last position of each voter. */
  readonly positions: ReadonlyMap<string, ReadonlyMap<string, TakenPosition>>;
  readonly checks: ReadonlyMap<string, Check>;
  /** Of each clause its statuses in order; one without any is a draft. */
  readonly statuses: ReadonlyMap<string, readonly StatusStep[]>;
  /** By `scopeKey`. */
  readonly freezes: ReadonlyMap<string, Freeze>;
  /** Where commenting was closed, by `scopeKey`. */
  readonly closedForComments: ReadonlyMap<string, Scope>;
  readonly muted: ReadonlySet<string>;
  readonly policy: Policy;
  readonly versions: readonly NamedVersion[];
  /** The voter behind each person who has taken a position, supported or backed; known to the server alone in whole. */
  readonly voters: ReadonlyMap<string, string>;
  /** Where the words of clauses that are gone went. */
  readonly joined: ReadonlyMap<string, string>;
}

export const emptyDeliberation: Deliberation = {
  sequence: 0,
  begunAt: null,
  comments: new Map(),
  amendments: new Map(),
  ideas: new Map(),
  positions: new Map(),
  checks: new Map(),
  statuses: new Map(),
  freezes: new Map(),
  closedForComments: new Map(),
  muted: new Set(),
  policy: {
    moderation: "after",
    words:
      "Be brief and kind, stay with the clause. Facilitators may hide what does not help, with a reason.",
    participantsAdopt: false,
  },
  versions: [],
  voters: new Map(),
  joined: new Map(),
};

/** One name for each scope. */
export function scopeKey(scope: Scope): string {
  switch (scope.kind) {
    case "all":
      return "all";
    case "section":
      return `section ${scope.section} ${scope.theme ?? ""}`;
    case "clause":
      return `clause ${scope.clauseId}`;
  }
}
