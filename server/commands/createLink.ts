import { Refusal } from "../errors.ts";
import { newId } from "../participant/newId.ts";
import type { Command } from "./command.ts";

/** Makes another link for a role. Refusal input-invalid where it would have run out already. */
export const createLink: Command<"createLink"> = async (
  { role, label, expiresAt },
  { transaction, declarationId, participant, now },
) => {
  if (expiresAt !== null && Date.parse(expiresAt) <= now) {
    throw new Refusal("input-invalid", "Please choose a time in the future for the link to run out.");
  }
  const link = {
    id: newId(),
    declarationId,
    tokenId: newId(),
    role,
    label,
    createdAt: new Date(now).toISOString(),
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    revokedAt: null,
  };
  await transaction.insertLink(link);
  return {
    record: {
      kind: "linkCreated",
      participantId: participant.id,
      data: { linkId: link.id, role, label, expiresAt: link.expiresAt },
    },
  };
};
