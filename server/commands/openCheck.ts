import { wordingHash } from "../../shared/declaration/wording.ts";
import { openCheck as checkThatIsOpen } from "../../shared/deliberation/reading.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../participant/newId.ts";
import type { Command } from "./command.ts";
import { requireClause } from "./contributing.ts";

/** Asks the whole room about one clause as it is worded now; one check at a time. Refusals: check-open, clause-unknown. */
export const openCheck: Command<"openCheck"> = ({ clauseId, question }, context) => {
  if (checkThatIsOpen(context.deliberation) !== null) throw new Refusal("check-open");
  const wording = wordingHash(requireClause(context, clauseId).wording);
  return {
    record: {
      kind: "checkOpened",
      participantId: context.participant.id,
      data: { checkId: newId(), clauseId, wording, question },
    },
  };
};
