/** A clause and how far below the top of the whole page it begins, in pixels. */
export interface Place {
  readonly id: string;
  readonly offset: number;
}

/** The clauses from the one being read on that are remembered: should it be deleted, the next one holds the place. */
const remembered = 4;

/**
 * How far the page has to scroll so that the first of `places` that still exists is where it was.
 * `offsetOf` answers where a clause begins now, or null where it is gone.
 */
export function shiftOfPlace(places: readonly Place[], offsetOf: (id: string) => number | null): number {
  for (const place of places) {
    const offset = offsetOf(place.id);
    if (offset !== null) return offset - place.offset;
  }
  return 0;
}

export interface PlaceKeeper {
  /** To be called when the text may have moved, before it is painted. */
  restore(): void;
  stop(): void;
}

/**
 * Holds the reader's clause where it is while text above it grows or shrinks. Works on offsets from
 * the top of the page, so it does not care whether the reader is scrolling at that moment. `text`
 * should have `overflow-anchor: none`, or browsers that anchor by themselves would correct twice.
 */
export function keepPlace(text: HTMLElement): PlaceKeeper {
  let places: readonly Place[] = [];

  const look = () => {
    places = window.scrollY <= 0 ? [] : placesFrom(text, window.innerHeight * 0.2);
  };
  const restore = () => {
    const shift = shiftOfPlace(places, (id) => {
      const clause = text.querySelector(`[data-id="${CSS.escape(id)}"]`);
      return clause === null ? null : offsetOnPage(clause);
    });
    if (Math.abs(shift) >= 1) window.scrollBy({ top: shift, behavior: "instant" });
    look();
  };

  const sizes = new ResizeObserver(restore);
  sizes.observe(text);
  window.addEventListener("scroll", look, { passive: true });
  return {
    restore,
    stop() {
      sizes.disconnect();
      window.removeEventListener("scroll", look);
    },
  };
}

/** The clause that crosses `line` (pixels below the top of the window) and those after it. */
function placesFrom(text: HTMLElement, line: number): Place[] {
  const clauses = [...text.querySelectorAll<HTMLElement>("[data-id]")];
  let low = 0;
  let high = clauses.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const below = (clauses[middle]?.getBoundingClientRect().bottom ?? 0) > line;
    if (below) high = middle;
    else low = middle + 1;
  }
  return clauses
    .slice(low, low + remembered)
    .map((clause) => ({ id: clause.dataset.id ?? "", offset: offsetOnPage(clause) }));
}

function offsetOnPage(element: Element): number {
  return element.getBoundingClientRect().top + window.scrollY;
}
