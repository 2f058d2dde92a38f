/** An earlier state of the deliberation, looked at today. */
import type { Deliberation } from "./state.ts";

/** `earlier` without the words of whatever was hidden or withdrawn since: a version is no way around a facilitator. */
export function withoutWhatWentSince(earlier: Deliberation, now: Deliberation): Deliberation {
  const hidden = { visibility: "hidden", words: "" } as const;
  return {
    ...earlier,
    comments: mapped(earlier.comments, (comment, id) => {
      const today = now.comments.get(id);
      if (today?.withdrawn) return { ...comment, withdrawn: true, words: "" };
      return today?.visibility === "hidden" ? { ...comment, ...hidden } : comment;
    }),
    amendments: mapped(earlier.amendments, (amendment, id) =>
      now.amendments.get(id)?.visibility === "hidden"
        ? { ...amendment, visibility: "hidden" as const, wording: "", reason: "" }
        : amendment,
    ),
    ideas: mapped(earlier.ideas, (idea, id) =>
      now.ideas.get(id)?.visibility === "hidden" ? { ...idea, ...hidden } : idea,
    ),
  };
}

function mapped<Value>(
  entries: ReadonlyMap<string, Value>,
  to: (value: Value, id: string) => Value,
): ReadonlyMap<string, Value> {
  return new Map([...entries].map(([id, value]) => [id, to(value, id)]));
}
