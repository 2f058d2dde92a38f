/**
 * Reads each distinct frame once: a server sends the same bytes to everybody, and decoding them a
 * thousand times would measure the crowd. Frames are told apart by their whole content.
 */
import { tokensIn } from "./tokens.ts";
import type { Reading, Wire } from "./wire.ts";

export interface Page extends Omit<Reading, "updates"> {
  readonly tokens: readonly number[];
  /** What it brings, where it answers an asking. */
  readonly text: Uint8Array | null;
  readonly bytes: Buffer;
}

/** No update with a word in it fits into less. */
const shortest = 4;
/** Pages between two clear-outs: the slowest client may lag that far behind. */
const pagesKept = 4000;

export class FrameBook {
  readonly #wire: Wire;
  #fresh = new Map<number, Page[]>();
  #old = new Map<number, Page[]>();
  #count = 0;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** What that frame says; null for one too short to say anything. */
  read(frame: Buffer): Page | null {
    if (frame.length < shortest) return null;
    const key = keyOf(frame);
    const known = find(this.#fresh, key, frame) ?? find(this.#old, key, frame);
    return known ?? this.#learn(key, frame);
  }

  #learn(key: number, frame: Buffer): Page {
    const bytes = Buffer.from(frame);
    const { asks, answers, updates } = this.#wire.read(bytes);
    const page: Page = {
      asks,
      answers,
      tokens: updates.flatMap(tokensIn),
      text: answers ? (updates[0] ?? null) : null,
      bytes,
    };
    if (this.#count++ >= pagesKept) {
      this.#old = this.#fresh;
      this.#fresh = new Map();
      this.#count = 0;
    }
    const shelf = this.#fresh.get(key);
    if (shelf) shelf.push(page);
    else this.#fresh.set(key, [page]);
    return page;
  }
}

function find(pages: Map<number, Page[]>, key: number, frame: Buffer): Page | undefined {
  return pages.get(key)?.find((page) => page.bytes.equals(frame));
}

/** A cheap first look: the length and some places of the frame. */
function keyOf(frame: Buffer): number {
  const last = frame.length - 4;
  let key = frame.length;
  for (const place of [last, last >> 1, last >> 2, (last * 3) >> 2]) {
    key = Math.imul(key, 31) ^ frame.readInt32LE(place);
  }
  return key;
}
