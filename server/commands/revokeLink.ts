import { Refusal } from "../errors.ts";
import { type Command, linkEnd, linkStands } from "./command.ts";

/**
 * Closes a link for good; everybody who came through it loses their rights at once (R3). Refusals:
 * link-unknown, link-revoked, facilitator-link-last.
 */
export const revokeLink: Command<"revokeLink"> = async (
  { linkId },
  { transaction, declarationId, participant, now },
) => {
  const links = await transaction.listLinks(declarationId);
  const link = links.find((each) => each.id === linkId);
  if (link === undefined) throw new Refusal("link-unknown");
  if (link.revokedAt !== null) throw new Refusal("link-revoked", "This link was withdrawn already.");
  // Another one that runs out sooner would only lock everybody out later.
  const replaces = (other: typeof link) =>
    other !== link &&
    other.role === "facilitator" &&
    linkStands(other, now) &&
    linkEnd(other) >= linkEnd(link);
  if (link.role === "facilitator" && linkStands(link, now) && !links.some(replaces)) {
    throw new Refusal("facilitator-link-last");
  }
  await transaction.revokeLink(linkId, new Date(now).toISOString());
  return {
    record: { kind: "linkRevoked", participantId: participant.id, data: { linkId } },
    afterCommit: ({ participants, rooms }) => {
      participants.linkRevoked(linkId);
      rooms.sweep(declarationId);
    },
  };
};
