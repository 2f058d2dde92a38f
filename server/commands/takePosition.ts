import { isSameWording, wordingHash } from "../../shared/declaration/wording.ts";
import { openCheck } from "../../shared/deliberation/reading.ts";
import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";
import { requireClause, requireVoice, voterOf } from "./contributing.ts";

/**
 * Agrees, abstains, disagrees or blocks, on the exact wording that was seen; a later one of the same person takes its
 * place. Refusals: clause-unknown, wording-changed, block-without-reason, muted (with a reason), nothing-changed.
 */
export const takePosition: Command<"takePosition"> = (
  { clauseId, position, reason, wording: seen },
  context,
) => {
  const { deliberation, participant } = context;
  // A vote is not silenced; words are.
  if (reason !== "") requireVoice(context);
  if (position === "block" && reason === "") throw new Refusal("block-without-reason");
  const clause = requireClause(context, clauseId);
  if (!isSameWording(seen, clause.wording)) throw new Refusal("wording-changed");
  const wording = wordingHash(clause.wording);
  const voter = voterOf(context);
  const check = openCheck(deliberation);
  const checkId = check !== null && check.clauseId === clauseId ? check.checkId : null;
  const before = deliberation.positions.get(clauseId)?.get(voter);
  const same =
    before?.position === position &&
    before.reason === reason &&
    before.wording === wording &&
    before.checkId === checkId;
  if (same) throw new Refusal("nothing-changed");
  return {
    record: {
      kind: "positionTaken",
      participantId: participant.id,
      data: { clauseId, position, reason, wording, voter, checkId },
    },
  };
};
