/** Deletions of most of the text, as the record tells them, and which of them this browser's person has seen. */
import type { PlenaryRecord } from "../../../shared/records.ts";
import type { PresentPerson } from "../../session/presence.ts";

export type Alarm = Extract<PlenaryRecord, { kind: "textAlarm" }>;

export function alarmsIn(records: readonly PlenaryRecord[]): Alarm[] {
  return records.filter((record) => record.kind === "textAlarm");
}

/** Who deleted how much, and when, with the day where it was not today. The record names nobody: a name is known of those who are here. */
export function alarmWords({ at, data }: Alarm, present: readonly PresentPerson[], now: Date): string {
  const person = present.find(({ participantId }) => participantId === data.participantId);
  const who = person === undefined ? "Somebody" : person.isMe ? "You" : person.name;
  const when = new Date(at);
  const today = when.toDateString() === now.toDateString();
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long" }).format(when);
  const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" }).format(when);
  const characters = `${data.characters.toLocaleString("en-GB")} characters`;
  return `${who} deleted ${characters} ${today ? "" : `on ${day} `}at ${time}; the text before it is kept.`;
}

const keyOf = (declarationId: string) => `plenary alarms seen ${declarationId}`;

/** The number of the last record that was dismissed in this browser; 0 where none was or nothing is remembered. */
export function dismissedUpTo(declarationId: string): number {
  try {
    return Number(localStorage.getItem(keyOf(declarationId))) || 0;
  } catch {
    return 0;
  }
}

/** A browser that keeps nothing tells it again after a reload. */
export function rememberDismissed(declarationId: string, sequence: number): void {
  try {
    localStorage.setItem(keyOf(declarationId), String(sequence));
  } catch {
    return;
  }
}
