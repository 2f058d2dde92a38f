import { expect, test } from "vitest";
import * as Y from "yjs";
import { JoinState } from "../server/rooms/joinState.ts";

test("R9 answers to made-up state vectors are kept up to a bound, however large the text", () => {
  const document = new Y.Doc();
  document.getText("words").insert(0, "w".repeat(1024 * 1024));
  const joinState = new JoinState(document);
  const vectors = Array.from({ length: 12 }, (_, index) => Y.encodeStateVector(new Map([[index + 1, 1]])));
  const [first = new Uint8Array()] = vectors;
  const [answer] = joinState.answer(first);
  expect(joinState.answer(first)[0]).toBe(answer);
  for (const vector of vectors) joinState.answer(vector);
  expect(joinState.answer(first)[0]).not.toBe(answer);
  expect(joinState.answer(first)[0]).toEqual(answer);
});
