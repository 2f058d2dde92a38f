/**
 * Words that nobody deleted and that a merge would swallow all the same: somebody writes into a
 * clause while another moves, joins or removes it. Yjs knows no move, only delete and insert, so the
 * words go down with the place they were written in. They are found here, by what the transaction
 * deleted beyond what anybody asked for, and written again where their clause went.
 */
import * as Y from "yjs";
import { addTo, contextOf, type Grave, Graves } from "./graves.ts";
import { type Struct, structAt } from "./knownStructs.ts";

/** Late words of one update that are looked at: more than anybody brings, few enough to hold nobody up (R9). */
const mostLate = 2000;
/** Runs of lost words of one update that are written again. */
const mostLost = 200;

export interface LostWords {
  readonly grave: Grave;
  words: string;
  /** What stood before and behind them. */
  readonly before: string;
  readonly after: string;
}

export class Rescue {
  readonly #document: Y.Doc;
  readonly #graves: Graves;

  constructor(document: Y.Doc) {
    this.#document = document;
    this.#graves = new Graves(document);
  }

  /** Applies a stored update to the document and answers the words that it would lose. */
  apply(update: Uint8Array): LostWords[] {
    let lost: LostWords[] = [];
    this.#document.once("afterTransaction", (transaction: Y.Transaction) => {
      lost = this.#look(transaction, update);
    });
    Y.applyUpdate(this.#document, update, "stored");
    return lost;
  }

  /** What stood in each text of a clause that the last update deleted. */
  wordsGone(clauseId: string): string[] {
    return this.#graves.wordsGone(clauseId);
  }

  #look(transaction: Y.Transaction, update: Uint8Array): LostWords[] {
    const collected = collectedAtOnce(transaction);
    if (transaction.deleteSet.clients.size === 0 && collected.length === 0) return [];
    this.#graves.bury(transaction);
    const { structs, ds } = Y.decodeUpdate(update);
    const asked = new Asked(ds);
    const swallowed = this.#swallowed(transaction, asked);
    const late = collected.length === 0 ? [] : this.#late(structs as Struct[], collected, asked);
    return [...swallowed, ...late].slice(0, mostLost);
  }

  /** Words that stood in the document, or came now, and went down with their text in this transaction. */
  #swallowed(transaction: Y.Transaction, asked: Asked): LostWords[] {
    const texts = new Set<Y.XmlText>();
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return;
      if (struct.parent instanceof Y.XmlText && !asked.covers(struct.id, struct.length))
        texts.add(struct.parent);
    });
    return [...texts].flatMap((text) => {
      const item = text._item;
      const grave = item?.deleted ? this.#graves.graveOf(item) : undefined;
      return grave === undefined ? [] : lostIn(text, grave, transaction, asked);
    });
  }

  /** Words for a text that Yjs has forgotten already: only the update itself still has them. */
  #late(structs: readonly Struct[], collected: readonly Y.GC[], asked: Asked): LostWords[] {
    const lost: LostWords[] = [];
    const gone = byClient(collected);
    const arrived = byClient(structs);
    let looked = 0;
    for (const struct of structs) {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) continue;
      if (find(gone, struct.id) === null || asked.covers(struct.id, struct.length)) continue;
      looked += 1;
      if (looked > mostLate) break;
      const found = this.#placeOf(struct, arrived, 0);
      if (found === null) continue;
      const { grave, offset } = found;
      const context = contextOf(grave, offset);
      const text = struct.content.str;
      addTo(grave, offset, { client: struct.id.client, clock: struct.id.clock, text });
      const last = lost.at(-1);
      if (last?.grave === grave && context.before.endsWith((last.before + last.words).slice(-40)))
        last.words += text;
      else lost.push({ grave, words: text, ...context });
    }
    return lost;
  }

  #placeOf(
    item: Y.Item,
    arrived: ReadonlyMap<number, readonly Struct[]>,
    depth: number,
  ): { grave: Grave; offset: number } | null {
    const behind = this.#graves.find(item.origin);
    if (behind !== null) return behind;
    const inFront = this.#graves.find(item.rightOrigin);
    if (inFront !== null) return { ...inFront, offset: Math.max(0, inFront.offset - 1) };
    const parent: unknown = item.parent;
    const around = parent instanceof Y.ID ? parent : (item.origin ?? item.rightOrigin);
    const held = this.#graves.find(around);
    if (held !== null || around === null || depth > 20) return held;
    const holder = find(arrived, around);
    return holder instanceof Y.Item ? this.#placeOf(holder, arrived, depth + 1) : null;
  }
}

