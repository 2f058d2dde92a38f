import type { Amendment, Comment, Deliberation, Idea } from "../../shared/deliberation/state.ts";
import type { ContributionKind } from "../../shared/records.ts";
import { Refusal } from "../errors.ts";

const collections = { comment: "comments", amendment: "amendments", idea: "ideas" } as const;

/** What facilitators act on, held and hidden included. Refusals: comment-unknown, amendment-unknown, idea-unknown. */
export function requireContribution(
  deliberation: Deliberation,
  kind: ContributionKind,
  id: string,
): Comment | Amendment | Idea {
  const contribution = deliberation[collections[kind]].get(id);
  if (contribution === undefined) throw new Refusal(`${kind}-unknown`);
  return contribution;
}
