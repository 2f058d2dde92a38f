import { limits } from "../../shared/limits.ts";
import { Refusal } from "../errors.ts";

const minute = 60_000;
/** People remembered before those who have been quiet are forgotten. */
const mostRemembered = 5_000;

/** How much each person contributed lately: per session, never per address, because a hall shares one. */
export class ContributionPace {
  readonly #now: () => number;
  readonly #recent = new Map<string, { since: number; count: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts one. Refusal too-many-contributions past the bound of a minute. */
  count(participantId: string): void {
    const now = this.#now();
    const known = this.#recent.get(participantId);
    const recent = known !== undefined && now - known.since < minute ? known : { since: now, count: 0 };
    if (recent.count >= limits.contributionsPerMinute) throw new Refusal("too-many-contributions");
    recent.count += 1;
    this.#recent.set(participantId, recent);
    if (this.#recent.size > mostRemembered) this.#forgetTheQuiet(now);
  }

  #forgetTheQuiet(now: number): void {
    for (const [id, { since }] of this.#recent) {
      if (now - since >= minute) this.#recent.delete(id);
    }
  }
}
