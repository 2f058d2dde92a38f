/** The one place that says who may do what. It is asked at each message and each command (R3), and it greys the buttons. */

export const roles = ["facilitator", "participant", "attendee", "screen"] as const;
export type Role = (typeof roles)[number];

export const actions = [
  "readText",
  "writeText",
  "showPresence",
  "manageLinks",
  "readLinks",
  "readAlarms",
  "export",
  "createDeclaration",
] as const;
export type Action = (typeof actions)[number];

const granted: Readonly<Record<Role, ReadonlySet<Action>>> = {
  facilitator: new Set(actions),
  participant: new Set<Action>(["readText", "writeText", "showPresence"]),
  attendee: new Set<Action>(["readText"]),
  screen: new Set<Action>(["readText"]),
};

/** Whether a person of that role may do that, as long as their link stands. */
export function may(role: Role, action: Action): boolean {
  return granted[role].has(action);
}
