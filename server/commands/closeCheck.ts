import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";

/** Ends a check; what was counted until then is its result. Refusals: check-unknown, check-closed. */
export const closeCheck: Command<"closeCheck"> = ({ checkId }, { deliberation, participant }) => {
  const check = deliberation.checks.get(checkId);
  if (check === undefined) throw new Refusal("check-unknown");
  if (check.closedAt !== null) throw new Refusal("check-closed");
  return { record: { kind: "checkClosed", participantId: participant.id, data: { checkId } } };
};
