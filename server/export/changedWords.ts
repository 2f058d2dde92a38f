/** What an amendment changes, word by word. */
import { diffWordsWithSpace } from "diff";

export interface ChangePiece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

/** So many letters are compared word by word; longer wordings stand as a whole, one after the other. */
const comparedLetters = 20_000;

/** From one wording to the other, in the order in which it is read. */
export function changeOf(former: string, wording: string): ChangePiece[] {
  const whole: ChangePiece[] = [
    { kind: "removed", text: former },
    { kind: "added", text: wording },
  ];
  if (former.length + wording.length > comparedLetters) return whole;
  const pieces = diffWordsWithSpace(former, wording, { timeout: 200 });
  if (pieces === undefined) return whole;
  return pieces.map(({ value, added, removed }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}
