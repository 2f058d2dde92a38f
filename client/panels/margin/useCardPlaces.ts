import { type RefObject, useCallback, useEffect, useRef } from "react";
import { placeCards, type WantedPlace } from "./placeCards.ts";

/** Pixels between two cards. */
const gap = 8;

/**
 * Keeps the cards in `column` level with their clauses. It measures in one go before the next picture, when the text
 * or a card changed its size or `changes` did: a letter that starts no new line costs nothing. Without room `beside` the text nothing is placed.
 */
export function useCardPlaces(
  column: RefObject<HTMLElement | null>,
  beside: boolean,
  chosen: string | null,
  changes: readonly unknown[],
): void {
  const frame = useRef(0);
  const chosenNow = useRef(chosen);
  chosenNow.current = chosen;

  const place = useCallback(() => {
    frame.current = 0;
    const holder = column.current;
    if (holder === null || holder.offsetParent === null) return;
    const cards = [...holder.querySelectorAll<HTMLElement>("[data-card]")];
    const origin = holder.getBoundingClientRect().top;
    let last = 0;
    const wanted = cards.map((card): WantedPlace => {
      const id = card.dataset.card ?? "";
      const clause = id === "" ? null : document.getElementById(id);
      const top = clause === null ? last : clause.getBoundingClientRect().top - origin;
      last = Math.max(last, top);
      return { id, top, height: card.offsetHeight };
    });
    wanted.sort((one, other) => one.top - other.top);
    const tops = placeCards(wanted, chosenNow.current, gap);
    let end = 0;
    for (const card of cards) {
      const top = Math.round(tops.get(card.dataset.card ?? "") ?? 0);
      const moved = `translateY(${top}px)`;
      if (card.style.transform !== moved) card.style.transform = moved;
      card.dataset.placed = "";
      end = Math.max(end, top + (wanted.find(({ id }) => id === card.dataset.card)?.height ?? 0));
    }
    const length = `${end}px`;
    if (holder.style.minBlockSize !== length) holder.style.minBlockSize = length;
  }, [column]);
  const ask = useCallback(() => {
    if (frame.current === 0) frame.current = requestAnimationFrame(place);
  }, [place]);

  useEffect(() => {
    const holder = column.current;
    if (holder === null || !beside) return;
    ask();
    const sizes = new ResizeObserver(ask);
    const text = document.querySelector(".declaration");
    if (text !== null) sizes.observe(text);
    const watch = () => {
      for (const card of holder.querySelectorAll("[data-card]")) sizes.observe(card);
    };
    watch();
    const cards = new MutationObserver(watch);
    cards.observe(holder, { childList: true });
    // A font that arrives late moves every line.
    void document.fonts.ready.then(ask);
    return () => {
      sizes.disconnect();
      cards.disconnect();
      cancelAnimationFrame(frame.current);
      frame.current = 0;
    };
  }, [column, ask, beside]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever calls says what moves the cards.
  useEffect(() => {
    if (beside) ask();
  }, [chosen, ...changes]);
}
