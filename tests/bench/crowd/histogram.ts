import type { Delays } from "../tasks.ts";

const bucketsPerMillisecond = 4;
const mostMilliseconds = 20_000;

/** Counts delays in quarters of a millisecond: millions of samples without an object for any of them. */
export class Histogram {
  readonly #buckets = new Uint32Array(mostMilliseconds * bucketsPerMillisecond + 1);
  #count = 0;
  #max = 0;

  add(milliseconds: number): void {
    const bucket = Math.min(Math.max(0, milliseconds) * bucketsPerMillisecond, this.#buckets.length - 1) | 0;
    this.#buckets[bucket] = (this.#buckets[bucket] as number) + 1;
    this.#count += 1;
    if (milliseconds > this.#max) this.#max = milliseconds;
  }

  summary(): Delays {
    return {
      count: this.#count,
      p50: this.#quantile(0.5),
      p90: this.#quantile(0.9),
      p99: this.#quantile(0.99),
      max: this.#max,
    };
  }

  /** The upper edge of the bucket in which that share of all samples is reached; 0 without samples. */
  #quantile(share: number): number {
    const wanted = this.#count * share;
    let seen = 0;
    for (let bucket = 0; bucket < this.#buckets.length; bucket++) {
      seen += this.#buckets[bucket] as number;
      if (seen >= wanted && seen > 0) return Math.min((bucket + 1) / bucketsPerMillisecond, this.#max);
    }
    return 0;
  }
}
