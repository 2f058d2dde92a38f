/** Finding quoted words again, whole or nearly whole, in words that changed. */
import { diffWordsWithSpace } from "diff";
import type { Anchor } from "../records.ts";

/** From one place in plain words up to another. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Quotes as long as this stand in two places by copying alone; shorter ones stand in many, and inside other words. */
export const tellingLength = 12;

const letter = /[\p{L}\p{N}]/u;

/** Where the quote stands in those words; a short one not inside a word that it is a part of by chance. */
export function occurrencesOf(words: string, quote: string): Stretch[] {
  const places: Stretch[] = [];
  for (let at = words.indexOf(quote); at >= 0; at = words.indexOf(quote, at + 1)) {
    const stretch = { from: at, to: at + quote.length };
    if (quote.length >= tellingLength || standsAlone(words, stretch)) places.push(stretch);
  }
  return places;
}

function standsAlone(words: string, { from, to }: Stretch): boolean {
  const runsOn = (before: string, after: string) => letter.test(before) && letter.test(after);
  return (
    !runsOn(words.charAt(from - 1), words.charAt(from)) && !runsOn(words.charAt(to - 1), words.charAt(to))
  );
}

/** The occurrence nearest to a place; one inside a longer word where there is no other, since a person may quote half a word. */
export function nearestOccurrence(words: string, quote: string, near: number): Stretch | null {
  const places = occurrencesOf(words, quote);
  const inside = words.indexOf(quote);
  if (places.length === 0 && inside >= 0) return { from: inside, to: inside + quote.length };
  const distance = ({ from }: Stretch) => Math.abs(from - near);
  return places.reduce<Stretch | null>(
    (best, place) => (best === null || distance(place) < distance(best) ? place : best),
    null,
  );
}

/** Whether at least half of the quote stands at the ends of `standing`: then it was edited, not taken away. */
export function isMostlyThere(standing: string, quote: string): boolean {
  let start = 0;
  while (start < Math.min(standing.length, quote.length) && standing[start] === quote[start]) start++;
  let end = 0;
  const most = Math.min(standing.length, quote.length) - start;
  while (end < most && standing.at(-1 - end) === quote.at(-1 - end)) end++;
  return (start + end) * 2 >= quote.length;
}

/** The last answer for each anchor: most words stay as they are while others are written. */
const answered = new WeakMap<Anchor, { readonly words: string; readonly stretch: Stretch | null }>();

/** What is left of an anchor's quote in those words, from its first word kept to its last; null where less than half of it is left. */
export function closestStretch(anchor: Anchor, words: string): Stretch | null {
  const known = answered.get(anchor);
  if (known?.words === words) return known.stretch;
  const stretch = findClosest(anchor.quote, words);
  answered.set(anchor, { words, stretch });
  return stretch;
}

function findClosest(quote: string, words: string): Stretch | null {
  let place = 0;
  let from: number | null = null;
  let to = 0;
  let kept = 0;
  for (const { value, added, removed } of diffWordsWithSpace(quote, words)) {
    if (removed) continue;
    if (!added) {
      kept += value.trim().length;
      from ??= place;
      to = place + value.length;
    }
    place += value.length;
  }
  if (from === null || kept * 2 < quote.length) return null;
  return { from, to };
}
