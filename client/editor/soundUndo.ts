/**
 * Undo brings deleted words back as new ones between the neighbours they had. Yjs (13.6.33,
 * `redoItem`) may find one and the same item for both neighbours, when one of them was brought back
 * before: such words stand in another order for whoever loads the text anew. They are given the
 * neighbours they really have before anybody is sent them.
 */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { compareIDs, type Doc, findIndexSS, getState, Item, type Transaction, UndoManager } from "yjs";

export const SoundUndo = Extension.create<{ document: Doc | null }>({
  name: "soundUndo",
  addOptions: () => ({ document: null }),
  addProseMirrorPlugins() {
    const { document } = this.options;
    if (document === null) return [];
    return [
      new Plugin({
        view() {
          document.on("afterTransaction", giveNeighbours);
          return { destroy: () => document.off("afterTransaction", giveNeighbours) };
        },
      }),
    ];
  },
});

function giveNeighbours({ doc, origin, beforeState }: Transaction): void {
  if (!(origin instanceof UndoManager)) return;
  const before = beforeState.get(doc.clientID) ?? 0;
  if (getState(doc.store, doc.clientID) === before) return;
  const structs = doc.store.clients.get(doc.clientID) ?? [];
  for (const struct of structs.slice(findIndexSS(structs, before))) {
    if (!(struct instanceof Item) || struct.origin === null) continue;
    if (!compareIDs(struct.origin, struct.rightOrigin)) continue;
    struct.origin = struct.left?.lastId ?? null;
    struct.rightOrigin = struct.right?.id ?? null;
  }
}
