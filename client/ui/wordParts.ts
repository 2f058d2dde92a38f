import { diffWordsWithSpace } from "diff";

export interface WordPart {
  readonly key: number;
  readonly kind: "stays" | "goes" | "comes";
  readonly words: string;
}

/** Both wordings in one: what stays, what goes from the first and what comes with the other, word by word. */
export function wordParts(before: string, after: string): WordPart[] {
  return diffWordsWithSpace(before, after).map(({ added, removed, value }, key) => ({
    key,
    kind: added ? "comes" : removed ? "goes" : "stays",
    words: value,
  }));
}
