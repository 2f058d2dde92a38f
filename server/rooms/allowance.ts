/**
 * How many sockets one person may open, and how much they may still send before they are read more
 * slowly (R9). All their sockets draw on the same one, so that neither a second window nor a
 * reconnect renews it.
 */
import { limits } from "../../shared/limits.ts";
import type { ParticipantRow } from "../store/store.ts";

/** A debt is waited off at most this long at once, so that a paused line is not taken for a dead one. */
const longestPause = 10_000;

export class Allowance {
  #left: number = limits.frameBurst;
  #earnedAt = performance.now();
  #sockets = 0;

  /** Whether that person may have another socket, which then counts until `leave`. */
  enter(): boolean {
    if (this.#sockets >= limits.socketsPerPerson) return false;
    this.#sockets += 1;
    return true;
  }

  leave(): void {
    this.#sockets -= 1;
  }

  /** Spends one frame and one more for each KiB of `bytes`. Answers the milliseconds to wait before more is read; 0 while something is left. */
  spend(bytes: number): number {
    const now = performance.now();
    const earned = ((now - this.#earnedAt) / 1000) * limits.framesPerSecond;
    this.#earnedAt = now;
    this.#left = Math.min(limits.frameBurst, this.#left + earned) - 1 - Math.floor(bytes / 1024);
    if (this.#left >= 0) return 0;
    return Math.min(longestPause, Math.max(100, (-this.#left / limits.framesPerSecond) * 1000));
  }
}

/** One allowance a person, kept as long as the person is known, so that reconnecting renews nothing. */
export class Allowances {
  readonly #known = new WeakMap<ParticipantRow, Allowance>();

  of(participant: ParticipantRow): Allowance {
    const known = this.#known.get(participant);
    if (known !== undefined) return known;
    const allowance = new Allowance();
    this.#known.set(participant, allowance);
    return allowance;
  }
}
