/**
 * A paragraph gets its text the moment it is made here. The binding (y-tiptap 3.0.9) makes one only
 * with the first letter: two people who begin in the same new paragraph would make one each, and
 * merging the two it doubles letters.
 */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import {
  ContentType,
  type Doc,
  findIndexSS,
  getState,
  Item,
  type Transaction,
  XmlElement,
  XmlText,
} from "yjs";

export const OneText = Extension.create<{ document: Doc | null }>({
  name: "oneText",
  addOptions: () => ({ document: null }),
  addProseMirrorPlugins() {
    const { document } = this.options;
    if (document === null) return [];
    return [
      new Plugin({
        view() {
          document.on("afterTransaction", giveTexts);
          return { destroy: () => document.off("afterTransaction", giveTexts) };
        },
      }),
    ];
  },
});

function giveTexts(transaction: Transaction): void {
  if (!transaction.local || transaction.origin !== ySyncPluginKey) return;
  const bare = bareParagraphs(transaction);
  if (bare.length === 0) return;
  // An origin of its own: undo takes back what a person wrote, not the place to write in.
  transaction.doc.transact(() => {
    for (const paragraph of bare) paragraph.insert(0, [new XmlText()]);
  }, "a text for a new paragraph");
}

/** Paragraphs that this transaction made without anything in them. */
function bareParagraphs({ doc, beforeState }: Transaction): XmlElement[] {
  const before = beforeState.get(doc.clientID) ?? 0;
  const structs = doc.store.clients.get(doc.clientID) ?? [];
  if (getState(doc.store, doc.clientID) === before) return [];
  return structs.slice(findIndexSS(structs, before)).flatMap((struct) => {
    if (!(struct instanceof Item) || struct.deleted || !(struct.content instanceof ContentType)) return [];
    const type: unknown = struct.content.type;
    return type instanceof XmlElement && type.nodeName === "paragraph" && type.length === 0 ? [type] : [];
  });
}
