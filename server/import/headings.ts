/** Which section a heading of a foreign text means. */
import type { SectionName } from "../../shared/imported.ts";
import { themes } from "../../shared/programme.ts";

const preambleWords = new Set(["preamble", "recitals", "whereas", "considerations"]);
const closingWords = new Set([
  "closing",
  "conclusion",
  "conclusions",
  "closing statement",
  "closing remarks",
]);

/** Words that tell nothing about which theme is meant. */
const empty = new Set(["and", "for", "the", "of", "a", "on", "in", "to", "theme", "section", "part"]);

/** The section, or null where the heading is none of ours. Its words count first, then a number such as "Theme 2" or "2.3". */
export function sectionOfHeading(heading: string): SectionName | null {
  const { number, words } = read(heading);
  const title = words.join(" ");
  if (preambleWords.has(title)) return { kind: "preamble", theme: null };
  if (closingWords.has(title)) return { kind: "closing", theme: null };
  const wanted = words.filter((word) => !empty.has(word));
  let best: { readonly theme: string; readonly share: number } | null = null;
  for (const theme of themes) {
    const share = likeness(wanted, theme.title);
    if (share > (best?.share ?? 0)) best = { theme: theme.id, share };
  }
  // More than half of both titles' words: "Leadership" alone may be anybody's.
  if (best !== null && best.share > 0.5) return { kind: "theme", theme: best.theme };
  const onlyNumbered = wanted.length === 0 || /^\s*theme\b/i.test(heading) || /\d\.\d/.test(heading);
  const numbered = onlyNumbered ? themes.find((theme) => theme.number === number) : undefined;
  return numbered === undefined ? null : { kind: "theme", theme: numbered.id };
}

function read(heading: string): { number: number | null; words: string[] } {
  const [, digits] = /^\D{0,12}?\b(\d{1,2})(?:\.\d{1,3})*[.):]?(?:\s|$)/.exec(heading) ?? [];
  const words = wordsOf(heading).filter((word) => !/^\d+$/.test(word));
  return { number: digits === undefined ? null : Number(digits), words };
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .replaceAll("&", " and ")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** The share of words that both have in all that either has. */
function likeness(wanted: readonly string[], title: string): number {
  const own = new Set(wordsOf(title).filter((word) => !empty.has(word)));
  const given = new Set(wanted);
  const shared = [...given].filter((word) => own.has(word)).length;
  return shared / new Set([...own, ...given]).size;
}
