import type { Transaction } from "@tiptap/pm/state";
import { ReplaceStep } from "@tiptap/pm/transform";

/**
 * Whether a transaction changed nothing but words inside paragraphs of clauses, as with every key.
 * Then clauses, their ids, order and numbers are what they were: what looks through the whole text
 * need not look, and decorations need only shift.
 */
export function onlyWords({ steps, docs }: Transaction): boolean {
  return steps.every((step, index) => {
    if (!(step instanceof ReplaceStep)) return false;
    const { from, to, slice } = step;
    const $from = docs[index]?.resolve(from);
    if (!$from?.parent.isTextblock || $from.parent.type.name === "title" || to > $from.end()) return false;
    return slice.openStart === 0 && slice.openEnd === 0 && slice.content.firstChild?.isBlock !== true;
  });
}
