import type { Editor } from "@tiptap/react";
import { findClause } from "../../editor/places.ts";

/** Puts the caret at the start of that clause and brings it into sight. False where it is gone. */
export function writeAtClause(editor: Editor, clauseId: string): boolean {
  const clause = findClause(editor.state.doc, clauseId);
  if (clause === null) return false;
  editor
    .chain()
    .setTextSelection(clause.pos + 2)
    .focus(null, { scrollIntoView: false })
    .run();
  return bringIntoSight(clauseId);
}

/** Scrolls to the element of that id, without moving the focus. False where there is none. */
export function bringIntoSight(id: string): boolean {
  const element = document.getElementById(id);
  if (element === null) return false;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "start", behavior: still ? "instant" : "smooth" });
  return true;
}
