/** Clauses and whole declarations as elements of the text: what is taken in from a file. */
import * as Y from "yjs";
import { fragmentName, type SectionKind } from "./grammar.ts";
import type { Block } from "./readDeclaration.ts";
import { type RoadmapFields, roadmapFieldNames, writeLines } from "./roadmapFields.ts";
import { emptyParagraph } from "./template.ts";
import { elementsOf } from "./writeBlocks.ts";

export interface NewClause {
  readonly id: string;
  readonly questions: readonly string[];
  readonly roadmap: RoadmapFields;
  readonly blocks: readonly Block[];
}

export interface NewSection {
  readonly kind: SectionKind;
  readonly theme: string | null;
  readonly clauses: readonly NewClause[];
}

/** A new element for that clause, with a place to write where it has no words. */
export function clauseElement({ id, questions, roadmap, blocks }: NewClause): Y.XmlElement {
  const element = new Y.XmlElement("clause");
  element.setAttribute("id", id);
  if (questions.length > 0) element.setAttribute("questions", questions.join(" "));
  for (const name of roadmapFieldNames) {
    const value = roadmap[name];
    const written = value === null || typeof value === "string" ? (value ?? "") : writeLines(value);
    if (written !== "") element.setAttribute(name, written);
  }
  element.insert(0, blocks.length === 0 ? [emptyParagraph()] : elementsOf(blocks));
  return element;
}

/** Lays those sections down in an empty document, in place of the template's. */
export function layDownDeclaration(document: Y.Doc, title: string, sections: readonly NewSection[]): void {
  const fragment = document.getXmlFragment(fragmentName);
  if (fragment.length > 0) throw new Error("A declaration is laid down once, in an empty document.");
  document.transact(() => {
    const titleElement = new Y.XmlElement("title");
    titleElement.insert(0, [new Y.XmlText(title)]);
    fragment.insert(0, [
      titleElement,
      ...sections.map(({ kind, theme, clauses }) => {
        const element = new Y.XmlElement("section");
        element.setAttribute("kind", kind);
        if (theme !== null) element.setAttribute("theme", theme);
        element.insert(0, clauses.map(clauseElement));
        return element;
      }),
    ]);
  });
}
