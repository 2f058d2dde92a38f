/** The record: the numbered log entry that every decision leaves. Never changed, never renumbered. */
import type { SectionKind } from "./declaration/grammar.ts";
import type { Role } from "./permissions.ts";

/** Where in a clause's words something hangs (R7): the positions as Yjs encodes them, base64, and the words themselves. */
export interface Anchor {
  readonly from: string;
  readonly to: string;
  readonly quote: string;
}

/** What may be frozen, or closed for comments. */
export type Scope =
  | { readonly kind: "all" }
  | { readonly kind: "section"; readonly section: SectionKind; readonly theme: string | null }
  | { readonly kind: "clause"; readonly clauseId: string };

export const dispositions = ["accepted", "merged", "declined"] as const;
export type Disposition = (typeof dispositions)[number];
export const positions = ["agree", "abstain", "disagree", "block"] as const;
export type Position = (typeof positions)[number];
export const statuses = ["draft", "contested", "agreed", "parked"] as const;
export type Status = (typeof statuses)[number];

/** A place for a clause: in that section, behind that clause or (null) as its first. */
export interface ClauseSpot {
  readonly section: { readonly kind: SectionKind; readonly theme: string | null };
  readonly after: string | null;
}

export interface CommentData {
  readonly commentId: string;
  /** The clause it was made on; of a reply, that of the comment it answers. */
  readonly clauseId: string;
  readonly words: string;
  /** Null where it is about the clause as a whole. */
  readonly anchor: Anchor | null;
  readonly replyTo: string | null;
  /** Set where it is about an amendment. */
  readonly amendmentId: string | null;
  /** Whether it waits for a facilitator before anybody else sees it. */
  readonly held: boolean;
}

export interface AmendmentData {
  readonly amendmentId: string;
  readonly kind: "replace" | "insert" | "strike";
  /** The clause to change or strike; for a new one the clause it shall follow, or null for the first place. */
  readonly clauseId: string | null;
  /** Where a new clause shall stand; null for the others. */
  readonly section: { readonly kind: SectionKind; readonly theme: string | null } | null;
  /** As `shared/declaration/wording.ts` writes it; empty to strike. */
  readonly wording: string;
  /** The wording it was made on; empty for a new clause. */
  readonly base: string;
  readonly reason: string;
  readonly held: boolean;
}

export interface IdeaData {
  readonly ideaId: string;
  readonly theme: string;
  readonly words: string;
  readonly talk: string;
  readonly speaker: string;
  readonly held: boolean;
}

/** What somebody contributed, as it stood when a facilitator let it through. */
export type Contribution =
  | { readonly kind: "comment"; readonly data: CommentData }
  | { readonly kind: "amendment"; readonly data: AmendmentData }
  | { readonly kind: "idea"; readonly data: IdeaData };
export type ContributionKind = Contribution["kind"];

export interface RecordKinds {
  declarationCreated: { title: string };
  linkCreated: { linkId: string; role: Role; label: string; expiresAt: string | null };
  linkRevoked: { linkId: string };
  linkRotated: { linkId: string };
  /** One update deleted most of the text; `sequence` is the last of the text log before it. Recorded by the server. */
  textAlarm: { sequence: number; characters: number; participantId: string | null };

  /** Clauses of a brought file were put into the text; `textSequence` where the text log holds them. */
  textImported: { importId: string; fileName: string; clauseIds: readonly string[]; textSequence: number };

  commentMade: CommentData;
  commentEdited: { commentId: string; words: string };
  commentWithdrawn: { commentId: string };
  commentResolved: { commentId: string; disposition: Disposition; reason: string; into: string | null };
  commentReopened: { commentId: string };
  commentAttached: { commentId: string; clauseId: string; anchor: Anchor | null };
  /**
   * A clause's words went into another one; what hung on it follows. Into itself: it stands in the text again, and what
   * hung on it comes back. Recorded by the server.
   */
  clauseJoined: { clauseId: string; into: string };

  policySet: { moderation: "before" | "after"; words: string; participantsAdopt: boolean };
  /** `contribution` is what is shown from now on; `madeBy` and `madeAt` say whose it is and since when. */
  contributionApproved: { contribution: Contribution; madeBy: RecordAuthor | null; madeAt: string };
  contributionHidden: { kind: ContributionKind; id: string; reason: string };
  personMuted: { participantId: string; muted: boolean; reason: string };
  commentingSet: { scope: Scope; open: boolean };

  amendmentProposed: AmendmentData;
  /** `voter` names the person for counting, and nobody else can tell whom. */
  amendmentSupported: { amendmentId: string; supports: boolean; voter: string };
  amendmentRebased: { amendmentId: string; base: string; wording: string };
  /**
   * `clauseId` is the clause changed, made or struck; `before` its wording until then; `place` where a struck one stood;
   * `textSequence` where the text log holds the change.
   */
  amendmentAdopted: {
    amendmentId: string;
    clauseId: string;
    before: string;
    place: ClauseSpot | null;
    textSequence: number;
  };
  amendmentDeclined: { amendmentId: string; reason: string };
  amendmentWithdrawn: { amendmentId: string };
  adoptionUndone: { amendmentId: string; textSequence: number };

  positionTaken: {
    clauseId: string;
    position: Position;
    reason: string;
    /** Of the exact wording, `wordingHash`. */
    wording: string;
    voter: string;
    checkId: string | null;
  };
  checkOpened: { checkId: string; clauseId: string; wording: string; question: string };
  checkClosed: { checkId: string };

  statusSet: { clauseId: string; status: Status };
  /** `at`: from when on, ISO 8601; null at once. */
  frozen: { scope: Scope; at: string | null };
  unfrozen: { scope: Scope };

  ideaSent: IdeaData;
  ideaBacked: { ideaId: string; backs: boolean; voter: string };
  ideaTurned: { ideaId: string; clauseId: string; textSequence: number };
  ideaDeclined: { ideaId: string; reason: string };

  /** A named state of text and record: the text log up to `textSequence`, the records up to this one. */
  versionNamed: { versionId: string; name: string; textSequence: number };
}

export type RecordKind = keyof RecordKinds;

/** Who decided, as everybody sees them; in a vote only the stakeholder group is told to others. */
export interface RecordAuthor {
  /** Null where it is kept from the reader. */
  readonly participantId: string | null;
  readonly name: string;
  readonly affiliation: string;
  readonly stakeholder: string;
  readonly role: Role;
}

export type RecordOf<Kind extends RecordKind> = {
  /** Counted from 1 in each declaration, without gaps. */
  readonly sequence: number;
  readonly kind: Kind;
  /** Null for the server itself. */
  readonly author: RecordAuthor | null;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly data: RecordKinds[Kind];
};

export type PlenaryRecord = { [Kind in RecordKind]: RecordOf<Kind> }[RecordKind];
