import type { Role } from "../../../shared/permissions.ts";
import { themeOf } from "../../../shared/programme.ts";

interface Invitation {
  /** Goes on after "You are invited". */
  readonly to: string;
  readonly explained: string;
  readonly button: string;
  readonly nameNeeded: boolean;
}

/** What the join page says to whom: plain words about what the link lets a person do. */
export const invitations: Readonly<Record<Role, Invitation>> = {
  facilitator: {
    to: "to run the room",
    explained: "You write with the others, hand out links and take the finished text with you.",
    button: "Enter the room",
    nameNeeded: true,
  },
  participant: {
    to: "to write",
    explained: "Everybody writes in the same text at once. Your name stands beside your cursor.",
    button: "Start writing",
    nameNeeded: true,
  },
  attendee: {
    to: "to read along",
    explained: "You see the text while it is being written. You need no account.",
    button: "Read along",
    nameNeeded: false,
  },
  screen: {
    to: "to show the text on a screen",
    explained: "Large letters, nothing else: made for a projector.",
    button: "Show the text",
    nameNeeded: false,
  },
};

/** Where the text is that one was invited to; at the theme that the invitation names with `?theme=`. */
export function declarationAddress(declarationId: string, search = window.location.search): string {
  const theme = themeOf(new URLSearchParams(search).get("theme"));
  return `/d/${encodeURIComponent(declarationId)}${theme ? `#${theme.id}` : ""}`;
}
