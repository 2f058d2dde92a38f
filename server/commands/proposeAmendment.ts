import { findSection } from "../../shared/declaration/findClause.ts";
import { isSameWording, parseWording, wordingOf } from "../../shared/declaration/wording.ts";
import type { AmendmentData } from "../../shared/records.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../participant/newId.ts";
import type { Command, CommandContext } from "./command.ts";
import { isHeld, requireClause, requireOpenForComments, requireVoice } from "./contributing.ts";

/**
 * Another wording for a clause, a new clause, or striking one. Refusals: muted, clause-unknown, comments-closed,
 * wording-changed (it was made on an older one), wording-same, input-invalid.
 */
export const proposeAmendment: Command<"proposeAmendment"> = (input, context) => {
  requireVoice(context);
  return {
    record: {
      kind: "amendmentProposed",
      participantId: context.participant.id,
      data: {
        ...proposalOf(input, context),
        amendmentId: newId(),
        reason: input.reason,
        held: isHeld(context),
      },
    },
  };
};

function proposalOf(
  input: Parameters<Command<"proposeAmendment">>[0],
  context: CommandContext,
): Omit<AmendmentData, "amendmentId" | "reason" | "held"> {
  if (input.kind === "insert") {
    const { kind, theme } = input.section;
    if (findSection(context.document, kind, theme) === null)
      throw new Refusal("input-invalid", "There is no such section.");
    if (input.after !== null) {
      const after = requireClause(context, input.after);
      if (after.kind !== kind || after.theme !== theme) throw new Refusal("clause-unknown");
    }
    const wording = normalized(input.wording);
    return { kind: "insert", clauseId: input.after, section: input.section, wording, base: "" };
  }
  const { clauseId, base } = input;
  const clause = requireClause(context, clauseId);
  requireOpenForComments(context, clauseId);
  if (!isSameWording(base, clause.wording)) throw new Refusal("wording-changed");
  const wording = input.kind === "strike" ? "" : normalized(input.wording);
  if (wording === clause.wording) throw new Refusal("wording-same");
  return { kind: input.kind, clauseId, section: null, wording, base: clause.wording };
}

/** As the clause would read it back. Refusal input-invalid where no words are left. */
export function normalized(wording: string): string {
  const read = wordingOf(parseWording(wording));
  if (read === "") throw new Refusal("input-invalid", "Please write the wording you propose.");
  return read;
}
