import { may } from "../../shared/permissions.ts";
import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";

/** Lets a person contribute no more words, or again. Refusals: person-unknown, input-invalid, nothing-changed. */
export const mute: Command<"mute"> = async (
  { participantId, muted, reason },
  { transaction, declarationId, deliberation, participant },
) => {
  const person = await transaction.findParticipant(participantId);
  if (person === null || person.declarationId !== declarationId) throw new Refusal("person-unknown");
  if (may(person.role, "moderate")) throw new Refusal("input-invalid", "A facilitator cannot be muted.");
  if (deliberation.muted.has(participantId) === muted) throw new Refusal("nothing-changed");
  return {
    record: {
      kind: "personMuted",
      participantId: participant.id,
      data: { participantId, muted, reason },
    },
  };
};
