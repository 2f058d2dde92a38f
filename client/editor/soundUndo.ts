/**
 * Undo brings deleted words back as new ones between the neighbours they had. Yjs (13.6.33,
 * `redoItem`) may find one and the same item for both neighbours, or one that stands on the other
 * side by now, when one of them was brought back before: such words stand in another order for
 * whoever loads the text anew. They are given the neighbours they really have before anybody is
 * sent them.
 */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { type Doc, findIndexSS, getState, Item, type Transaction, UndoManager } from "yjs";

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
    if (!(struct instanceof Item) || (stands(struct, "left") && stands(struct, "right"))) continue;
    struct.origin = neighbour(struct, "left")?.lastId ?? null;
    struct.rightOrigin = neighbour(struct, "right")?.id ?? null;
  }
}

/** Whether the neighbour that an item claims on that side is on that side. */
function stands(item: Item, side: "left" | "right"): boolean {
  const claimed = side === "left" ? item.origin : item.rightOrigin;
  if (claimed === null) return true;
  for (let each = item[side]; each !== null; each = each[side]) {
    const { client, clock } = each.id;
    if (client === claimed.client && claimed.clock >= clock && claimed.clock < clock + each.length)
      return true;
  }
  return false;
}

/** The nearest item on that side that was there when this one was made. */
function neighbour(item: Item, side: "left" | "right"): Item | null {
  let each = item[side];
  while (each !== null && each.id.client === item.id.client && each.id.clock > item.id.clock)
    each = each[side];
  return each;
}
