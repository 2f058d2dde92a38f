/**
 * Keys act where the caret is seen. A browser tells of a moved caret a little later than it moves
 * (`selectionchange`), and a key pressed in between would act at the old place: Home and a quick
 * Backspace would leave the joining of two clauses to the browser.
 */
import { Extension } from "@tiptap/core";
import { Plugin, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/**
 * Keys that join and part clauses, and (with Alt and Shift) those that move a clause or leave the text for its fields,
 * to come back to the same letter; where letters go, the browser knows itself.
 */
const structuralKeys: ReadonlySet<string> = new Set(["Backspace", "Delete", "Enter"]);

export const FreshCaret = Extension.create({
  name: "freshCaret",
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          keydown(view, event) {
            const leaves = event.altKey && event.shiftKey;
            const acts = (structuralKeys.has(event.key) || leaves) && !event.isComposing && !view.composing;
            if (acts) takeSeenCaret(view);
            return false;
          },
        },
      },
    }),
  ],
});

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
