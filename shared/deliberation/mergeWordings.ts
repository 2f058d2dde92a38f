/** Brings an amendment up to a clause that moved on: what it changes is done to the wording as it is now. */
import { diffArrays } from "diff";

export interface MergedWording {
  readonly wording: string;
  /** Whether both changed the same words: there the amendment's stand, and somebody should read them. */
  readonly overlaps: boolean;
}

interface Change {
  /** In the words that both began with. */
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
}

/** `proposed` was made on `base`, which reads `current` by now. */
export function mergeWordings(base: string, current: string, proposed: string): MergedWording {
  const [common, now, wanted] = [wordsOf(base), wordsOf(current), wordsOf(proposed)];
  const theirs = changesOf(common, now);
  const own = changesOf(common, wanted);
  const merged: string[] = [];
  let overlaps = false;
  let place = 0;
  while (theirs.length > 0 || own.length > 0) {
    const first = nextOf(theirs, own);
    const group = { from: first.from, to: first.to, theirs: [] as Change[], own: [] as Change[] };
    // Whatever touches the stretch belongs to it, and may make it longer.
    for (let grown = true; grown; ) {
      grown = false;
      for (const [side, changes] of [
        [group.theirs, theirs],
        [group.own, own],
      ] as const) {
        const change = changes[0];
        if (change === undefined || !touches(change, group)) continue;
        changes.shift();
        side.push(change);
        group.from = Math.min(group.from, change.from);
        group.to = Math.max(group.to, change.to);
        grown = true;
      }
    }
    merged.push(...common.slice(place, group.from));
    const both = group.theirs.length > 0 && group.own.length > 0;
    const ownWords = wordsAfter(common, group, group.own);
    if (both && ownWords.join("") !== wordsAfter(common, group, group.theirs).join("")) overlaps = true;
    merged.push(...(group.own.length > 0 ? ownWords : wordsAfter(common, group, group.theirs)));
    place = group.to;
  }
  merged.push(...common.slice(place));
  return { wording: merged.join(""), overlaps };
}

/** Words, spaces and signs, each on its own, so that nothing is lost where they are joined again. */
function wordsOf(wording: string): string[] {
  return wording.match(/[\p{L}\p{M}\p{N}_]+|\s+|[^\s]/gu) ?? [];
}

function changesOf(before: readonly string[], after: readonly string[]): Change[] {
  const changes: Change[] = [];
  let place = 0;
  let open: { from: number; to: number; words: string[] } | null = null;
  for (const { added, removed, value } of diffArrays([...before], [...after])) {
    if (!added && !removed) {
      if (open) changes.push(open);
      open = null;
      place += value.length;
      continue;
    }
    open ??= { from: place, to: place, words: [] };
    if (added) open.words.push(...value);
    else {
      place += value.length;
      open.to = place;
    }
  }
  if (open) changes.push(open);
  return changes;
}

function nextOf(theirs: readonly Change[], own: readonly Change[]): Change {
  const [their, mine] = [theirs[0], own[0]];
  if (their === undefined) return mine as Change;
  return mine === undefined || their.from <= mine.from ? their : mine;
}

function touches(change: Change, stretch: { readonly from: number; readonly to: number }): boolean {
  const isPlace = change.from === change.to || stretch.from === stretch.to;
  return isPlace
    ? change.from <= stretch.to && change.to >= stretch.from
    : change.from < stretch.to && change.to > stretch.from;
}

/** The words of the stretch with these changes made. */
function wordsAfter(
  common: readonly string[],
  stretch: { readonly from: number; readonly to: number },
  changes: readonly Change[],
): string[] {
  const words: string[] = [];
  let place = stretch.from;
  for (const change of changes) {
    words.push(...common.slice(place, change.from), ...change.words);
    place = change.to;
  }
  words.push(...common.slice(place, stretch.to));
  return words;
}
