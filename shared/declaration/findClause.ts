/** One clause in the text, without reading all the others. */
import * as Y from "yjs";
import { fragmentName, type SectionKind } from "./grammar.ts";
import { readBlocks } from "./readDeclaration.ts";
import { wordingOf } from "./wording.ts";

export interface FoundClause {
  readonly element: Y.XmlElement;
  readonly section: Y.XmlElement;
  /** Its place in the section, from 0. */
  readonly index: number;
  readonly kind: SectionKind;
  readonly theme: string | null;
}

/** The clause of that id as it stands in `document`, or null where there is none. */
export function findClause(document: Y.Doc, clauseId: string): FoundClause | null {
  for (const section of sectionElements(document)) {
    const clauses = section.toArray();
    const index = clauses.findIndex(
      (child) => child instanceof Y.XmlElement && child.getAttribute("id") === clauseId,
    );
    const element = clauses[index];
    if (element instanceof Y.XmlElement) return { element, section, index, ...sectionFacts(section) };
  }
  return null;
}

/** Every clause that has an id; of two with one id the first, which is the one that keeps it. */
export function clausesById(document: Y.Doc): ReadonlyMap<string, Y.XmlElement> {
  const clauses = new Map<string, Y.XmlElement>();
  for (const section of sectionElements(document)) {
    for (const clause of section.toArray()) {
      const id = clause instanceof Y.XmlElement ? clause.getAttribute("id") : undefined;
      if (clause instanceof Y.XmlElement && id !== undefined && !clauses.has(id)) clauses.set(id, clause);
    }
  }
  return clauses;
}

/** The section element of that kind and theme. */
export function findSection(document: Y.Doc, kind: SectionKind, theme: string | null): Y.XmlElement | null {
  const found = sectionElements(document).find((section) => {
    const facts = sectionFacts(section);
    return facts.kind === kind && facts.theme === theme;
  });
  return found ?? null;
}

/** The wording of a clause element as positions and amendments know it. */
export function wordingOfElement(element: Y.XmlElement): string {
  return wordingOf(readBlocks(element));
}

function sectionElements(document: Y.Doc): Y.XmlElement[] {
  return document
    .getXmlFragment(fragmentName)
    .toArray()
    .filter((child): child is Y.XmlElement => child instanceof Y.XmlElement && child.nodeName === "section");
}

function sectionFacts(section: Y.XmlElement): { kind: SectionKind; theme: string | null } {
  const kind = section.getAttribute("kind");
  return {
    kind: kind === "preamble" || kind === "closing" ? kind : "theme",
    theme: section.getAttribute("theme") ?? null,
  };
}
