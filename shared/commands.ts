/** The commands: what each takes, and what it needs. The same schemas check the input and describe the interface. */
import * as z from "zod";
import { limits } from "./limits.ts";
import { type Action, roles } from "./permissions.ts";

const trimmed = (maximum: number) => z.string().trim().max(maximum);

/** Body of `POST /api/join`. Attendees and screens may stay without a name. */
export const joinInput = z.strictObject({
  token: z.string().max(200),
  name: trimmed(limits.nameLength).default(""),
  affiliation: trimmed(limits.affiliationLength).optional(),
  stakeholder: trimmed(limits.stakeholderLength).optional(),
});
export type JoinInput = z.infer<typeof joinInput>;

/** Body of `POST /api/declarations`. */
export const newDeclarationInput = z.strictObject({ title: trimmed(limits.titleLength).min(1) });

const createLink = z.strictObject({
  role: z.enum(roles),
  label: trimmed(limits.linkLabelLength).default(""),
  expiresAt: z.iso.datetime().nullable().default(null),
});
const nameLink = z.strictObject({ linkId: z.string().max(64) });

export const commandInputs = {
  createLink,
  revokeLink: nameLink,
  rotateLink: nameLink,
} as const;

export type CommandName = keyof typeof commandInputs;
export type CommandInput<Name extends CommandName> = z.infer<(typeof commandInputs)[Name]>;

export const commandNeeds: Readonly<Record<CommandName, Action>> = {
  createLink: "manageLinks",
  revokeLink: "manageLinks",
  rotateLink: "manageLinks",
};

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commandInputs, name);
}
