import type { RefusalId } from "../../shared/refusals.ts";
import { Refusal } from "../errors.ts";

const minute = 60_000;
/** Those who are remembered before the ones who have been quiet are forgotten. */
const mostRemembered = 5_000;

interface PaceOptions {
  readonly now: () => number;
  /** So often in a minute. */
  readonly bound: number;
  readonly refusal: RefusalId;
}

/** How often each of them did something lately. */
export class Pace {
  readonly #options: PaceOptions;
  readonly #recent = new Map<string, { since: number; count: number }>();

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  /** Counts one more. The refusal of this pace past the bound of a minute. */
  count(who: string): void {
    this.refuseTooMany(who);
    const recent = this.#recentOf(who) ?? { since: this.#options.now(), count: 0 };
    recent.count += 1;
    this.#recent.set(who, recent);
    if (this.#recent.size > mostRemembered) this.#forgetTheQuiet();
  }

  /** The refusal of this pace where the next one would be past the bound. */
  refuseTooMany(who: string): void {
    const { bound, refusal } = this.#options;
    if ((this.#recentOf(who)?.count ?? 0) >= bound) throw new Refusal(refusal);
  }

  #recentOf(who: string): { since: number; count: number } | undefined {
    const known = this.#recent.get(who);
    return known !== undefined && this.#options.now() - known.since < minute ? known : undefined;
  }

  #forgetTheQuiet(): void {
    for (const who of this.#recent.keys()) {
      if (this.#recentOf(who) === undefined) this.#recent.delete(who);
    }
  }
}
