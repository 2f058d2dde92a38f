import type { LinkView } from "../../shared/answers.ts";
import type { Role } from "../../shared/permissions.ts";

/** What a role is called where links are handed out. */
export const roleWords: Readonly<Record<Role, { singular: string; plural: string; explained: string }>> = {
  facilitator: {
    singular: "Facilitator",
    plural: "Facilitators",
    explained: "Run the room. Hand it only to colleagues.",
  },
  participant: { singular: "Participant", plural: "Participants", explained: "Write in the text." },
  attendee: { singular: "Attendee", plural: "Attendees", explained: "Read along, on any phone." },
  screen: { singular: "Screen", plural: "Screens", explained: "Show the text in large letters." },
};

/** Whether a link still opens, and until when, in a few words. */
export function validityWords(link: LinkView): string {
  if (link.revokedAt !== null) return `Withdrawn ${timeWords(link.revokedAt)}`;
  if (link.expiresAt === null) return "Open until withdrawn";
  return link.url === null
    ? `Ran out ${timeWords(link.expiresAt)}`
    : `Open until ${timeWords(link.expiresAt)}`;
}

function timeWords(time: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(new Date(time));
}
