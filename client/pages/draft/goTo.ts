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

/** Screens away at which a clause may never have been laid out: how far it is, is then a guess. */
const farAway = 1.5;

/**
 * Scrolls to the element of that id, without moving the focus. False where there is none.
 * To what is far away it jumps: a guessed distance would end beside it, and a blur shows no way.
 */
export function bringIntoSight(id: string): boolean {
  const element = document.getElementById(id);
  if (element === null) return false;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const distance = Math.abs(element.getBoundingClientRect().top);
  const jump = () => element.scrollIntoView({ block: "start", behavior: "instant" });
  if (!still && distance < farAway * window.innerHeight) {
    element.scrollIntoView({ block: "start", behavior: "smooth" });
    return true;
  }
  jump();
  // What stands around it is laid out with the next picture, and may push it away.
  requestAnimationFrame(() => requestAnimationFrame(jump));
  return true;
}
