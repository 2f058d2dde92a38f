import type { ResolvedAnchor } from "../../shared/deliberation/anchors.ts";
import type { Anchor } from "../../shared/records.ts";

interface Hanging {
  readonly madeOn: string;
  readonly anchor: Anchor | null;
}

/** What became of the words that a comment was made on; null where they stand as they did, or that is not known yet. */
export function whereaboutsWords(
  { madeOn, anchor }: Hanging,
  found: Pick<ResolvedAnchor, "state" | "clauseId" | "words"> | null,
): string | null {
  if (found === null) return null;
  const { state, clauseId, words } = found;
  if (state === "moved" && clauseId !== madeOn) {
    return anchor === null
      ? "This was said about a clause that went into this one."
      : "These words came here from another clause.";
  }
  if (anchor === null) return null;
  if (state === "orphaned" || (state === "changed" && words === "")) return "These words are gone.";
  return state === "changed" ? "These words were changed since." : null;
}