function byClient<Each extends Struct>(structs: readonly Each[]): Map<number, Each[]> {
  return Map.groupBy(structs, (struct) => struct.id.client);
}

function find<Each extends Struct>(structs: ReadonlyMap<number, readonly Each[]>, id: Y.ID): Each | null {
  return structAt(structs.get(id.client) ?? [], id.clock);
}

/** What the writers of an update asked to be deleted. */
class Asked {
  readonly #ranges = new Map<number, { clock: number; end: number }[]>();

  constructor(deletions: ReturnType<typeof Y.decodeUpdate>["ds"]) {
    for (const [client, ranges] of deletions.clients) {
      const apart: { clock: number; end: number }[] = [];
      for (const { clock, len } of ranges.toSorted((a, b) => a.clock - b.clock)) {
        const last = apart.at(-1);
        if (last === undefined || clock > last.end) apart.push({ clock, end: clock + len });
        else last.end = Math.max(last.end, clock + len);
      }
      this.#ranges.set(client, apart);
    }
  }

  covers(id: Y.ID, length: number): boolean {
    return this.pieces(id, length).every((piece) => piece.asked);
  }

  /** The stretches of a struct that were asked to be deleted and those that were not, in order, from its start. */
  pieces({ client, clock }: Y.ID, length: number): { from: number; to: number; asked: boolean }[] {
    const pieces: { from: number; to: number; asked: boolean }[] = [];
    const end = clock + length;
    let at = clock;
    const add = (until: number, asked: boolean) => {
      if (until > at) pieces.push({ from: at - clock, to: until - clock, asked });
      at = Math.max(at, until);
    };
    const ranges = this.#ranges.get(client) ?? [];
    for (let index = firstEndingAfter(ranges, at); index < ranges.length; index++) {
      const range = ranges[index] as { clock: number; end: number };
      if (range.clock >= end) break;
      add(range.clock, false);
      add(Math.min(end, range.end), true);
    }
    add(end, false);
    return pieces;
  }
}

/** The index of the first of those ranges, which lie apart and in order, that ends after that clock. */
function firstEndingAfter(ranges: readonly { end: number }[], clock: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] as { end: number }).end <= clock) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The runs of lost words in a text that went down, each with what stood around it. */
function lostIn(text: Y.XmlText, grave: Grave, transaction: Y.Transaction, asked: Asked): LostWords[] {
  const runs: { words: string; start: number }[] = [];
  let passed = "";
  let running = false;
  for (let item = text._start; item !== null; item = item.right) {
    if (!(item.content instanceof Y.ContentString)) continue;
    const wentDown = item.deleted && Y.isDeleted(transaction.deleteSet, item.id);
    for (const { from, to, asked: wasAsked } of asked.pieces(item.id, item.length)) {
      const words = item.content.str.slice(from, to);
      const isLost = wentDown && !wasAsked;
      if (isLost && running) (runs.at(-1) as { words: string }).words += words;
      else if (isLost) runs.push({ words, start: passed.length });
      running = isLost;
      passed += words;
    }
  }
  return runs.map(({ words, start }) => ({
    grave,
    words,
    before: passed.slice(Math.max(0, start - 40), start),
    after: passed.slice(start + words.length, start + words.length + 40),
  }));
}

/** New structs that found no place to stand in and were collected on arrival. */
function collectedAtOnce(transaction: Y.Transaction): Y.GC[] {
  const collected: Y.GC[] = [];
  for (const [client, after] of transaction.afterState) {
    const before = transaction.beforeState.get(client) ?? 0;
    if (after === before) continue;
    const structs = transaction.doc.store.clients.get(client) ?? [];
    for (let index = Y.findIndexSS(structs, before); index < structs.length; index++) {
      const struct = structs[index];
      if (struct instanceof Y.GC) collected.push(struct);
    }
  }
  return collected;
}
