/** The template of a declaration. Only the server lays it down (R5): two browsers filling an empty document would double it. */
import * as Y from "yjs";
import { themes } from "../programme.ts";
import { fragmentName, type SectionKind } from "./grammar.ts";

/**
 * Lays the empty declaration down in an empty `document`: title, preamble, the themes in their
 * order, closing; each section with one empty clause, so that there is a place to write at once.
 * `newClauseId` gives each clause its permanent id.
 */
export function layDownTemplate(document: Y.Doc, title: string, newClauseId: () => string): void {
  const fragment = document.getXmlFragment(fragmentName);
  if (fragment.length > 0) throw new Error("The template is laid down once, in an empty declaration.");
  document.transact(() => {
    const titleElement = new Y.XmlElement("title");
    titleElement.insert(0, [new Y.XmlText(title)]);
    fragment.insert(0, [
      titleElement,
      section("preamble", null, newClauseId),
      ...themes.map((theme) => section("theme", theme.id, newClauseId)),
      section("closing", null, newClauseId),
    ]);
  });
}

/**
 * A paragraph with the text it will hold: two people who write into it at the same moment then write
 * into one text. Where each browser made its own, the binding would double letters merging them
 * (y-tiptap 3.0.9, `createNodeFromYElement`).
 */
export function emptyParagraph(): Y.XmlElement {
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [new Y.XmlText()]);
  return paragraph;
}

function section(kind: SectionKind, theme: string | null, newClauseId: () => string): Y.XmlElement {
  const element = new Y.XmlElement("section");
  element.setAttribute("kind", kind);
  if (theme !== null) element.setAttribute("theme", theme);
  const clause = new Y.XmlElement("clause");
  clause.setAttribute("id", newClauseId());
  clause.insert(0, [emptyParagraph()]);
  element.insert(0, [clause]);
  return element;
}
