/** What decisions write into the text. Each is called with a copy of it, inside a transaction. */
import * as Y from "yjs";
import { type FoundClause, findClause, findSection } from "../../shared/declaration/findClause.ts";
import { reword } from "../../shared/declaration/reword.ts";
import { parseWording } from "../../shared/declaration/wording.ts";
import { elementsOf } from "../../shared/declaration/writeBlocks.ts";
import type { ClauseSpot } from "../../shared/records.ts";

/** Gives the clause that wording; words that stay keep their place and marks. */
export function rewordClause(document: Y.Doc, clauseId: string, wording: string): void {
  const found = findClause(document, clauseId);
  if (found !== null) reword(found.element, wording);
}

/** Puts a new clause at that spot, or at the end of the section where its neighbour is gone. */
export function insertClause(document: Y.Doc, spot: ClauseSpot, clauseId: string, wording: string): void {
  const section = findSection(document, spot.section.kind, spot.section.theme);
  if (section === null) return;
  const clause = new Y.XmlElement("clause");
  clause.setAttribute("id", clauseId);
  clause.insert(0, elementsOf(parseWording(wording)));
  section.insert(indexBehind(section, spot.after), [clause]);
}

export function strikeClause(document: Y.Doc, clauseId: string): void {
  const found = findClause(document, clauseId);
  if (found !== null) found.section.delete(found.index, 1);
}

/** Where a clause stands. */
export function spotOf({ section, index, kind, theme }: FoundClause): ClauseSpot {
  const before = index === 0 ? null : section.get(index - 1);
  const after = before instanceof Y.XmlElement ? (before.getAttribute("id") ?? null) : null;
  return { section: { kind, theme }, after };
}

/** The spot behind the last clause of a section. */
export function lastSpot(document: Y.Doc, section: ClauseSpot["section"]): ClauseSpot {
  const element = findSection(document, section.kind, section.theme);
  const last = element?.get(element.length - 1);
  const after = last instanceof Y.XmlElement ? (last.getAttribute("id") ?? null) : null;
  return { section, after };
}

function indexBehind(section: Y.XmlElement, clauseId: string | null): number {
  if (clauseId === null) return 0;
  const index = section
    .toArray()
    .findIndex((child) => child instanceof Y.XmlElement && child.getAttribute("id") === clauseId);
  return index === -1 ? section.length : index + 1;
}
