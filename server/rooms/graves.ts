/**
 * What stood in texts that were deleted a while ago. Yjs forgets deleted content; words that arrive
 * late for such a text could then not be told a place. The newest graves are kept, bounded.
 */
import * as Y from "yjs";
import { fragmentName } from "../../shared/declaration/grammar.ts";

export interface Segment {
  readonly client: number;
  readonly clock: number;
  readonly text: string;
}

export interface Grave {
  /** Where the words of this text went or belong: the clause's id; another one once they were brought elsewhere. */
  clauseId: string | null;
  /** The place of the deleted clause, for words that have to come back as a clause: section by index, clauses before it. */
  readonly section: number;
  readonly clausesBefore: number;
  /** The deleted elements around and including the text. */
  readonly holders: readonly Y.ID[];
  /** What stood in the text, in its order. */
  readonly segments: Segment[];
}

const mostGraves = 400;
/** Characters kept of each text, and pieces of text kept in all graves: a hostile hand can make every letter a piece. */
const longestText = 20_000;
const mostSegments = 40_000;

export class Graves {
  readonly #document: Y.Doc;
  #graves: Grave[] = [];
  /** Those of the last transaction that deleted something. */
  #newest: readonly Grave[] = [];

  constructor(document: Y.Doc) {
    this.#document = document;
  }

  /** Digs a grave for every text and empty element that the transaction deleted. Call before Yjs collects them. */
  bury(transaction: Y.Transaction): void {
    const held = new Set<string>();
    const elements: Y.Item[] = [];
    const before = this.#graves.length;
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) return;
      if (!(struct.content.type instanceof Y.XmlText)) {
        elements.push(struct);
        return;
      }
      const grave = this.#dig(struct);
      for (const { client, clock } of grave.holders) held.add(`${client}:${clock}`);
    });
    for (const element of elements) {
      if (!held.has(`${element.id.client}:${element.id.clock}`)) this.#dig(element);
    }
    this.#newest = this.#graves.slice(before);
    this.#keepNewest();
  }

  /** What stood in each text of that clause that the last deletion took, in no certain order. */
  wordsGone(clauseId: string): string[] {
    return this.#newest
      .filter((grave) => grave.clauseId === clauseId)
      .map(({ segments }) => segments.map(({ text }) => text).join(""));
  }

  #keepNewest(): void {
    let kept = 0;
    let segments = 0;
    for (const grave of this.#graves.toReversed()) {
      segments += grave.segments.length;
      if (kept === mostGraves || segments > mostSegments) break;
      kept += 1;
    }
    this.#graves = this.#graves.slice(this.#graves.length - kept);
  }

  /** The grave of that very item, dug in this transaction or before. */
  graveOf(item: Y.Item): Grave | undefined {
    return this.#graves.findLast((grave) => grave.holders.some((id) => Y.compareIDs(id, item.id)));
  }

  /** The grave that held the struct with that id, with the place behind it in its text; null where it is not known any more. */
  find(id: Y.ID | null): { grave: Grave; offset: number } | null {
    if (id === null) return null;
    for (let index = this.#graves.length - 1; index >= 0; index--) {
      const grave = this.#graves[index] as Grave;
      let offset = 0;
      for (const { client, clock, text } of grave.segments) {
        if (client === id.client && id.clock >= clock && id.clock < clock + text.length) {
          return { grave, offset: offset + (id.clock - clock) + 1 };
        }
        offset += text.length;
      }
      if (grave.holders.some((holder) => Y.compareIDs(holder, id))) return { grave, offset: 0 };
    }
    return null;
  }

  #dig(item: Y.Item): Grave {
    const holders: Y.ID[] = [];
    let clause: Y.Item | null = null;
    for (let each: Y.Item | null = item; each !== null; each = holderOf(each)) {
      if (each.deleted) holders.push(each.id);
      if (isClause(each)) clause = each;
    }
    const grave: Grave = {
      clauseId: clause === null ? null : idOf(clause),
      ...this.#placeOf(clause),
      holders,
      segments: segmentsOf(item),
    };
    this.#graves.push(grave);
    return grave;
  }

  #placeOf(clause: Y.Item | null): { section: number; clausesBefore: number } {
    const section = clause?.parent;
    if (!(section instanceof Y.XmlElement)) return { section: -1, clausesBefore: 0 };
    let clausesBefore = 0;
    for (let each = section._start; each !== null && each !== clause; each = each.right) {
      if (!each.deleted) clausesBefore += 1;
    }
    return { section: this.#document.getXmlFragment(fragmentName).toArray().indexOf(section), clausesBefore };
  }
}

/** The text before and behind a place in a grave. */
export function contextOf(grave: Grave, offset: number): { before: string; after: string } {
  const text = grave.segments.map((segment) => segment.text).join("");
  return { before: text.slice(Math.max(0, offset - 40), offset), after: text.slice(offset, offset + 40) };
}

/** Adds words to the text of a grave, at that place, so that what follows on them finds them; a full grave takes none. */
export function addTo(grave: Grave, offset: number, added: Segment): void {
  const length = grave.segments.reduce((sum, segment) => sum + segment.text.length, 0);
  if (length + added.text.length > longestText) return;
  let passed = 0;
  for (const [index, segment] of grave.segments.entries()) {
    if (offset <= passed + segment.text.length) {
      const cut = offset - passed;
      const parts = [
        { ...segment, text: segment.text.slice(0, cut) },
        added,
        { ...segment, clock: segment.clock + cut, text: segment.text.slice(cut) },
      ];
      grave.segments.splice(index, 1, ...parts.filter((part) => part.text !== ""));
      return;
    }
    passed += segment.text.length;
  }
  grave.segments.push(added);
}

/** The item of the element that holds `item`, or null at the top. */
function holderOf(item: Y.Item): Y.Item | null {
  return item.parent instanceof Y.AbstractType ? item.parent._item : null;
}

function isClause(item: Y.Item): boolean {
  const type: unknown = item.content instanceof Y.ContentType ? item.content.type : null;
  return type instanceof Y.XmlElement && type.nodeName === "clause";
}

/** A clause's id, from a deleted clause too. */
function idOf(clause: Y.Item): string | null {
  const type: unknown = clause.content instanceof Y.ContentType ? clause.content.type : null;
  const attribute = type instanceof Y.XmlElement ? type._map.get("id")?.content : null;
  const id: unknown = attribute instanceof Y.ContentAny ? attribute.arr.at(-1) : null;
  return typeof id === "string" ? id : null;
}

function segmentsOf(item: Y.Item): Segment[] {
  const type: unknown = item.content instanceof Y.ContentType ? item.content.type : null;
  if (!(type instanceof Y.XmlText)) return [];
  const segments: Segment[] = [];
  let length = 0;
  for (let each = type._start; each !== null && length < longestText; each = each.right) {
    if (!(each.content instanceof Y.ContentString)) continue;
    const text = each.content.str.slice(0, longestText - length);
    segments.push({ client: each.id.client, clock: each.id.clock, text });
    length += text.length;
  }
  return segments;
}
