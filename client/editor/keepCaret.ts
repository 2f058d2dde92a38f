/**
 * Keeps one's own caret between the same letters while others write.
 *
 * The binding (y-tiptap 3.0.9) remembers the caret twice: as a Yjs position, and as a number that it
 * trusts more whenever the words around it changed. That is made for flat texts: in ours the caret
 * would stay at its number while somebody writes before it, and an undo in a text that became
 * shorter throws. So the number is taken away, and where a Yjs position is lost (a clause was moved
 * or joined: delete and insert, for Yjs) the clause's id finds the place again.
 */
import { Extension } from "@tiptap/core";
import type { Node, ResolvedPos } from "@tiptap/pm/model";
import { type EditorState, Plugin, Selection, TextSelection } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { comesFromYjs } from "./keepStructure.ts";
import { clauseAround, findClause } from "./places.ts";

interface Binding {
  readonly doc: Y.Doc;
  beforeTransactionSelection: RememberedSelection | null;
}

interface RememberedSelection {
  readonly head: Y.RelativePosition | null;
  readonly absAnchor: number | null;
  readonly absHead: number | null;
}

export const KeepCaret = Extension.create({
  name: "keepCaret",
  addProseMirrorPlugins: () => [
    new Plugin({
      view(view) {
        const binding = bindingOf(view.state);
        if (binding) forgetNumbers(binding);
        return {};
      },
      appendTransaction(transactions, before, after) {
        const binding = bindingOf(after);
        if (!binding || !transactions.some(comesFromYjs) || !isLost(binding)) return null;
        const place = placeByClause(before, after);
        return place === null ? null : after.tr.setSelection(place).setMeta("addToHistory", false);
      },
    }),
  ],
});

function bindingOf(state: EditorState): Binding | undefined {
  return ySyncPluginKey.getState(state)?.binding;
}

function forgetNumbers(binding: Binding): void {
  let remembered = binding.beforeTransactionSelection;
  Object.defineProperty(binding, "beforeTransactionSelection", {
    get: () => remembered,
    set(selection: RememberedSelection | null) {
      remembered = selection === null ? null : { ...selection, absAnchor: null, absHead: null };
    },
  });
}

/** Whether the caret's Yjs position stands in something that was deleted. */
function isLost({ doc, beforeTransactionSelection }: Binding): boolean {
  if (!beforeTransactionSelection?.head) return false;
  const place = Y.createAbsolutePositionFromRelativePosition(beforeTransactionSelection.head, doc);
  for (let item = place?.type._item ?? null; item !== null; ) {
    if (item.deleted) return true;
    const parent: unknown = item.parent;
    item = parent instanceof Y.AbstractType ? parent._item : null;
  }
  return place === null;
}

/** Where the selection belongs, found by the clause it was in; null outside clauses. */
function placeByClause(before: EditorState, after: EditorState): Selection | null {
  const { $anchor, $head } = before.selection;
  const was = clauseAround($head);
  if (was === null) return null;
  const now = findClause(after.doc, String(was.node.attrs.id));
  if (now !== null) {
    const last = now.pos + now.node.nodeSize - 1;
    const moved = ({ pos }: ResolvedPos) =>
      after.doc.resolve(Math.max(now.pos + 1, Math.min(now.pos + pos - was.pos, last)));
    return TextSelection.between(moved($anchor), moved($head));
  }
  const joined = findWords(after.doc, $head.parent.textContent);
  if (joined !== null) return TextSelection.create(after.doc, joined + $head.parentOffset);
  const previous =
    was.index > 0 ? findClause(after.doc, String(was.section.child(was.index - 1).attrs.id)) : null;
  const end = previous === null ? was.pos : previous.pos + previous.node.nodeSize - 1;
  return Selection.near(after.doc.resolve(Math.min(end, after.doc.content.size)), -1);
}

/** Where a paragraph's words stand now that another holds them. */
function findWords(document: Node, words: string): number | null {
  let found: number | null = null;
  document.descendants((node, pos) => {
    if (found !== null || words === "") return false;
    const index = node.isTextblock ? node.textContent.indexOf(words) : -1;
    // A line break counts as a place and not as a letter.
    if (index >= 0 && node.content.size === node.textContent.length) found = pos + 1 + index;
    return !node.isTextblock;
  });
  return found;
}
