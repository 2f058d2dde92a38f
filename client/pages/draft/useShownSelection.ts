import type { Editor } from "@tiptap/react";
import { useEffect } from "react";

/** Keeps the chosen words marked while `shown`: a browser hides the selection when the focus is in a field. */
export function useShownSelection(editor: Editor, shown: boolean): void {
  useEffect(() => {
    const { from, to, empty } = editor.state.selection;
    // Older browsers do without the mark.
    if (!shown || empty || !("highlights" in CSS)) return;
    const [start, end] = [editor.view.domAtPos(from), editor.view.domAtPos(to)];
    const range = new Range();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    CSS.highlights.set("chosen-words", new Highlight(range));
    return () => {
      CSS.highlights.delete("chosen-words");
    };
  }, [editor, shown]);
}
