/** The annex in Markdown: quotes for what people said, tables for positions. */
import { type AnnexEntry, type AnnexPart, annexEntries } from "./annex.ts";
import type { ChangePiece } from "./changedWords.ts";
import type { FinishedDocument } from "./finishedDocument.ts";
import { markdownWords } from "./markdownText.ts";
import type { FixedWords } from "./words/fixedWords.ts";

/** Its paragraphs; none where the paper has no annex. */
export function markdownAnnex(document: FinishedDocument): string[] {
  const { words } = document;
  const entries = annexEntries(document);
  if (entries.length === 0) return [];
  return [
    `## ${markdownWords(`${words.annex}: ${words.annexTitle}`)}`,
    markdownWords(words.annexIntroduction),
    ...entries.flatMap((entry) => writeEntry(entry, words)),
  ];
}

/** Lines of words in a quote; a paragraph of its own. */
export function quoted(lines: readonly string[]): string {
  return lines.map((line) => `> ${line}`).join("\\\n");
}

/** Words of several lines, each line for itself. */
function linesOf(text: string): string[] {
  return text
    .split(/[\n\r\u2028\u2029]+/)
    .map(markdownWords)
    .filter((line) => line !== "");
}

/** `**Label:** words`, over as many lines as the words have. */
export function labelled(label: string, text: string): string[] {
  const [first = "", ...others] = linesOf(text);
  return label === "" ? [first, ...others] : [`**${markdownWords(label)}:** ${first}`.trimEnd(), ...others];
}

function writeEntry({ number, heading, parts }: AnnexEntry, words: FixedWords): string[] {
  const title = `${number} ${markdownWords(heading)}`.trim();
  return [`### ${title}`, ...parts.flatMap((part) => writePart(part, words))];
}

const writers: {
  readonly [Kind in AnnexPart["kind"]]: (
    part: Extract<AnnexPart, { kind: Kind }>,
    words: FixedWords,
  ) => string[];
} = {
  subheading: ({ text }) => [`#### ${markdownWords(text)}`],
  line: ({ label, text }) => [labelled(label, text).join("\\\n")],
  table: ({ caption, head, rows }) => [
    `**${markdownWords(caption)}**`,
    [row(head), `| --- |${" --: |".repeat(head.length - 1)}`, ...rows.map(row)].join("\n"),
  ],
  remark: ({ answer, by, quote, words }, fixed) => [
    quoted([
      `_${markdownWords(answer ? `${fixed.reply} · ${by}` : by)}_`,
      ...(quote === "" ? [] : labelled(fixed.onTheWords, `“${quote}”`)),
      ...linesOf(words),
    ]),
  ],
  amendment: ({ title, by, pieces, facts }, fixed) => [
    quoted([
      `**${markdownWords(title)}** · _${markdownWords(by)}_`,
      ...wordingOf(fixed.formerWording, pieces, "removed"),
      ...wordingOf(fixed.proposedWording, pieces, "added"),
      ...facts.flatMap(({ label, text }) => labelled(label, text)),
    ]),
  ],
};

function writePart(part: AnnexPart, words: FixedWords): string[] {
  return (writers[part.kind] as (part: AnnexPart, words: FixedWords) => string[])(part, words);
}

function wordingOf(label: string, pieces: readonly ChangePiece[], kind: ChangePiece["kind"]): string[] {
  const text = pieces
    .filter((piece) => piece.kind === "same" || piece.kind === kind)
    .map((piece) => piece.text)
    .join("");
  return text.trim() === "" ? [] : labelled(label, text);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(markdownWords).join(" | ")} |`;
}
