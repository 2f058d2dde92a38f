import { isFrozen } from "../../shared/deliberation/reading.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../participant/newId.ts";
import type { Command } from "./command.ts";
import { requireLetThrough, requireOpenIdea } from "./contributing.ts";
import { insertClause, lastSpot } from "./textChanges.ts";

/** Makes an idea the last clause of its theme; the record links the two. Refusals: idea-unknown, idea-closed, contribution-held, clause-frozen. */
export const turnIdeaIntoClause: Command<"turnIdeaIntoClause"> = ({ ideaId }, context) => {
  const { deliberation, document, now, participant, textSequence } = context;
  const idea = requireLetThrough(requireOpenIdea(context, ideaId));
  const clauseId = newId();
  if (isFrozen(deliberation, { clauseId, section: "theme", theme: idea.theme }, now))
    throw new Refusal(
      "clause-frozen",
      "This theme is frozen by the facilitator. The idea stays in the inbox.",
    );
  const spot = lastSpot(document, { kind: "theme", theme: idea.theme });
  return {
    record: { kind: "ideaTurned", participantId: participant.id, data: { ideaId, clauseId, textSequence } },
    write: (copy) => insertClause(copy, spot, clauseId, idea.words),
  };
};
