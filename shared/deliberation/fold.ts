/**
 * The fold: from records to the state of the deliberation, by the same pure function in server and browser.
 * Records that a reader was not shown leave gaps, so each step takes what it finds and is content with less.
 */
import type { PlenaryRecord, RecordAuthor, RecordKind, RecordKinds, RecordOf } from "../records.ts";
import { change, type Draft, draftOf, withEntry, withMember } from "./draft.ts";
import {
  type Amendment,
  type Comment,
  type Deliberation,
  emptyDeliberation,
  type Idea,
  scopeKey,
  type TakenPosition,
} from "./state.ts";

/** `state` with those records in it, in the order of their numbers; what it holds already is passed over. Neither is changed. */
export function foldRecords(
  records: readonly PlenaryRecord[],
  state: Deliberation = emptyDeliberation,
): Deliberation {
  const fresh = records
    .filter((record) => record.sequence > state.sequence)
    .sort((one, other) => one.sequence - other.sequence)
    .filter((record, index, all) => record.sequence !== all[index - 1]?.sequence);
  if (fresh.length === 0) return state;
  const draft = draftOf(state);
  for (const record of fresh) {
    take(draft, record);
    draft.sequence = record.sequence;
  }
  return draft;
}

function take<Kind extends RecordKind>(draft: Draft, record: RecordOf<Kind>): void {
  const step: Step<Kind> = steps[record.kind];
  step(draft, record.data, record);
}

type Step<Kind extends RecordKind> = (draft: Draft, data: RecordKinds[Kind], record: RecordOf<Kind>) => void;

const nothing = () => {};

/** One step for each kind of record; one that is missing does not compile. */
const steps: { readonly [Kind in RecordKind]: Step<Kind> } = {
  declarationCreated: (draft, _, { at }) => {
    draft.begunAt ??= at;
  },
  linkCreated: nothing,
  linkRevoked: nothing,
  linkRotated: nothing,
  textAlarm: nothing,
  textImported: nothing,

  commentMade: (draft, data, record) => setComment(draft, data, record.author, record),
  commentEdited: (draft, { commentId, words }, { at }) =>
    change(draft.comments, commentId, () => ({ words, editedAt: at })),
  commentWithdrawn: (draft, { commentId }) =>
    change(draft.comments, commentId, () => ({ withdrawn: true, words: "" })),
  commentResolved: (draft, { commentId, disposition, reason, into }, { at, author }) =>
    change(draft.comments, commentId, () => ({ resolution: { disposition, reason, into, at, author } })),
  commentReopened: (draft, { commentId }) => change(draft.comments, commentId, () => ({ resolution: null })),
  commentAttached: (draft, { commentId, clauseId, anchor }) => {
    const place = { clauseId: clauseNow(draft, clauseId), madeOn: clauseId };
    change(draft.comments, commentId, () => ({ ...place, anchor }));
    for (const comment of draft.comments.values()) {
      if (comment.replyTo === commentId) change(draft.comments, comment.commentId, () => place);
    }
  },
  clauseJoined: (draft, { clauseId, into }) => {
    if (clauseId === into) draft.joined.delete(clauseId);
    else draft.joined.set(clauseId, into);
    for (const { commentId, madeOn, clauseId: before } of draft.comments.values()) {
      const now = clauseNow(draft, madeOn);
      if (now !== before) change(draft.comments, commentId, () => ({ clauseId: now }));
    }
  },

  policySet: (draft, policy) => {
    draft.policy = policy;
  },
  contributionApproved: (draft, { contribution, madeBy, madeAt }, { sequence }) => {
    const first = { at: madeAt, sequence };
    switch (contribution.kind) {
      case "comment":
        setComment(draft, { ...contribution.data, held: false }, madeBy, first);
        break;
      case "amendment":
        setAmendment(draft, { ...contribution.data, held: false }, madeBy, first);
        break;
      case "idea":
        setIdea(draft, { ...contribution.data, held: false }, madeBy, first);
        break;
    }
  },
  contributionHidden: (draft, { kind, id, reason }) => {
    const hidden = { visibility: "hidden", hiddenBecause: reason } as const;
    if (kind === "comment") change(draft.comments, id, () => hidden);
    else if (kind === "amendment") change(draft.amendments, id, () => hidden);
    else change(draft.ideas, id, () => hidden);
  },
  personMuted: (draft, { participantId, muted }) => {
    if (muted) draft.muted.add(participantId);
    else draft.muted.delete(participantId);
  },
  commentingSet: (draft, { scope, open }) => {
    if (open) draft.closedForComments.delete(scopeKey(scope));
    else draft.closedForComments.set(scopeKey(scope), scope);
  },

  amendmentProposed: (draft, data, record) => setAmendment(draft, data, record.author, record),
  amendmentSupported: (draft, { amendmentId, supports, voter }, record) => {
    knowVoter(draft, voter, record.author);
    change(draft.amendments, amendmentId, ({ supporters }) => ({
      supporters: withMember(supporters, voter, supports),
    }));
  },
  amendmentRebased: (draft, { amendmentId, base, wording }) =>
    change(draft.amendments, amendmentId, () => ({ base, wording })),
  amendmentAdopted: (draft, { amendmentId, clauseId, before, place }, { at }) =>
    change(draft.amendments, amendmentId, () => ({
      outcome: { kind: "adopted" as const, at, clauseId, before, place },
    })),
  amendmentDeclined: (draft, { amendmentId, reason }, { at }) =>
    change(draft.amendments, amendmentId, () => ({ outcome: { kind: "declined" as const, at, reason } })),
  amendmentWithdrawn: (draft, { amendmentId }, { at }) =>
    change(draft.amendments, amendmentId, () => ({ outcome: { kind: "withdrawn" as const, at } })),
  adoptionUndone: (draft, { amendmentId }) =>
    change(draft.amendments, amendmentId, () => ({ outcome: { kind: "open" as const } })),

  positionTaken: (draft, data, { at, author }) => {
    knowVoter(draft, data.voter, author);
    const taken: TakenPosition = {
      voter: data.voter,
      position: data.position,
      reason: data.reason,
      wording: data.wording,
      checkId: data.checkId,
      stakeholder: author?.stakeholder ?? "",
      participantId: author?.participantId ?? null,
      at,
    };
    draft.positions.set(
      data.clauseId,
      withEntry(draft, draft.positions.get(data.clauseId), data.voter, taken),
    );
    if (data.checkId !== null)
      change(draft.checks, data.checkId, ({ positions }) => ({
        positions: withEntry(draft, positions, data.voter, taken),
      }));
  },
  checkOpened: (draft, { checkId, clauseId, wording, question }, { at }) => {
    const positions = new Map<string, TakenPosition>();
    draft.checks.set(checkId, {
      checkId,
      clauseId,
      wording,
      question,
      openedAt: at,
      closedAt: null,
      positions,
    });
  },
  checkClosed: (draft, { checkId }, { at }) => change(draft.checks, checkId, () => ({ closedAt: at })),

  statusSet: (draft, { clauseId, status }, { at, author }) => {
    draft.statuses.set(clauseId, [...(draft.statuses.get(clauseId) ?? []), { status, at, author }]);
  },
  frozen: (draft, { scope, at: from }, { at }) => {
    draft.freezes.set(scopeKey(scope), { scope, from: from ?? at });
  },
  unfrozen: (draft, { scope }) => {
    draft.freezes.delete(scopeKey(scope));
  },

  ideaSent: (draft, data, record) => setIdea(draft, data, record.author, record),
  ideaBacked: (draft, { ideaId, backs, voter }, record) => {
    knowVoter(draft, voter, record.author);
    change(draft.ideas, ideaId, ({ backers }) => ({ backers: withMember(backers, voter, backs) }));
  },
  ideaTurned: (draft, { ideaId, clauseId }, { at }) =>
    change(draft.ideas, ideaId, () => ({ outcome: { kind: "turned" as const, clauseId, at } })),
  ideaDeclined: (draft, { ideaId, reason }, { at }) =>
    change(draft.ideas, ideaId, () => ({ outcome: { kind: "declined" as const, reason, at } })),

  versionNamed: (draft, { versionId, name, textSequence }, { sequence, at, author }) => {
    const version = { versionId, name, textSequence, recordSequence: sequence, at, author };
    draft.versions = [...draft.versions, version];
  },
};

