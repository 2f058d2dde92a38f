import { scopeKey } from "../../shared/deliberation/state.ts";
import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";

/** Lets people write again; also ends a countdown. Refusal nothing-changed. */
export const unfreeze: Command<"unfreeze"> = ({ scope }, { deliberation, participant }) => {
  if (!deliberation.freezes.has(scopeKey(scope))) throw new Refusal("nothing-changed");
  return { record: { kind: "unfrozen", participantId: participant.id, data: { scope } } };
};
