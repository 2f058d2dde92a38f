/** Where the cards of the margin stand: level with their clauses, making room for each other. */

export interface WantedPlace {
  readonly id: string;
  /** Where its clause begins. */
  readonly top: number;
  readonly height: number;
}

/**
 * The top of each card, in the order in which they are given (that of the text). Every card stands level with its
 * clause or, where the one above is in the way, below that. The chosen one stands level whatever the others want: those
 * above it move up, as far as the beginning of the page.
 */
export function placeCards(
  wanted: readonly WantedPlace[],
  chosen: string | null,
  gap: number,
): ReadonlyMap<string, number> {
  const tops = downwards(wanted, 0, gap);
  const place = wanted.findIndex(({ id }) => id === chosen);
  const card = wanted[place];
  if (card !== undefined) {
    let limit = Math.max(0, card.top);
    tops[place] = limit;
    for (let above = place - 1; above >= 0; above--) {
      const top = Math.min(tops[above] ?? 0, limit - gap - (wanted[above]?.height ?? 0));
      tops[above] = top;
      limit = top;
    }
    // Nothing may leave the page at its upper end: then the chosen one gives way after all.
    let bottom = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < wanted.length; index++) {
      const level = index > place ? (wanted[index]?.top ?? 0) : (tops[index] ?? 0);
      const top = Math.max(0, level, bottom + gap);
      tops[index] = top;
      bottom = top + (wanted[index]?.height ?? 0);
    }
  }
  return new Map(wanted.map(({ id }, index) => [id, tops[index] ?? 0]));
}

function downwards(wanted: readonly WantedPlace[], from: number, gap: number): number[] {
  let bottom = from - gap;
  return wanted.map(({ top, height }) => {
    const place = Math.max(from, top, bottom + gap);
    bottom = place + height;
    return place;
  });
}
