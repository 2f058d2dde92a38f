import type { CommandName } from "../../shared/commands.ts";
import type { Command } from "./command.ts";
import { createLink } from "./createLink.ts";
import { revokeLink } from "./revokeLink.ts";
import { rotateLink } from "./rotateLink.ts";

/** Every command of the agreement and what does it; one that is missing does not compile. */
export const commandTable: { readonly [Name in CommandName]: Command<Name> } = {
  createLink,
  revokeLink,
  rotateLink,
};
