/** How the margin words things. */
import type { Disposition, Position, RecordAuthor, Status } from "../../../shared/records.ts";

export const statusWords: Readonly<Record<Status, string>> = {
  draft: "Draft",
  contested: "Contested",
  agreed: "Agreed",
  parked: "Parked",
};

export const positionWords: Readonly<Record<Position, string>> = {
  agree: "Agree",
  abstain: "Abstain",
  disagree: "Disagree",
  block: "Block",
};

export const dispositionWords: Readonly<Record<Disposition, string>> = {
  accepted: "Accepted",
  merged: "Merged into another comment",
  declined: "Declined",
};

/** Who wrote something, as the others see them. */
export function nameOf(author: RecordAuthor | null): string {
  if (author === null) return "Plenary";
  return author.name || author.stakeholder || "Somebody in the hall";
}

/** "1 comment", "3 comments". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The time of today, or the day. */
export function momentWords(at: string, now: Date = new Date()): string {
  const moment = new Date(at);
  return moment.toDateString() === now.toDateString()
    ? moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })
    : moment.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}
