/** Numbered words: each edit of the bench types one, so that whoever receives it knows which edit came. */
import * as Y from "yjs";

/** Characters of such a word with the space after it. */
export const wordLength = 7;

/** The word that stands for this number, about as long as a real one. */
export function tokenWord(token: number): string {
  return `~${token.toString(36).padStart(5, "0")} `;
}

/** The numbers of all words that an update brings. */
export function tokensIn(update: Uint8Array): number[] {
  return Y.decodeUpdate(update).structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.content instanceof Y.ContentString
      ? Array.from(struct.content.str.matchAll(/~([0-9a-z]{5})/g), ([, digits]) =>
          Number.parseInt(digits ?? "", 36),
        )
      : [],
  );
}
