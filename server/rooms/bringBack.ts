/** Writes words that a merge swallowed into the text again, as near as can be to where they were written. */
import * as Y from "yjs";
import { fragmentName } from "../../shared/declaration/grammar.ts";
import { newId } from "../participant/newId.ts";
import type { FrozenParts } from "./frozenParts.ts";
import type { LostWords } from "./rescue.ts";

/** Fewer letters than this stand in too many places to tell one. */
const leastContext = 4;

/**
 * Writes each of `lost` into `document`: where its clause went, else where what stood before it went, else as a clause.
 * Never into what is frozen; where everything is, the words stay with whoever wrote them.
 */
export function bringBack(document: Y.Doc, lost: readonly LostWords[], frozen: FrozenParts | null): void {
  const mayStand = (...elements: Y.XmlElement[]) =>
    frozen === null || !(frozen.everything || frozen.holds(elements));
  const read: ReadTexts = new Map();
  for (const each of lost) {
    if (each.words.trim() === "") continue;
    const clauses = sectionsOf(document).flatMap((section) =>
      clausesOf(section).filter((clause) => mayStand(clause, section)),
    );
    const clause = clauseFor(each, clauses, read);
    if (clause === undefined) comeBackAsClause(document, each, mayStand);
    else {
      each.grave.clauseId = clause.getAttribute("id") ?? null;
      writeInto(clause, each, read);
    }
  }
}

function clauseFor(
  { grave, before, after }: LostWords,
  clauses: readonly Y.XmlElement[],
  read: ReadTexts,
): Y.XmlElement | undefined {
  const sameId = clauses.find((clause) => clause.getAttribute("id") === grave.clauseId);
  if (sameId !== undefined) return sameId;
  for (const context of contexts(before, after)) {
    const holders = clauses.filter((clause) =>
      textsOf(clause).some((text) => wordsOf(text, read).includes(context)),
    );
    if (holders.length > 0) return holders[0];
  }
  return undefined;
}

/** What may tell the place, the longest first: the end of what stood before, the start of what stood behind. */
function contexts(before: string, after: string): string[] {
  const found: string[] = [];
  for (const length of [40, 24, 12, leastContext]) {
    if (before.length >= length) found.push(before.slice(-length));
    if (after.length >= length) found.push(after.slice(0, length));
  }
  return found;
}

function writeInto(clause: Y.XmlElement, { words, before, after }: LostWords, read: ReadTexts): void {
  const texts = textsOf(clause);
  const insert = (text: Y.XmlText, index: number, inserted: string) => {
    text.insert(index, inserted);
    read.delete(text);
  };
  for (let length = Math.min(40, before.length); length > 0; length--) {
    const end = before.slice(-length);
    for (const text of texts) {
      const index = wordsOf(text, read).lastIndexOf(end);
      if (index < 0) continue;
      insert(text, index + length, words);
      return;
    }
  }
  for (let length = Math.min(40, after.length); length > 0; length--) {
    const start = after.slice(0, length);
    for (const text of texts) {
      const index = wordsOf(text, read).indexOf(start);
      if (index < 0) continue;
      insert(text, index, words);
      return;
    }
  }
  const last = texts.at(-1);
  if (last !== undefined) insert(last, last.length, last.length > 0 ? ` ${words}` : words);
  else clause.insert(clause.length, [paragraphOf(words)]);
}

function comeBackAsClause(
  document: Y.Doc,
  { grave, words }: LostWords,
  mayStand: (section: Y.XmlElement) => boolean,
): void {
  const known = document.getXmlFragment(fragmentName).toArray()[grave.section];
  const open = sectionsOf(document).filter(mayStand);
  const section = open.find((each) => each === known) ?? open.at(-1);
  if (section === undefined) return;
  const clause = new Y.XmlElement("clause");
  const id = newId();
  clause.setAttribute("id", id);
  clause.insert(0, [paragraphOf(words)]);
  section.insert(Math.min(grave.clausesBefore, section.length), [clause]);
  grave.clauseId = id;
}

function paragraphOf(words: string): Y.XmlElement {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText(words)]);
  return paragraph;
}

function sectionsOf(document: Y.Doc): Y.XmlElement[] {
  return elementsNamed(document.getXmlFragment(fragmentName), "section");
}

function clausesOf(section: Y.XmlElement): Y.XmlElement[] {
  return elementsNamed(section, "clause");
}

function elementsNamed(parent: Y.XmlFragment, name: string): Y.XmlElement[] {
  return parent
    .toArray()
    .filter((child): child is Y.XmlElement => child instanceof Y.XmlElement && child.nodeName === name);
}

function textsOf(element: Y.XmlElement): Y.XmlText[] {
  return element
    .toArray()
    .flatMap((child) =>
      child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsOf(child) : [],
    );
}

/** Texts that were read already in this repair. */
type ReadTexts = Map<Y.XmlText, string>;

/** The letters of a text, with the same positions as in it. */
function wordsOf(text: Y.XmlText, read: ReadTexts): string {
  const known = read.get(text);
  if (known !== undefined) return known;
  const words = (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === "string" ? insert : "\uFFFC"))
    .join("");
  read.set(text, words);
  return words;
}
