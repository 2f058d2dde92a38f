/** What hands do in the text beyond keys: a click where there is no place to write, a link opened, a composition kept whole. */
import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import { isAllowedAddress } from "../../shared/declaration/grammar.ts";
import { fill } from "./filling.ts";
import { comesFromYjs } from "./keepStructure.ts";
import { clauseAround, hasRoomForCaret } from "./places.ts";

/** ProseMirror reads the composed words up to 50 ms after the composition ended. */
const afterComposition = 80;

export interface HandsOptions {
  /** While held, the words of others wait. */
  readonly holdRemote: (held: boolean) => void;
}

export const Hands = Extension.create<HandsOptions>({
  name: "hands",
  addOptions: () => ({ holdRemote: () => {} }),
  addProseMirrorPlugins() {
    const { holdRemote } = this.options;
    let release: ReturnType<typeof setTimeout> | undefined;
    const hold = (held: boolean) => {
      clearTimeout(release);
      if (held) holdRemote(true);
      else release = setTimeout(() => holdRemote(false), afterComposition);
      return false;
    };
    return [
      new Plugin({
        // Undo takes back one clause's edits at a time, never two that were typed in one breath.
        appendTransaction(transactions, before, after) {
          if (transactions.some(comesFromYjs)) return null;
          const was = clauseAround(before.selection.$head)?.node.attrs.id;
          const is = clauseAround(after.selection.$head)?.node.attrs.id;
          if (was !== is) yUndoPluginKey.getState(after)?.undoManager.stopCapturing();
          return null;
        },
        props: {
          handleDOMEvents: {
            mousedown: (view, event) => fillWherePressed(view, event.target),
            click: openLink,
            compositionstart: () => hold(true),
            compositionend: () => hold(false),
            blur: () => hold(false),
          },
        },
      }),
    ];
  },
});

/** Makes room where a person pressed on a section or clause without a place to write. */
function fillWherePressed(view: EditorView, target: EventTarget | null): boolean {
  if (!(target instanceof Element) || !view.editable || target.closest("button") !== null) return false;
  const pressed = target.closest(".clause, .declaration-section");
  const inside = pressed?.querySelector(".clause-wording, .section-clauses");
  if (!inside || !view.dom.contains(inside)) return false;
  const $inside = view.state.doc.resolve(view.posAtDOM(inside, 0));
  if ($inside.depth === 0 || hasRoomForCaret($inside.parent)) return false;
  const tr = fill(view.state, $inside.before());
  if (tr === null) return false;
  view.dispatch(tr);
  view.focus();
  return true;
}

/** In a text that can be written, a link opens with Ctrl or Cmd; a plain click sets the caret. */
function openLink(view: EditorView, event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const href = link?.getAttribute("href");
  if (!link || !view.dom.contains(link)) return false;
  event.preventDefault();
  if ((event.ctrlKey || event.metaKey || !view.editable) && isAllowedAddress(href)) {
    window.open(href, "_blank", "noopener,noreferrer");
  }
  return true;
}
