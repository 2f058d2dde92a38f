/**
 * A clause's wording as plain text: what positions are taken on, what amendments propose, what a person can
 * type on a phone. A blank line ends a paragraph, a line break stays one, "- " and "1. " begin items of a list,
 * two spaces before them put them into the list above.
 */
import { type Block, type Inline, type List, plainText } from "./readDeclaration.ts";

/** The wording of a clause's blocks, normalized: `wordingOf(parseWording(text))` changes nothing any more. */
export function wordingOf(blocks: readonly Block[]): string {
  return linesOfBlocks(blocks, "").join("\n\n");
}

/** A paragraph or a list each. */
function linesOfBlocks(blocks: readonly Block[], indent: string): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === "paragraph") {
      const words = paragraphWords(block.inlines);
      return words === "" ? [] : [words.replaceAll("\n", `\n${indent}`)];
    }
    const items = block.items.map((item, index) => itemLines(block, item, index, indent)).filter(Boolean);
    return items.length === 0 ? [] : [items.join("\n")];
  });
}

function itemLines(list: List, item: readonly Block[], index: number, indent: string): string {
  const marker = list.kind === "bulletList" ? "-" : `${list.start + index}.`;
  const own = item.flatMap((block) =>
    block.kind === "paragraph" ? paragraphWords(block.inlines).split("\n") : [],
  );
  const nested = linesOfBlocks(
    item.filter((block) => block.kind !== "paragraph"),
    `${indent}  `,
  );
  const words = own.filter(Boolean).join(" ");
  if (words === "" && nested.length === 0) return "";
  return [`${indent}${marker} ${words}`.trimEnd(), ...nested].join("\n");
}

/** Each line without spaces around it and no empty ones: a blank line would end the paragraph. */
function paragraphWords(inlines: readonly Inline[]): string {
  return plainText(inlines)
    .split(/[\n\r\u2028\u2029]/)
    .map((line) => line.replaceAll(/\s+/g, " ").trim())
    .filter(Boolean)
    .join("\n");
}

interface Line {
  readonly depth: number;
  /** Null for a line that is no item. */
  readonly marker: { readonly ordered: boolean; readonly start: number } | null;
  readonly words: string;
}

function readLine(line: string): Line {
  const [, spaces = "", marker, words = ""] =
    /^(\s*)(?:(-|\*|•|\d{1,6}[.)])(?:\s+|$))?(.*)$/.exec(line) ?? [];
  if (marker === undefined) return { depth: 0, marker: null, words: words.trim() };
  const ordered = /\d/.test(marker);
  return {
    depth: Math.min(Math.floor(spaces.length / 2), 4),
    marker: { ordered, start: ordered ? Number.parseInt(marker, 10) : 1 },
    words: words.replaceAll(/\s+/g, " ").trim(),
  };
}

/** What somebody typed, as blocks without marks. */
export function parseWording(text: string): Block[] {
  return text.split(/\n\s*\n/).flatMap((group) => blocksOfGroup(group.split("\n").map(readLine)));
}

function blocksOfGroup(lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  let place = 0;
  while (place < lines.length) {
    const end = endOfRun(lines, place);
    const run = lines.slice(place, end);
    if (run[0]?.marker === null) {
      const words = run.map((line) => line.words).filter(Boolean);
      if (words.length > 0) blocks.push({ kind: "paragraph", inlines: inlinesOf(words) });
    } else blocks.push(listOf(run));
    place = end;
  }
  return blocks;
}

/** The end of a run of lines that belong together: plain ones, or a list with whatever is nested in it. */
function endOfRun(lines: readonly Line[], start: number): number {
  const first = lines[start];
  let end = start + 1;
  while (end < lines.length) {
    const line = lines[end];
    if (line === undefined || (line.marker === null) !== (first?.marker === null)) break;
    const sameLevel = first !== undefined && line.depth <= first.depth;
    if (first?.marker && sameLevel && line.marker?.ordered !== first.marker.ordered) break;
    end++;
  }
  return end;
}

function listOf(lines: readonly Line[]): List {
  const [first] = lines;
  const depth = first?.depth ?? 0;
  const items: Block[][] = [];
  let place = 0;
  while (place < lines.length) {
    const line = lines[place];
    let end = place + 1;
    while (end < lines.length && (lines[end]?.depth ?? 0) > depth) end++;
    const words = line?.words ?? "";
    items.push([
      { kind: "paragraph", inlines: inlinesOf([words]) },
      ...nestedLists(lines.slice(place + 1, end)),
    ]);
    place = end;
  }
  const ordered = first?.marker?.ordered ?? false;
  return {
    kind: ordered ? "orderedList" : "bulletList",
    start: ordered ? (first?.marker?.start ?? 1) : 1,
    items,
  };
}

function nestedLists(lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  let place = 0;
  while (place < lines.length) {
    const end = endOfRun(lines, place);
    blocks.push(listOf(lines.slice(place, end)));
    place = end;
  }
  return blocks;
}

function inlinesOf(lines: readonly string[]): Inline[] {
  return lines.flatMap((text, index): Inline[] => [
    ...(index > 0 ? [{ kind: "lineBreak" } as const] : []),
    ...(text === "" ? [] : [{ kind: "words", text, bold: false, italic: false, href: null } as const]),
  ]);
}

/**
 * A short name for an exact wording, equal wherever it is computed: 53 bits by the mixing of
 * MurmurHash3's finalizer, in base 36. Not against forgers: the server computes its own.
 */
export function wordingHash(wording: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < wording.length; index++) {
    const code = wording.charCodeAt(index);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return (0x100000000 * (0x1fffff & low) + (high >>> 0)).toString(36);
}

/** Whether `seen` names that wording: by its words, or by their hash. */
export function isSameWording(seen: string, wording: string): boolean {
  return seen === wordingHash(wording) || seen.trim() === wording;
}
