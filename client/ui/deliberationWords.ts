/** What the deliberation is called, wherever people see it. */
import type { Disposition, Position, Status } from "../../shared/records.ts";

export const positionWords: Readonly<Record<Position, { take: string; taken: string; counted: string }>> = {
  agree: { take: "Agree", taken: "You agree", counted: "agree" },
  abstain: { take: "Abstain", taken: "You abstain", counted: "abstain" },
  disagree: { take: "Disagree", taken: "You disagree", counted: "disagree" },
  block: { take: "Block", taken: "You block this wording", counted: "block" },
};

export const statusWords: Readonly<Record<Status, string>> = {
  draft: "Draft",
  contested: "Contested",
  agreed: "Agreed",
  parked: "Parked",
};

export const dispositionWords: Readonly<Record<Disposition, string>> = {
  accepted: "Accepted",
  merged: "Merged into another comment",
  declined: "Declined",
};

/** `1 comment`, `2 comments`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
