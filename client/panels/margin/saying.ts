/** How the margin words things. */
import type { RecordAuthor } from "../../../shared/records.ts";

/** Who wrote something, as the others see them. */
export function nameOf(author: RecordAuthor | null): string {
  if (author === null) return "Plenary";
  return author.name || author.stakeholder || "Somebody in the hall";
}

/** The time of today, or the day. */
export function momentWords(at: string, now: Date = new Date()): string {
  const moment = new Date(at);
  return moment.toDateString() === now.toDateString()
    ? moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })
    : moment.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}
