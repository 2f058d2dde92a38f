/** The finished document as Markdown. */
import {
  type Block,
  type List,
  type Paragraph,
  plainText,
} from "../../shared/declaration/readDeclaration.ts";
import type { FinishedClause, FinishedDocument, FinishedSection } from "./finishedDocument.ts";
import { markdownLines, markdownWords } from "./markdownText.ts";

/** Every word of the declaration in Markdown. Throws on a kind of block that it does not know. */
export function writeMarkdown(document: FinishedDocument): string {
  return `${[`# ${markdownWords(document.title)}`, ...document.sections.flatMap(writeSection)].join("\n\n")}\n`;
}

function writeSection({ number, heading, clauses }: FinishedSection): string[] {
  const numbered = number === null ? "" : `${number}. `;
  return [`## ${numbered}${markdownWords(heading)}`, ...clauses.map(writeClause)];
}

function writeClause({ number, blocks, answers }: FinishedClause): string {
  const [first, ...others] = blocks.filter(hasWords);
  const label = `**${number}**`;
  const opening = first?.kind === "paragraph" ? [`${label} ${writers.paragraph(first, 0)}`] : [label];
  const rest = first === undefined || first.kind === "paragraph" ? others : [first, ...others];
  const quiet = answers.map((question) => `_Answers: ${markdownWords(question.wording)}_`);
  return [...opening, ...writeBlocks(rest), ...quiet].join("\n\n");
}

/** One writer for each kind of block. `turn` alternates between lists in a row, which would else become one. */
const writers: {
  readonly [Kind in Block["kind"]]: (block: Extract<Block, { kind: Kind }>, turn: number) => string;
} = {
  paragraph: (paragraph: Paragraph) => markdownLines(paragraph.inlines),
  bulletList: (list: List, turn) =>
    // A row of empty bullets reads as a line across the page.
    writeItems(
      list.items.filter((item) => item.some(hasWords)),
      () => (turn % 2 === 0 ? "-" : "*"),
    ),
  orderedList: (list: List, turn) =>
    writeItems(list.items, (index) => `${firstNumber(list) + index}${turn % 2 === 0 ? "." : ")"}`),
};

function writeBlocks(blocks: readonly Block[]): string[] {
  let turn = 0;
  return blocks.filter(hasWords).map((block, index, all) => {
    turn = index > 0 && all[index - 1]?.kind === block.kind ? turn + 1 : 0;
    return writeBlock(block, turn);
  });
}

function writeBlock(block: Block, turn: number): string {
  return (writers[block.kind] as (block: Block, turn: number) => string)(block, turn);
}

function writeItems(items: List["items"], marker: (index: number) => string): string {
  const written = items.map((item, index) => {
    const mark = marker(index);
    const indent = " ".repeat(mark.length + 1);
    return `${mark} ${writeBlocks(item).join("\n\n")}`.trimEnd().replaceAll(/\n(?!\n)/g, `\n${indent}`);
  });
  return written.join(written.some((item) => item.includes("\n")) ? "\n\n" : "\n");
}

/** Markdown counts with up to nine digits and from nought; other starts begin at 1. */
function firstNumber({ start, items }: List): number {
  return Number.isSafeInteger(start) && start >= 0 && start + items.length <= 999_999_999 ? start : 1;
}

/** Asked of each block first, so that none is taken for empty because nobody can read it. */
function hasWords(block: Block): boolean {
  if (!Object.hasOwn(writers, block.kind)) throw new Error(`Markdown has no writer for "${block.kind}".`);
  return block.kind === "paragraph"
    ? plainText(block.inlines).trim() !== ""
    : block.items.some((item) => item.some(hasWords));
}
