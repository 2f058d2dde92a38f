/** The text of the typing experiment: 300 clauses, 50,000 words, the same in every page and every round. */
import * as Y from "yjs";
import { fragmentName } from "../../../shared/declaration/grammar.ts";
import { seededRandom } from "../../kit/seededRandom.ts";

export const clauseCount = 300;
const wordCount = 50_000;
const vocabulary =
  "we the signatories recognise that every community holds its own knowledge and shall share means to build lasting capacity across regions with fair access for all who take part in open science and public institutions".split(
    " ",
  );

/** The wording of each clause in its order. */
function longText(): string[] {
  const chance = seededRandom(300);
  return Array.from({ length: clauseCount }, (_, index) => {
    const before = Math.floor((index * wordCount) / clauseCount);
    const after = Math.floor(((index + 1) * wordCount) / clauseCount);
    const words = Array.from(
      { length: after - before },
      () => vocabulary[Math.floor(chance() * vocabulary.length)],
    );
    return `${words.join(" ")}.`;
  });
}

/** Writes the clauses into a declaration as the template left it, spread evenly over its sections. */
export function writeClauses(document: Y.Doc): void {
  const sections = document
    .getXmlFragment(fragmentName)
    .toArray()
    .filter((element): element is Y.XmlElement => isElement(element, "section"));
  const texts = longText();
  document.transact(() => {
    for (const [place, section] of sections.entries()) {
      const from = Math.floor((place * texts.length) / sections.length);
      const to = Math.floor(((place + 1) * texts.length) / sections.length);
      const [first = "", ...others] = texts.slice(from, to);
      const blank = textsIn(section)[0];
      if (blank === undefined) throw new Error("the template has no place to write");
      blank.insert(0, first);
      const clauses = others.map((words, index) => clauseOf(`long-${place}-${index}`, words));
      section.insert(section.length, clauses);
    }
  });
}

/** The same clauses as the paragraphs of a plain document, as an update. */
export function plainState(): Uint8Array {
  const document = new Y.Doc();
  const paragraphs = longText().map(paragraphOf);
  document.getXmlFragment(fragmentName).insert(0, paragraphs);
  return Y.encodeStateAsUpdate(document);
}

/** The texts of all clauses or paragraphs under `parent`, in document order. */
export function textsIn(parent: Y.XmlFragment): Y.XmlText[] {
  return parent.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return [child];
    return child instanceof Y.XmlElement && child.nodeName !== "title" ? textsIn(child) : [];
  });
}

function clauseOf(id: string, words: string): Y.XmlElement {
  const clause = new Y.XmlElement("clause");
  clause.setAttribute("id", id);
  clause.insert(0, [paragraphOf(words)]);
  return clause;
}

function paragraphOf(words: string): Y.XmlElement {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText(words)]);
  return paragraph;
}

function isElement(value: unknown, name: string): value is Y.XmlElement {
  return value instanceof Y.XmlElement && value.nodeName === name;
}
