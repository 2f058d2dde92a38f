import { Refusal } from "../errors.ts";
import { newId } from "../participant/newId.ts";
import { type Command, linkStands } from "./command.ts";

/**
 * Gives a link a new address; the old one admits nobody from then on, and whoever is in stays in.
 * Refusals: link-unknown, link-revoked, link-expired.
 */
export const rotateLink: Command<"rotateLink"> = async (
  { linkId },
  { transaction, declarationId, participant, now },
) => {
  const link = await transaction.findLink(linkId);
  if (link === null || link.declarationId !== declarationId) throw new Refusal("link-unknown");
  if (link.revokedAt !== null) throw new Refusal("link-revoked", "This link was withdrawn. Make a new one.");
  if (!linkStands(link, now)) throw new Refusal("link-expired", "This link has run out. Make a new one.");
  await transaction.rotateLink(linkId, newId());
  return { record: { kind: "linkRotated", participantId: participant.id, data: { linkId } } };
};
