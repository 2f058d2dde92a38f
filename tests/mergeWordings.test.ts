import { expect, test } from "vitest";
import { mergeWordings } from "../shared/deliberation/mergeWordings.ts";
import { seededRandom, seedOfThisRun } from "./kit/seededRandom.ts";

test("changes in different places both stand", () => {
  expect(
    mergeWordings(
      "Providers issue every credential in an open format.",
      "Providers issue every micro-credential in an open format.",
      "Providers issue every credential in an open and signed format.",
    ),
  ).toEqual({
    wording: "Providers issue every micro-credential in an open and signed format.",
    overlaps: false,
  });
});

test("where both changed the same words the amendment's stand, and that is told", () => {
  expect(mergeWordings("pay in equal parts", "pay in fair parts", "pay in full")).toEqual({
    wording: "pay in full",
    overlaps: true,
  });
});

test("the same change of both is no overlap", () => {
  expect(mergeWordings("one two three", "one 2 three", "one 2 three four")).toEqual({
    wording: "one 2 three four",
    overlaps: false,
  });
});

test("what one side leaves alone, the other side's wording decides, word by word", () => {
  const seed = seedOfThisRun();
  console.info(`seed ${seed}`);
  const random = seededRandom(seed);
  const words = ["open", "format", "holder", "can", "carry", "show", "and", "check"];
  const sentence = () =>
    Array.from(
      { length: 1 + Math.floor(random() * 12) },
      () => words[Math.floor(random() * words.length)],
    ).join(" ");
  for (let round = 0; round < 500; round++) {
    const [base, other] = [sentence(), sentence()];
    expect(mergeWordings(base, base, other), `seed ${seed}`).toEqual({ wording: other, overlaps: false });
    expect(mergeWordings(base, other, base), `seed ${seed}`).toEqual({ wording: other, overlaps: false });
    expect(mergeWordings(base, other, other), `seed ${seed}`).toEqual({ wording: other, overlaps: false });
  }
});
