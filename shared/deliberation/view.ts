/**
 * What each reader is shown of the records: the log keeps everything, a reader gets what is theirs to read. What a
 * facilitator holds back or hides leaves nobody's eyes but the facilitators' and its author's; of a vote, others learn
 * the stakeholder group and no name.
 */
import { type Action, may, type Role } from "../permissions.ts";
import type { PlenaryRecord, RecordAuthor, RecordKind } from "../records.ts";
import type { Deliberation } from "./state.ts";

export interface Reader {
  readonly participantId: string;
  readonly role: Role;
}

/** What a person needs to be allowed in order to read a record of that kind at all. */
const audience: Readonly<Partial<Record<RecordKind, Action>>> = {
  linkCreated: "readLinks",
  linkRevoked: "readLinks",
  linkRotated: "readLinks",
  textAlarm: "readAlarms",
};

const votes: ReadonlySet<RecordKind> = new Set(["positionTaken", "amendmentSupported", "ideaBacked"]);

/** The record as that reader may see it, or null. `deliberation` is the state now, of which the server knows all. */
export function recordFor(
  record: PlenaryRecord,
  reader: Reader,
  deliberation: Deliberation,
): PlenaryRecord | null {
  const needs = audience[record.kind] ?? "readText";
  if (!may(reader.role, needs)) return null;
  if (may(reader.role, "moderate") || isOwn(record, reader.participantId)) return record;
  return recordForOthers(record, deliberation);
}

/** Whether it is that person's own: then they see all of it. */
export function isOwn(record: PlenaryRecord, participantId: string): boolean {
  return peopleIn(record).includes(participantId);
}

/** Whose own the record is: who decided, who is spoken of, who made what was let through. */
export function peopleIn(record: PlenaryRecord): string[] {
  const author = record.author?.participantId ?? null;
  const other =
    record.kind === "personMuted"
      ? record.data.participantId
      : record.kind === "contributionApproved"
        ? (record.data.madeBy?.participantId ?? null)
        : null;
  return [author, other].filter((id) => id !== null);
}

function recordForOthers(record: PlenaryRecord, deliberation: Deliberation): PlenaryRecord | null {
  if (votes.has(record.kind)) return { ...record, author: withoutName(record.author) } as PlenaryRecord;
  switch (record.kind) {
    case "personMuted":
      return null;
    case "commentMade":
    case "commentEdited":
    case "commentAttached": {
      const comment = deliberation.comments.get(record.data.commentId);
      if (wasHeld(record, comment)) return null;
      return comment?.visibility === "hidden" || comment?.withdrawn ? blankComment(record) : record;
    }
    case "amendmentProposed":
    case "amendmentRebased": {
      const amendment = deliberation.amendments.get(record.data.amendmentId);
      if (wasHeld(record, amendment)) return null;
      return amendment?.visibility === "hidden" ? blankAmendment(record) : record;
    }
    case "ideaSent": {
      const idea = deliberation.ideas.get(record.data.ideaId);
      if (wasHeld(record, idea)) return null;
      return idea?.visibility === "hidden"
        ? { ...record, data: { ...record.data, words: "", talk: "", speaker: "" } }
        : record;
    }
    case "contributionApproved":
      return approvalForOthers(record, deliberation);
    default:
      return record;
  }
}

/** Hidden again after it was let through: the words go, the place stays. */
function approvalForOthers(
  record: Extract<PlenaryRecord, { kind: "contributionApproved" }>,
  deliberation: Deliberation,
): PlenaryRecord {
  const { contribution } = record.data;
  switch (contribution.kind) {
    case "comment": {
      const comment = deliberation.comments.get(contribution.data.commentId);
      if (comment?.visibility !== "hidden" && !comment?.withdrawn) return record;
      const data = { ...contribution.data, words: "", anchor: null };
      return { ...record, data: { ...record.data, contribution: { kind: "comment", data } } };
    }
    case "amendment": {
      if (deliberation.amendments.get(contribution.data.amendmentId)?.visibility !== "hidden") return record;
      const data = { ...contribution.data, wording: "", reason: "" };
      return { ...record, data: { ...record.data, contribution: { kind: "amendment", data } } };
    }
    case "idea": {
      if (deliberation.ideas.get(contribution.data.ideaId)?.visibility !== "hidden") return record;
      const data = { ...contribution.data, words: "", talk: "", speaker: "" };
      return { ...record, data: { ...record.data, contribution: { kind: "idea", data } } };
    }
  }
}

/** Made, or changed, before it was let through: the record that let it through carries what became of it, and no draft. */
function wasHeld(
  { sequence }: PlenaryRecord,
  contributed: { readonly shownSince: number | null } | undefined,
): boolean {
  if (contributed === undefined) return false;
  return contributed.shownSince === null || sequence < contributed.shownSince;
}

/** The words that a comment hangs on are its author's to write, as its own are. */
function blankComment(
  record: Extract<PlenaryRecord, { kind: "commentMade" | "commentEdited" | "commentAttached" }>,
): PlenaryRecord {
  switch (record.kind) {
    case "commentMade":
      return { ...record, data: { ...record.data, words: "", anchor: null } };
    case "commentEdited":
      return { ...record, data: { ...record.data, words: "" } };
    case "commentAttached":
      return { ...record, data: { ...record.data, anchor: null } };
  }
}

function blankAmendment(
  record: Extract<PlenaryRecord, { kind: "amendmentProposed" | "amendmentRebased" }>,
): PlenaryRecord {
  return record.kind === "amendmentProposed"
    ? { ...record, data: { ...record.data, wording: "", reason: "" } }
    : { ...record, data: { ...record.data, wording: "" } };
}

function withoutName(author: RecordAuthor | null): RecordAuthor | null {
  return author === null ? null : { ...author, participantId: null, name: "", affiliation: "" };
}
