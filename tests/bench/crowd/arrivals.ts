/** Which edit was sent when and by whom, and which client has seen it already. */
import type { Delays } from "../tasks.ts";
import { Histogram } from "./histogram.ts";

export class Arrivals {
  readonly #sentAt: Float64Array;
  readonly #author: Int32Array;
  readonly #seen: Uint8Array[];
  readonly #writers: number;
  readonly #delays = { writers: new Histogram(), readers: new Histogram() };
  #sent = 0;
  #from = Number.POSITIVE_INFINITY;
  #to = Number.POSITIVE_INFINITY;

  /** Clients are numbered from 0, writers first. */
  constructor(options: { readonly writers: number; readonly clients: number; readonly mostEdits: number }) {
    this.#writers = options.writers;
    this.#sentAt = new Float64Array(options.mostEdits);
    this.#author = new Int32Array(options.mostEdits);
    this.#seen = Array.from({ length: options.clients }, () => new Uint8Array((options.mostEdits >> 3) + 1));
  }

  /** The number of an edit that `author` sends now. */
  send(author: number): number {
    const token = this.#sent++;
    if (token >= this.#sentAt.length) throw new Error("more edits than the bench reckoned with");
    this.#sentAt[token] = performance.now();
    this.#author[token] = author;
    return token;
  }

  /** Edits from now on count. */
  beginWindow(): void {
    this.#from = this.#sent;
  }

  /** Edits from now on count no more; those on their way still do. */
  endWindow(): void {
    this.#to = this.#sent;
  }

  arrived(client: number, tokens: readonly number[], now: number): void {
    const seen = this.#seen[client] as Uint8Array;
    const histogram = client < this.#writers ? this.#delays.writers : this.#delays.readers;
    for (const token of tokens) {
      const bit = 1 << (token & 7);
      const before = seen[token >> 3] as number;
      if ((before & bit) !== 0) continue;
      seen[token >> 3] = before | bit;
      if (token >= this.#from && token < this.#to && this.#author[token] !== client) {
        histogram.add(now - (this.#sentAt[token] as number));
      }
    }
  }

  /** Edits in the window, and how many arrivals they should have led to. */
  expected(): { edits: number; arrivals: number } {
    const edits = Math.min(this.#to, this.#sent) - Math.min(this.#from, this.#sent);
    return { edits, arrivals: edits * (this.#seen.length - 1) };
  }

  /** How many clients have not seen all edits from `from` up to now, their own aside. */
  waiting(from = 0): number {
    let count = 0;
    for (const [client, seen] of this.#seen.entries()) {
      for (let token = from; token < this.#sent; token++) {
        if (((seen[token >> 3] as number) & (1 << (token & 7))) !== 0 || this.#author[token] === client)
          continue;
        count += 1;
        break;
      }
    }
    return count;
  }

  delays(): { writers: Delays; readers: Delays } {
    return { writers: this.#delays.writers.summary(), readers: this.#delays.readers.summary() };
  }
}
