/** The one place that says who may do what. It is asked at each message and each command (R3), and it greys the buttons. */

export const roles = ["facilitator", "participant", "attendee", "screen"] as const;
export type Role = (typeof roles)[number];

export const actions = [
  "readText",
  "writeText",
  "showPresence",
  /** Comment, take a position, propose wording, support, send and back ideas. */
  "contribute",
  "resolveComments",
  /** Hold, approve, hide, mute, close for comments; see what is held or hidden, and whose positions are whose. */
  "moderate",
  /** Status, freezes, checks, versions, and what becomes of amendments. */
  "decide",
  "manageLinks",
  "readLinks",
  "readAlarms",
  "export",
  "createDeclaration",
] as const;
export type Action = (typeof actions)[number];

const granted: Readonly<Record<Role, ReadonlySet<Action>>> = {
  facilitator: new Set(actions),
  participant: new Set<Action>(["readText", "writeText", "showPresence", "contribute", "resolveComments"]),
  attendee: new Set<Action>(["readText", "contribute"]),
  screen: new Set<Action>(["readText"]),
};

/** Whether a person of that role may do that, as long as their link stands. */
export function may(role: Role, action: Action): boolean {
  return granted[role].has(action);
}
