import type { Amendment, Comment, Idea } from "../../shared/deliberation/state.ts";
import type { Contribution } from "../../shared/records.ts";
import { Refusal } from "../errors.ts";
import type { Command } from "./command.ts";
import { requireContribution } from "./moderating.ts";

/** Lets through what was held, or shows again what was hidden. Refusals: comment-, amendment-, idea-unknown, nothing-changed. */
export const approve: Command<"approve"> = ({ kind, id }, { deliberation, participant }) => {
  const contribution = requireContribution(deliberation, kind, id);
  if (contribution.visibility === "shown") throw new Refusal("nothing-changed");
  return {
    record: {
      kind: "contributionApproved",
      participantId: participant.id,
      data: {
        contribution: asContributed(kind, contribution),
        madeBy: contribution.author,
        madeAt: contribution.at,
      },
    },
  };
};

function asContributed(kind: Contribution["kind"], from: Comment | Amendment | Idea): Contribution {
  switch (kind) {
    case "comment": {
      const { commentId, madeOn, words, anchor, replyTo, amendmentId } = from as Comment;
      return {
        kind,
        data: { commentId, clauseId: madeOn, words, anchor, replyTo, amendmentId, held: false },
      };
    }
    case "amendment": {
      const { amendmentId, kind: change, clauseId, section, wording, base, reason } = from as Amendment;
      return {
        kind,
        data: { amendmentId, kind: change, clauseId, section, wording, base, reason, held: false },
      };
    }
    case "idea": {
      const { ideaId, theme, words, talk, speaker } = from as Idea;
      return { kind, data: { ideaId, theme, words, talk, speaker, held: false } };
    }
  }
}
