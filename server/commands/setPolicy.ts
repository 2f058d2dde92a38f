import type { Command } from "./command.ts";

/** Says how contributions are moderated, in words that whoever writes is shown, and whether participants may adopt. */
export const setPolicy: Command<"setPolicy"> = (policy, { participant }) => ({
  record: { kind: "policySet", participantId: participant.id, data: policy },
});
