/**
 * Keys act where the caret is seen. A browser tells of a moved caret a little later than it moves
 * (`selectionchange`), and a key pressed in between would act at the old place: Home and a quick
 * Backspace would leave the joining of two clauses to the browser, and a quick copy would take less
 * than what is seen as chosen.
 */
import { Extension } from "@tiptap/core";
import { Plugin, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/**
 * Keys that join and part clauses and sink lists; with Ctrl, Cmd or Alt every key is a command (to make bold, to move
 * a clause, to leave the text for its fields and come back to the same letter). Where letters go, the browser knows itself.
 */
const structuralKeys: ReadonlySet<string> = new Set(["Backspace", "Delete", "Enter", "Tab"]);

export const FreshCaret = Extension.create({
  name: "freshCaret",
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          keydown(view, event) {
            const commands = event.ctrlKey || event.metaKey || event.altKey;
            const acts = (structuralKeys.has(event.key) || commands) && !event.isComposing && !view.composing;
            if (acts) takeSeenCaret(view);
            return false;
          },
          copy: beforeClipboard,
          cut: beforeClipboard,
          paste: beforeClipboard,
        },
      },
    }),
  ],
});

function beforeClipboard(view: EditorView): boolean {
  takeSeenCaret(view);
  return false;
}

function takeSeenCaret(view: EditorView): void {
  const seen = view.dom.ownerDocument.getSelection();
  const { doc, selection, tr } = view.state;
  if (!(selection instanceof TextSelection) || !seen?.anchorNode || !seen.focusNode) return;
  if (!view.dom.contains(seen.anchorNode) || !view.dom.contains(seen.focusNode)) return;
  const anchor = view.posAtDOM(seen.anchorNode, seen.anchorOffset);
  const head = view.posAtDOM(seen.focusNode, seen.focusOffset);
  if (anchor === selection.anchor && head === selection.head) return;
  const isPlace = (position: number) => doc.resolve(position).parent.inlineContent;
  if (isPlace(anchor) && isPlace(head))
    view.dispatch(tr.setSelection(TextSelection.create(doc, anchor, head)));
}
