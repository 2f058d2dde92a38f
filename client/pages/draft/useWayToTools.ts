import type { Editor } from "@tiptap/core";
import { useEffect } from "react";

/** Alt+F10 leads from anywhere to the tools, as in other editors, and Escape from there back to the same letter. */
export function useWayToTools(editor: Editor | null): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const tools = document.querySelector(".draft-tools");
      const toText = event.key === "Escape" && event.target instanceof Node && tools?.contains(event.target);
      if (event.altKey && event.key === "F10") {
        tools?.querySelector<HTMLElement>("button:not(:disabled)")?.focus();
      } else if (toText && editor !== null) {
        // The editor's own way: the browser's would show the caret at the start for a moment.
        editor.view.focus();
      } else return;
      event.preventDefault();
    };
    // Before anybody else: a tool's tooltip would keep Escape for itself.
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [editor]);
}
