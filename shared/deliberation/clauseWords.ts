/**
 * The plain words of every clause, and which text of the declaration each of them stands in. The words are those of
 * `plainTextOfBlocks`: a line for each paragraph and each line break.
 */
import * as Y from "yjs";
import { fragmentName } from "../declaration/grammar.ts";

/** One text in a clause, and where its words begin among the clause's. */
interface Piece {
  readonly text: Y.XmlText;
  readonly start: number;
  readonly length: number;
}

export interface ClauseWords {
  readonly clauseId: string;
  /** Its place among all clauses, from 0. */
  readonly order: number;
  readonly words: string;
  readonly pieces: readonly Piece[];
}

export interface WordsOfClauses {
  readonly inOrder: readonly ClauseWords[];
  /** Where two have one id for a moment, the first: it is the one that keeps it. */
  readonly byId: ReadonlyMap<string, ClauseWords>;
  readonly byText: ReadonlyMap<Y.XmlText, { readonly clause: ClauseWords; readonly start: number }>;
}

/** All clauses of `document` in one pass. What the grammar does not know is passed over. */
export function wordsOfClauses(document: Y.Doc): WordsOfClauses {
  const inOrder: ClauseWords[] = [];
  const byId = new Map<string, ClauseWords>();
  const byText = new Map<Y.XmlText, { clause: ClauseWords; start: number }>();
  for (const section of document.getXmlFragment(fragmentName).toArray()) {
    if (!(section instanceof Y.XmlElement) || section.nodeName !== "section") continue;
    for (const element of section.toArray()) {
      if (!(element instanceof Y.XmlElement) || element.nodeName !== "clause") continue;
      const clause = readWords(element, inOrder.length);
      inOrder.push(clause);
      if (!byId.has(clause.clauseId)) byId.set(clause.clauseId, clause);
      for (const { text, start } of clause.pieces) byText.set(text, { clause, start });
    }
  }
  return { inOrder, byId, byText };
}

function readWords(element: Y.XmlElement, order: number): ClauseWords {
  const pieces: Piece[] = [];
  let words = "";
  const readBlocks = (parent: Y.XmlElement) => {
    for (const [index, block] of parent.toArray().entries()) {
      if (index > 0) words += "\n";
      if (!(block instanceof Y.XmlElement)) continue;
      if (block.nodeName === "paragraph") readInlines(block);
      else readBlocks(block);
    }
  };
  const readInlines = (paragraph: Y.XmlElement) => {
    for (const inline of paragraph.toArray()) {
      if (!(inline instanceof Y.XmlText)) {
        words += "\n";
        continue;
      }
      const letters = lettersOf(inline);
      pieces.push({ text: inline, start: words.length, length: letters.length });
      words += letters;
    }
  };
  readBlocks(element);
  return { clauseId: element.getAttribute("id") ?? "", order, words, pieces };
}

/** The letters of a text without marks, straight off its items: a delta for each would cost several times as much. */
function lettersOf(text: Y.XmlText): string {
  let letters = "";
  for (let item = text._start; item !== null; item = item.right) {
    if (!item.deleted && item.content instanceof Y.ContentString) letters += item.content.str;
  }
  return letters;
}
