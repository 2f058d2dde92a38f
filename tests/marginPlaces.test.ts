import { expect, test } from "vitest";
import { placeCards, type WantedPlace } from "../client/panels/margin/placeCards.ts";
import { seededRandom, seedOfThisRun } from "./kit/seededRandom.ts";

const gap = 8;
const card = (id: string, top: number, height: number): WantedPlace => ({ id, top, height });
const placed = (wanted: readonly WantedPlace[], chosen: string | null) =>
  Object.fromEntries(placeCards(wanted, chosen, gap));

test("cards with room stand level with their clauses", () => {
  expect(placed([card("a", 10, 20), card("b", 100, 20)], null)).toEqual({ a: 10, b: 100 });
});

test("a card makes room for the one above it", () => {
  expect(placed([card("a", 10, 200), card("b", 100, 20), card("c", 110, 20)], null)).toEqual({
    a: 10,
    b: 218,
    c: 246,
  });
});

test("the chosen card stands level, those above move up and those below move down", () => {
  expect(
    placed([card("a", 200, 100), card("b", 220, 100), card("c", 240, 50), card("d", 600, 50)], "b"),
  ).toEqual({ a: 112, b: 220, c: 328, d: 600 });
});

test("nothing leaves the page at its beginning: then the chosen one gives way", () => {
  expect(placed([card("a", 0, 100), card("b", 20, 50)], "b")).toEqual({ a: 0, b: 108 });
});

test("no two cards ever overlap, none stands above the page, and the order is that of the text", () => {
  const seed = seedOfThisRun();
  console.info(`seed ${seed}`);
  const random = seededRandom(seed);
  for (let round = 0; round < 300; round++) {
    let top = 0;
    const wanted = Array.from({ length: Math.floor(random() * 40) }, (_, index) => {
      top += Math.floor(random() * 120);
      return card(String(index), top, 20 + Math.floor(random() * 300));
    });
    const chosen = random() < 0.5 ? null : String(Math.floor(random() * wanted.length));
    const tops = placeCards(wanted, chosen, gap);
    let bottom = -gap;
    for (const { id, height } of wanted) {
      const place = tops.get(id) ?? -1;
      expect(place, `seed ${seed}`).toBeGreaterThanOrEqual(Math.max(0, bottom + gap));
      bottom = place + height;
    }
  }
});
