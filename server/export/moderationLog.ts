/** What facilitators decided about contributions, one line a decision, to be handed to whoever asks how it was done. */
import { stringify } from "csv-stringify/sync";
import type { Deliberation } from "../../shared/deliberation/state.ts";
import type { PlenaryRecord, RecordAuthor, Scope } from "../../shared/records.ts";

export interface ModerationEntry {
  readonly sequence: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly moderator: string;
  readonly decision: "let through" | "hidden" | "muted" | "may speak again" | "merged" | "comments" | "rules";
  /** Whose contribution it was, or who was muted. */
  readonly person: string;
  /** What was decided about: the words of a contribution, a part of the text, the rules. */
  readonly about: string;
  readonly reason: string;
}

/** The decisions of moderation among the records, in their order. */
export function moderationLog(
  records: readonly PlenaryRecord[],
  deliberation: Deliberation,
): ModerationEntry[] {
  return records.flatMap((record) => {
    const entry = entryOf(record, deliberation, records);
    if (entry === null) return [];
    const { sequence, at, author } = record;
    return [{ sequence, at, moderator: nameOf(author), ...entry }];
  });
}

/** The log as a table. Cells that a spreadsheet would take for a formula are made plain words. */
export function moderationTable(entries: readonly ModerationEntry[]): string {
  const columns = ["sequence", "at", "moderator", "decision", "person", "about", "reason"];
  return stringify([...entries], { header: true, columns, bom: true, escape_formulas: true });
}

type Decided = Pick<ModerationEntry, "decision" | "person" | "about" | "reason">;

function entryOf(
  record: PlenaryRecord,
  deliberation: Deliberation,
  records: readonly PlenaryRecord[],
): Decided | null {
  switch (record.kind) {
    case "contributionApproved": {
      const { contribution, madeBy } = record.data;
      const about = "words" in contribution.data ? contribution.data.words : contribution.data.wording;
      return { decision: "let through", person: nameOf(madeBy), about, reason: "" };
    }
    case "contributionHidden": {
      const { kind, id, reason } = record.data;
      const entries = { comment: "comments", amendment: "amendments", idea: "ideas" } as const;
      const contribution = deliberation[entries[kind]].get(id);
      const about = contribution && ("words" in contribution ? contribution.words : contribution.wording);
      return {
        decision: "hidden",
        person: nameOf(contribution?.author ?? null),
        about: about ?? "",
        reason,
      };
    }
    case "personMuted": {
      const { participantId, muted, reason } = record.data;
      const said = records.find(({ author }) => author?.participantId === participantId);
      const person = nameOf(said?.author ?? null);
      return { decision: muted ? "muted" : "may speak again", person, about: "", reason };
    }
    case "commentResolved": {
      const { commentId, disposition, reason } = record.data;
      if (disposition !== "merged") return null;
      const comment = deliberation.comments.get(commentId);
      return {
        decision: "merged",
        person: nameOf(comment?.author ?? null),
        about: comment?.words ?? "",
        reason,
      };
    }
    case "commentingSet": {
      const { scope, open } = record.data;
      const about = `${scopeWords(scope)}: ${open ? "open" : "closed"} for comments`;
      return { decision: "comments", person: "", about, reason: "" };
    }
    case "policySet": {
      const { moderation, participantsAdopt, words } = record.data;
      const when = moderation === "before" ? "waits to be let through" : "is shown at once";
      const who = participantsAdopt ? "facilitators and participants adopt" : "facilitators adopt";
      return {
        decision: "rules",
        person: "",
        about: `What the hall sends ${when}; ${who}. ${words}`,
        reason: "",
      };
    }
    default:
      return null;
  }
}

function nameOf(author: RecordAuthor | null): string {
  return author === null ? "" : author.name || `without a name (${author.participantId ?? "unknown"})`;
}

function scopeWords(scope: Scope): string {
  switch (scope.kind) {
    case "all":
      return "the whole text";
    case "section":
      return `section ${scope.theme ?? scope.section}`;
    case "clause":
      return `clause ${scope.clauseId}`;
  }
}
