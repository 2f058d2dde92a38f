/**
 * Keys act where the caret is seen. A browser tells of a moved caret a little later than it moves
 * (`selectionchange`), and a key pressed in between would act at the old place: Home and a quick
 * Backspace would leave the joining of two clauses to the browser.
 */
import { Extension } from "@tiptap/core";
import { Plugin, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/** After focus came by other ways than a click, the browser shows the caret at the start until the editor has put it back. */
const settlingMilliseconds = 60;

export const FreshCaret = Extension.create({
  name: "freshCaret",
  addProseMirrorPlugins() {
    let focusedAt = Number.NEGATIVE_INFINITY;
    let clicking = false;
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            mousedown() {
              clicking = true;
              return false;
            },
            focus() {
              // A click puts the caret where it belongs by itself.
              if (!clicking) focusedAt = performance.now();
              clicking = false;
              return false;
            },
            keydown(view, event) {
              clicking = false;
              if (event.isComposing || view.composing) return false;
              if (performance.now() - focusedAt < settlingMilliseconds) view.focus();
              else takeSeenCaret(view);
              return false;
            },
          },
        },
      }),
    ];
  },
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
