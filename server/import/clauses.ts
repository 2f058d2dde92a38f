/** Where one clause ends and the next begins in the blocks of a foreign text. */
import { type Block, type Inline, plainText } from "../../shared/declaration/readDeclaration.ts";
import type { SectionName } from "../../shared/imported.ts";
import { themeOf, themes } from "../../shared/programme.ts";

interface FoundClause {
  readonly blocks: Block[];
  readonly questions: string[];
}

/**
 * The clauses in the blocks of a section. Numbers like 2.3, (1) or 4. that count on begin one each, and go: Plenary
 * counts anew. Where nothing is numbered each paragraph is a clause, with the lists that follow it; a row of lists
 * alone is a clause an item.
 */
export function clausesOf(blocks: readonly Block[], section: SectionName): FoundClause[] {
  const numbered = numberedStarts(blocks, section);
  const clauses: FoundClause[] = [];
  let openingHeading = false;
  for (const [index, block] of blocks.entries()) {
    const last = clauses.at(-1);
    const question = questionAnswered(block);
    const start = numbered.get(index);
    if (question !== null && last !== undefined) last.questions.push(question);
    else if (start !== undefined) clauses.push({ blocks: start === null ? [] : [start], questions: [] });
    else if (last !== undefined && (openingHeading || numbered.size > 0 || block.kind !== "paragraph"))
      last.blocks.push(block);
    else if (block.kind === "paragraph" || numbered.size > 0)
      clauses.push({ blocks: [block], questions: [] });
    else clauses.push(...block.items.map((item) => ({ blocks: [...item], questions: [] })));
    // A heading that became words opens the clause that follows it.
    openingHeading = start === undefined && isHeading(block, blocks[index + 1]);
  }
  return clauses.filter((clause) => clause.blocks.length > 0);
}

function isHeading(block: Block, next: Block | undefined): boolean {
  return next?.kind === "paragraph" && isBold(block) && !isBold(next);
}

function isBold(block: Block): boolean {
  return (
    block.kind === "paragraph" &&
    block.inlines.length > 0 &&
    block.inlines.every((inline) => inline.kind === "words" && inline.bold)
  );
}

/** The paragraphs that begin with a number that counts on, without it; null where nothing else stands in them. */
function numberedStarts(blocks: readonly Block[], { theme }: SectionName): Map<number, Block | null> {
  const starts = new Map<number, Block | null>();
  const own = themeOf(theme)?.number;
  let expected = 1;
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== "paragraph") continue;
    const words = plainText(block.inlines);
    const label = /^\s*(?:\((\d{1,3})\)|C\.(\d{1,3})|(\d)\.(\d{1,3})\.?|(\d{1,3})[.)])(?=\s|$)/.exec(words);
    if (label === null) continue;
    const [whole, recital, closing, of, inTheme, plain] = label;
    if (of !== undefined && Number(of) !== own) continue;
    const count = Number(recital ?? closing ?? inTheme ?? plain);
    const [first] = block.inlines;
    // Bold and alone it is a number even where one is left out; else "3.5 million" may begin with one.
    const alone = first?.kind === "words" && first.bold && first.text.trim() === whole.trim();
    if (count < expected || (!alone && count !== expected)) continue;
    expected = count + 1;
    const inlines = without(block.inlines, whole.length);
    starts.set(index, inlines.length === 0 ? null : { kind: "paragraph", inlines });
  }
  return starts;
}

/** The inlines without their first `length` characters and the space behind them. */
function without(inlines: readonly Inline[], length: number): Inline[] {
  const rest: Inline[] = [];
  let left = length;
  for (const inline of inlines) {
    const begun = rest.length > 0;
    if (inline.kind === "lineBreak") {
      if (begun) rest.push(inline);
      continue;
    }
    const cut = inline.text.slice(left);
    left = Math.max(0, left - inline.text.length);
    const text = begun ? cut : cut.trimStart();
    if (text !== "") rest.push({ ...inline, text });
  }
  return rest;
}

const wordings = new Map(
  themes.flatMap(({ questions }) => questions.map(({ id, wording }) => [wording.toLowerCase(), id] as const)),
);

/** The guiding question that a paragraph of our own papers names, "Answers: …". */
function questionAnswered(block: Block): string | null {
  if (block.kind !== "paragraph") return null;
  const [, wording] = /^\s*Answers:\s*(.*?)\s*$/.exec(plainText(block.inlines)) ?? [];
  return wording === undefined ? null : (wordings.get(wording.toLowerCase()) ?? null);
}
