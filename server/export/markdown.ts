/** The finished document as Markdown. */
import {
  type Block,
  type List,
  type Paragraph,
  plainText,
} from "../../shared/declaration/readDeclaration.ts";
import type {
  FinishedClause,
  FinishedDocument,
  FinishedQuestion,
  FinishedSection,
} from "./finishedDocument.ts";
import { labelled, markdownAnnex, quoted } from "./markdownAnnex.ts";
import { markdownLines, markdownWords } from "./markdownText.ts";
import type { FixedWords } from "./words/fixedWords.ts";
import { fillIn } from "./words.ts";

/** Every word of the declaration in Markdown. Throws on a kind of block that it does not know. */
export function writeMarkdown(document: FinishedDocument): string {
  const sections = document.sections.flatMap((section) => writeSection(section, document.words));
  return `${[`# ${markdownWords(document.title)}`, ...sections, ...markdownAnnex(document)].join("\n\n")}\n`;
}

function writeSection({ number, heading, clauses, questions }: FinishedSection, words: FixedWords): string[] {
  const numbered = number === null ? "" : `${number}. `;
  return [
    `## ${numbered}${markdownWords(heading)}`,
    ...(questions.length === 0 ? [] : [writeQuestions(questions, words)]),
    ...clauses.map((clause) => writeClause(clause, words)),
  ];
}

/** In a quote, so that nobody takes them for words of the declaration. */
function writeQuestions(questions: readonly FinishedQuestion[], words: FixedWords): string {
  const items = questions.map(({ wording, answeredBy }) => {
    const clauses = answeredBy.map(({ label }) => label).join(", ");
    const by = clauses === "" ? words.notAnswered : fillIn(words.answeredBy, { clauses });
    return `> - ${markdownWords(wording)} _${markdownWords(by)}_`;
  });
  return [`> **${markdownWords(words.guidingQuestions)}**`, ">", ...items].join("\n");
}

function writeClause(clause: FinishedClause, words: FixedWords): string {
  const { number, blocks, answers, fields, status, frozen } = clause;
  const [first, ...others] = blocks.filter(hasWords);
  const label = number === "" ? "" : `**${number}**`;
  const opening = first?.kind === "paragraph" ? [`${label} ${writers.paragraph(first, 0)}`.trim()] : [label];
  const rest = first === undefined || first.kind === "paragraph" ? others : [first, ...others];
  const standing = [status === "draft" ? "" : words.statuses[status], frozen ? words.frozen : ""];
  const notes = standing.filter(Boolean).join(" · ");
  return [
    ...opening.filter(Boolean),
    ...writeBlocks(rest),
    ...(fields.length === 0
      ? []
      : [quoted(fields.flatMap(({ label: name, values }) => labelled(name, values.join("; "))))]),
    ...(notes === "" ? [] : [`_${markdownWords(`${words.status}: ${notes}`)}_`]),
    ...answers.map(({ wording }) => `_${markdownWords(`${words.answers}: ${wording}`)}_`),
  ].join("\n\n");
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
