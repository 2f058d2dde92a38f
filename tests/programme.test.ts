import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { summit, themes } from "../shared/programme.ts";
import { sharedMaterial } from "./kit/sharedMaterial.ts";

test("the programme stands in Plenary word for word as the summit printed it", (context) => {
  const printed = JSON.parse(readFileSync(sharedMaterial(context, "summit/programme.json"), "utf8"));
  expect({ event: summit.event, basis: summit.basis }).toEqual({
    event: printed.event,
    basis: printed.basis,
  });
  expect(printed.tracks).toContainEqual(summit.track);
  expect(
    themes.map(({ id, title, questions }) => ({
      id,
      title,
      questions: questions.map((each) => each.wording),
    })),
  ).toEqual(printed.themes);
});

test("themes and questions carry the numbers people cite: theme 2, question 1 is digital-transformation-1", () => {
  expect(themes.map((theme) => theme.number)).toEqual([1, 2, 3, 4]);
  for (const theme of themes)
    expect(theme.questions.map((question) => question.id)).toEqual(
      theme.questions.map((_, index) => `${theme.id}-${index + 1}`),
    );
});
