/**
 * Words in Markdown (CommonMark, and safe for GitHub's and Pandoc's additions): what people wrote
 * stays what they wrote, and only our own marks are markup.
 */
import { isAllowedAddress } from "../../shared/declaration/grammar.ts";
import type { Inline, Words } from "../../shared/declaration/readDeclaration.ts";

/** The lines of a paragraph, joined by line breaks; empty where it holds no words. */
export function markdownLines(inlines: readonly Inline[]): string {
  const lines: Words[][] = [[]];
  for (const inline of inlines) {
    if (inline.kind === "lineBreak") lines.push([]);
    else lines.at(-1)?.push(inline);
  }
  const written = lines.map(writeLine);
  const first = written.findIndex((line) => line !== "");
  return written.slice(Math.max(first, 0), written.findLastIndex((line) => line !== "") + 1).join("\\\n");
}

/** Words of one line without marks, as for a heading. */
export function markdownWords(text: string): string {
  const words = writeLine([{ kind: "words", text, bold: false, italic: false, href: null }]);
  // Number signs at the end of a heading would be taken for its closing mark.
  return words.replace(/#+$/, (signs) => signs.replaceAll("#", "\\#"));
}

interface Run {
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly href: string | null;
}

const plain: Run = { text: "", bold: false, italic: false, href: null };

function writeLine(words: readonly Words[]): string {
  const runs = runsOf(words);
  let line = "";
  for (const [index, run] of runs.entries()) {
    const before = runs[index - 1] ?? plain;
    const after = runs[index + 1] ?? plain;
    line += closings(before, run) + openings(before, run);
    line += escapeRun(run.text, {
      startsLine: line === "",
      encodeFirst: /[*_]$/.test(closings(before, run)) && openings(before, run) === "",
      encodeLast: /^[*_]/.test(openings(run, after)) && closings(run, after) === "",
    });
  }
  return line + closings(runs.at(-1) ?? plain, plain);
}

/** Marks nest as link, bold, italic: where an outer one changes, the inner ones end and begin again. */
function closings(before: Run, after: Run): string {
  const link = before.href !== after.href;
  const bold = before.bold && (link || !after.bold);
  const italic = before.italic && (link || before.bold !== after.bold || !after.italic);
  const address = link && before.href !== null ? `](${writeAddress(before.href)})` : "";
  return (italic ? "_" : "") + (bold ? "**" : "") + address;
}

function openings(before: Run, after: Run): string {
  const link = before.href !== after.href;
  const bold = after.bold && (link || !before.bold);
  const italic = after.italic && (link || before.bold !== after.bold || !before.italic);
  return (link && after.href !== null ? "[" : "") + (bold ? "**" : "") + (italic ? "_" : "");
}

/**
 * Runs of equal marks. Spaces carry a mark only between two words that do: Markdown takes a mark
 * beside a space for a plain asterisk.
 */
function runsOf(words: readonly Words[]): Run[] {
  const parts = words.flatMap((each): Run[] =>
    (clean(each.text).match(/\s+|\S+/g) ?? []).map((text) => ({
      text,
      bold: each.bold,
      italic: each.italic,
      href: isAllowedAddress(each.href) ? each.href : null,
    })),
  );
  while (isSpace(parts[0])) parts.shift();
  while (isSpace(parts.at(-1))) parts.pop();
  const runs: Run[] = [];
  for (const [index, part] of parts.entries()) {
    const run = isSpace(part)
      ? spaceBetween(part.text, wordBefore(parts, index), wordAfter(parts, index))
      : part;
    const last = runs.at(-1);
    if (last !== undefined && sameMarks(last, run))
      runs[runs.length - 1] = { ...last, text: last.text + run.text };
    else runs.push(run);
  }
  return runs;
}

function isSpace(part: Run | undefined): boolean {
  return part !== undefined && part.text.trim() === "";
}

function wordBefore(parts: readonly Run[], index: number): Run {
  return parts.slice(0, index).findLast((part) => !isSpace(part)) ?? plain;
}

function wordAfter(parts: readonly Run[], index: number): Run {
  return parts.slice(index).find((part) => !isSpace(part)) ?? plain;
}

function spaceBetween(text: string, before: Run, after: Run): Run {
  const sameLink = before.href === after.href;
  return {
    text,
    bold: sameLink && before.bold && after.bold,
    italic: sameLink && before.bold === after.bold && before.italic && after.italic,
    href: sameLink ? before.href : null,
  };
}

function sameMarks(one: Run, other: Run): boolean {
  return one.bold === other.bold && one.italic === other.italic && one.href === other.href;
}

/** No control characters, and every kind of line end or tab as one space: a blank line would end the paragraph. */
function clean(text: string): string {
  return text.replaceAll(/[\t\n\v\f\r\u2028\u2029]+/g, " ").replaceAll(/\p{Cc}/gu, "");
}

interface Place {
  readonly startsLine: boolean;
  /** A letter right after a mark keeps it from closing, one right before it from opening; written as a number it does not. */
  readonly encodeFirst: boolean;
  readonly encodeLast: boolean;
}

function escapeRun(text: string, place: Place): string {
  const characters = [...text];
  const written = characters.map((character, index) => {
    const atMark =
      (place.encodeFirst && index === 0) || (place.encodeLast && index === characters.length - 1);
    if (atMark && isLetter(character)) return `&#x${character.codePointAt(0)?.toString(16)};`;
    return mustEscape(character, characters[index + 1]) ? `\\${character}` : character;
  });
  const escaped = written.join("");
  if (!place.startsLine) return escaped;
  return escaped.replace(/^[#+>=:-]/, "\\$&").replace(/^(\d{1,9})([.)])/, "$1\\$2");
}

function mustEscape(character: string, next: string | undefined): boolean {
  // Where another run follows, it may be a link, which "!" would turn into a picture.
  if (character === "!") return next === undefined || next === "[";
  if (character === "&") return next !== undefined && /[#A-Za-z0-9]/.test(next);
  return /[\\`*_[\]<|~$^]/.test(character);
}

/** Neither space nor punctuation, in the eyes of any Markdown reader old or new. */
function isLetter(character: string): boolean {
  return !/[\s\p{P}$+<=>^`|~]/u.test(character);
}

function writeAddress(address: string): string {
  const safe = address
    .replaceAll(/[<>\\`\p{Cc}]/gu, (character) => encodeURIComponent(character))
    .replaceAll(/&(?=#?\w+;)/g, "&amp;");
  return /[()*_[\]]/.test(safe) ? `<${safe}>` : safe;
}
