import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";
import { requireContribution } from "./moderating.ts";

/** Takes a contribution out of everybody's sight, with the reason. Refusals: comment-, amendment-, idea-unknown, nothing-changed. */
export const hide: Command<"hide"> = ({ kind, id, reason }, { deliberation, participant }) => {
  if (requireContribution(deliberation, kind, id).visibility === "hidden")
    throw new Refusal("nothing-changed");
  return {
    record: { kind: "contributionHidden", participantId: participant.id, data: { kind, id, reason } },
  };
};