type Made = { readonly at: string; readonly sequence: number };

function visibilityOf(
  held: boolean,
  known: { readonly shownSince: number | null } | undefined,
  { sequence }: Made,
): { visibility: "held" | "shown"; hiddenBecause: string; shownSince: number | null } {
  const shownSince = known?.shownSince ?? (held ? null : sequence);
  return { visibility: held ? "held" : "shown", hiddenBecause: "", shownSince };
}

function setComment(
  draft: Draft,
  { held, ...data }: RecordKinds["commentMade"],
  author: RecordAuthor | null,
  made: Made,
): void {
  const known = draft.comments.get(data.commentId);
  const madeOn = known?.madeOn ?? data.clauseId;
  const comment: Comment = {
    editedAt: null,
    withdrawn: false,
    resolution: null,
    author,
    at: made.at,
    sequence: made.sequence,
    ...known,
    ...data,
    madeOn,
    clauseId: clauseNow(draft, madeOn),
    ...visibilityOf(held, known, made),
  };
  draft.comments.set(data.commentId, comment);
}

function setAmendment(
  draft: Draft,
  { held, ...data }: RecordKinds["amendmentProposed"],
  author: RecordAuthor | null,
  made: Made,
): void {
  const known = draft.amendments.get(data.amendmentId);
  const amendment: Amendment = {
    supporters: new Set(),
    outcome: { kind: "open" as const },
    author,
    at: made.at,
    sequence: made.sequence,
    ...known,
    ...data,
    ...visibilityOf(held, known, made),
  };
  draft.amendments.set(data.amendmentId, amendment);
}

function setIdea(
  draft: Draft,
  { held, ...data }: RecordKinds["ideaSent"],
  author: RecordAuthor | null,
  made: Made,
): void {
  const known = draft.ideas.get(data.ideaId);
  const idea: Idea = {
    backers: new Set(),
    outcome: { kind: "open" as const },
    author,
    at: made.at,
    sequence: made.sequence,
    ...known,
    ...data,
    ...visibilityOf(held, known, made),
  };
  draft.ideas.set(data.ideaId, idea);
}

/** Where the words of a clause are by now. Ends also where clauses went into each other in a circle. */
function clauseNow(draft: Draft, clauseId: string): string {
  const seen = new Set<string>();
  let current = clauseId;
  for (
    let next = draft.joined.get(current);
    next !== undefined && !seen.has(next);
    next = draft.joined.get(next)
  ) {
    seen.add(next);
    current = next;
  }
  return current;
}

function knowVoter(draft: Draft, voter: string, author: RecordAuthor | null): void {
  if (author !== null && author.participantId !== null) draft.voters.set(author.participantId, voter);
}
