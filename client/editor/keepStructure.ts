/** What keeps the text sound in this browser: sections stay, and every clause has an id of its own. */
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, type Transaction } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import { onlyWords } from "./onlyWords.ts";
import { forEachClause, newClauseId } from "./places.ts";
import { deepestList } from "./schema.ts";

/** Whether a transaction brings what others wrote, or an undo: it is to be shown as it is. */
export function comesFromYjs(transaction: Transaction): boolean {
  const meta: unknown = transaction.getMeta(ySyncPluginKey);
  return (
    typeof meta === "object" && meta !== null && "isChangeOrigin" in meta && meta.isChangeOrigin === true
  );
}

/**
 * Refuses local changes that the server would refuse, since that would cost the writer the
 * connection: the title and the sections stay in their order with their attributes (R4).
 */
export const keepSections = new Plugin({
  filterTransaction(transaction) {
    if (!transaction.docChanged || comesFromYjs(transaction)) return true;
    const { before, doc } = transaction;
    if (before.childCount !== doc.childCount) return false;
    for (let index = 0; index < doc.childCount; index++) {
      const was = before.child(index);
      const is = doc.child(index);
      if (was !== is && (!was.sameMarkup(is) || !listsAreShallow(was, is))) return false;
    }
    return true;
  },
});

function listsAreShallow(was: Node, is: Node): boolean {
  const known = new Set(was.children);
  let shallow = true;
  is.forEach((clause) => {
    if (!known.has(clause) && listDepth(clause) > deepestList) shallow = false;
  });
  return shallow;
}

/** How deep lists stand in lists below `node`. */
export function listDepth(node: Node): number {
  let deepest = 0;
  node.forEach((child) => {
    if (child.isTextblock) return;
    const own = child.type.name === "bulletList" || child.type.name === "orderedList" ? 1 : 0;
    deepest = Math.max(deepest, own + listDepth(child));
  });
  return deepest;
}

/**
 * Gives an id to every clause that a local change left without one, or with one that stands twice
 * since this change. What was twice before is for the server to settle: it is the one referee.
 */
export const clauseIds = new Plugin({
  appendTransaction(transactions, before, after) {
    if (transactions.every(onlyWords) || transactions.some(comesFromYjs)) return null;
    const countBefore = countIds(before.doc);
    const countAfter = countIds(after.doc);
    const met = new Set<string>();
    const { tr } = after;
    forEachClause(after.doc, ({ node, pos }) => {
      const id: unknown = node.attrs.id;
      if (typeof id === "string" && id !== "") {
        const isCopy = met.has(id) && (countAfter.get(id) ?? 0) > Math.max(1, countBefore.get(id) ?? 0);
        met.add(id);
        if (!isCopy) return;
      }
      tr.setNodeAttribute(pos, "id", newClauseId());
    });
    return tr.docChanged ? tr : null;
  },
});

function countIds(document: Node): Map<string, number> {
  const count = new Map<string, number>();
  forEachClause(document, ({ node }) => {
    count.set(node.attrs.id, (count.get(node.attrs.id) ?? 0) + 1);
  });
  return count;
}

export const KeepStructure = Extension.create({
  name: "keepStructure",
  addProseMirrorPlugins: () => [keepSections, clauseIds],
});
