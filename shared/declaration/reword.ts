/**
 * Gives a clause another wording with as little change as it takes: words that stay keep their place, their marks
 * and whatever hangs on them.
 */
import { diffWordsWithSpace } from "diff";
import * as Y from "yjs";
import { type Block, plainText, readBlocks } from "./readDeclaration.ts";
import { parseWording, wordingOf } from "./wording.ts";
import { elementsOf } from "./writeBlocks.ts";

/** Writes into `clause`; afterwards its wording is `wording`, normalized. Call it inside a transaction. */
export function reword(clause: Y.XmlElement, wording: string): void {
  const wanted = parseWording(wording);
  rewordBlocks(clause, wanted.length === 0 ? [{ kind: "paragraph", inlines: [] }] : wanted);
}

function rewordBlocks(parent: Y.XmlElement, wanted: readonly Block[]): void {
  const present = readBlocks(parent);
  const same = (one: Block | undefined, other: Block | undefined) =>
    one !== undefined && other !== undefined && wordingOf([one]) === wordingOf([other]);
  let start = 0;
  while (start < Math.min(present.length, wanted.length) && same(present[start], wanted[start])) start++;
  let end = 0;
  while (
    end < Math.min(present.length, wanted.length) - start &&
    same(present[present.length - 1 - end], wanted[wanted.length - 1 - end])
  ) {
    end++;
  }
  const old = present.slice(start, present.length - end);
  const fresh = wanted.slice(start, wanted.length - end);
  const kept = Math.min(old.length, fresh.length);
  for (let index = 0; index < kept; index++) {
    const block = fresh[index];
    const element = parent.get(start + index);
    if (block === undefined || !(element instanceof Y.XmlElement)) continue;
    if (rewordBlock(element, block)) continue;
    parent.delete(start + index, 1);
    parent.insert(start + index, elementsOf([block]));
  }
  if (old.length > kept) parent.delete(start + kept, old.length - kept);
  if (fresh.length > kept) parent.insert(start + kept, elementsOf(fresh.slice(kept)));
}

/** Answers false where the element has to be made anew. */
function rewordBlock(element: Y.XmlElement, block: Block): boolean {
  if (element.nodeName !== block.kind) return false;
  if (block.kind === "paragraph") {
    const text = element.get(0);
    const breaks = block.inlines.some((inline) => inline.kind === "lineBreak");
    if (element.length !== 1 || !(text instanceof Y.XmlText) || breaks) return false;
    rewordText(text, plainText(block.inlines));
    return true;
  }
  const items = element.toArray();
  const start: unknown = element.getAttribute("start");
  if (block.kind === "orderedList" && (typeof start === "number" ? start : 1) !== block.start) return false;
  if (items.length !== block.items.length) return false;
  for (const [index, item] of items.entries()) {
    const wanted = block.items[index];
    if (item instanceof Y.XmlElement && wanted !== undefined) rewordBlocks(item, wanted);
  }
  return true;
}

function rewordText(text: Y.XmlText, wanted: string): void {
  const present = (text.toDelta() as { insert: unknown }[])
    .map(({ insert }) => (typeof insert === "string" ? insert : ""))
    .join("");
  let place = 0;
  for (const part of diffWordsWithSpace(present, wanted)) {
    if (part.removed) text.delete(place, part.value.length);
    else {
      if (part.added) text.insert(place, part.value);
      place += part.value.length;
    }
  }
}
