/** Longer compounds have to break somewhere, or they would leave a narrow page. */
const longestWhole = 24;

export interface TitlePart {
  readonly words: string;
  /** A compound such as `High-Quality`, which is not to break at its hyphen. */
  readonly whole: boolean;
}

/** A title in parts, in order and complete, so that lines end between its words. */
export function titleParts(title: string): TitlePart[] {
  return title
    .split(/(\S*-\S+)/)
    .filter((words) => words !== "")
    .map((words) => ({ words, whole: /^\S*-\S/.test(words) && words.length <= longestWhole }));
}
