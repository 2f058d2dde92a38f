import * as Y from "yjs";
import { fragmentName } from "../../shared/declaration/grammar.ts";
import type { Unsaved } from "./localCopy.ts";

export interface UnsavedClause {
  /** Empty for the title. */
  readonly clauseId: string;
  readonly words: string;
}

/** The words in `document` that were written under the `unsaved` client ids from their clocks on, clause by clause. */
export function unsavedWordsOf(document: Y.Doc, unsaved: Unsaved): UnsavedClause[] {
  if (unsaved.size === 0) return [];
  const found: UnsavedClause[] = [];
  for (const child of document.getXmlFragment(fragmentName).toArray()) {
    if (!(child instanceof Y.XmlElement)) continue;
    const holders = child.nodeName === "section" ? child.toArray() : [child];
    for (const holder of holders) {
      if (!(holder instanceof Y.XmlElement)) continue;
      const words = wordsIn(holder, unsaved).join("\n");
      if (words !== "") found.push({ clauseId: holder.getAttribute("id") ?? "", words });
    }
  }
  return found;
}

/** A line for each text in `element` that holds unsaved words. */
function wordsIn(element: Y.XmlElement, unsaved: Unsaved): string[] {
  return element.toArray().flatMap((child) => {
    if (child instanceof Y.XmlElement) return wordsIn(child, unsaved);
    if (!(child instanceof Y.XmlText)) return [];
    let words = "";
    for (let item = child._start; item !== null; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
      const from = unsaved.get(item.id.client);
      if (from === undefined) continue;
      words += item.content.str.slice(Math.max(0, from - item.id.clock));
    }
    return words === "" ? [] : [words];
  });
}
