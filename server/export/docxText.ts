/** Words and blocks in Word: what people wrote as runs of text, lists as Word's own lists. */
import {
  AlignmentType,
  ExternalHyperlink,
  type IParagraphOptions,
  LevelFormat,
  Paragraph,
  type ParagraphChild,
  TextRun,
} from "docx";
import { isAllowedAddress } from "../../shared/declaration/grammar.ts";
import type { Block, Inline, List } from "../../shared/declaration/readDeclaration.ts";
import { xmlText } from "./xml.ts";

/** Word has nine levels. */
const deepestList = 8;
/** In twentieths of a point: where a clause's words begin, and how far each level of lists goes in. */
export const clauseIndent = 720;
const listStep = 400;

/** The lists of one file: Word counts each by a numbering of its own. */
export class DocxLists {
  readonly #configurations: { reference: string; levels: LevelOptions[] }[] = [
    { reference: "bullets", levels: levels(() => ({ format: LevelFormat.BULLET, text: "•", start: 1 })) },
  ];

  /** A numbering for that list, which begins where it does. */
  referenceFor({ kind, start }: List): string {
    if (kind === "bulletList") return "bullets";
    const reference = `list-${this.#configurations.length}`;
    const first = start >= 0 && start < 32_000 ? start : 1;
    this.#configurations.push({
      reference,
      levels: levels((level) => ({
        format: countings[level % 3] ?? LevelFormat.DECIMAL,
        text: `(%${level + 1})`,
        start: first,
      })),
    });
    return reference;
  }

  get configurations() {
    return this.#configurations;
  }
}

/** As in the PDF: (a), in it (i), in it (1). */
const countings = [LevelFormat.LOWER_LETTER, LevelFormat.LOWER_ROMAN, LevelFormat.DECIMAL] as const;

type LevelOptions = ReturnType<typeof levels>[number];

function levels(
  of: (level: number) => {
    readonly format: (typeof LevelFormat)[keyof typeof LevelFormat];
    readonly text: string;
    readonly start: number;
  },
) {
  return Array.from({ length: deepestList + 1 }, (_, level) => ({
    ...of(level),
    level,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: clauseIndent + (level + 1) * listStep, hanging: listStep } } },
  }));
}

/** Paragraphs for those blocks. `first` is how the first of them looks where it is a paragraph. */
export function docxBlocks(
  blocks: readonly Block[],
  lists: DocxLists,
  first: { readonly style: string; readonly before?: readonly ParagraphChild[] },
): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  const label = first.before ?? [];
  if (blocks[0]?.kind !== "paragraph" && label.length > 0)
    paragraphs.push(new Paragraph({ style: first.style, keepNext: true, children: [...label] }));
  for (const [index, block] of blocks.entries()) {
    if (!Object.hasOwn(writers, block.kind)) throw new Error(`Word has no writer for "${block.kind}".`);
    if (block.kind !== "paragraph") paragraphs.push(...listParagraphs(block, lists, 0));
    else {
      const style = index === 0 ? first.style : "ClauseMore";
      const children = [...(index === 0 ? label : []), ...docxInlines(block.inlines)];
      paragraphs.push(new Paragraph({ style, ...direction(block.inlines), children }));
    }
  }
  return paragraphs;
}

/** The kinds of block that are written here. */
const writers: Readonly<Record<Block["kind"], true>> = {
  paragraph: true,
  bulletList: true,
  orderedList: true,
};

function listParagraphs(list: List, lists: DocxLists, depth: number): Paragraph[] {
  const reference = lists.referenceFor(list);
  const level = Math.min(depth, deepestList);
  return list.items.flatMap((item) => {
    let numbered = false;
    return item.flatMap((block) => {
      if (!Object.hasOwn(writers, block.kind)) throw new Error(`Word has no writer for "${block.kind}".`);
      if (block.kind !== "paragraph") {
        // A number without words of its own still stands, above what is nested in it.
        const own = numbered ? [] : [new Paragraph({ style: "ClauseMore", numbering: { reference, level } })];
        numbered = true;
        return [...own, ...listParagraphs(block, lists, depth + 1)];
      }
      const place: IParagraphOptions = numbered
        ? { indent: { left: clauseIndent + (level + 1) * listStep } }
        : { numbering: { reference, level } };
      numbered = true;
      return [
        new Paragraph({
          style: "ClauseMore",
          ...place,
          ...direction(block.inlines),
          children: docxInlines(block.inlines),
        }),
      ];
    });
  });
}

function docxInlines(inlines: readonly Inline[]): ParagraphChild[] {
  return inlines.flatMap((inline): ParagraphChild[] => {
    if (inline.kind === "lineBreak") return [new TextRun({ break: 1 })];
    const text = xmlText(inline.text);
    if (text === "") return [];
    const rightToLeft = isRightToLeft(text) ? { rightToLeft: true } : {};
    const look = { text, bold: inline.bold, italics: inline.italic, ...rightToLeft };
    return isAllowedAddress(inline.href)
      ? [
          new ExternalHyperlink({
            link: inline.href,
            children: [new TextRun({ ...look, style: "Hyperlink" })],
          }),
        ]
      : [new TextRun(look)];
  });
}

/** Words of one line without marks. */
export function docxWords(
  text: string,
  look: { readonly bold?: boolean; readonly italics?: boolean } = {},
): TextRun {
  return new TextRun({ ...look, text: xmlText(text), ...(isRightToLeft(text) ? { rightToLeft: true } : {}) });
}

function direction(inlines: readonly Inline[]): { readonly bidirectional?: true } {
  const words = inlines.map((inline) => (inline.kind === "words" ? inline.text : "")).join("");
  return isRightToLeft(words) ? { bidirectional: true } : {};
}

/** By the first letter that has a direction. */
function isRightToLeft(text: string): boolean {
  const [letter] = /\p{L}/u.exec(text) ?? [];
  return (
    letter !== undefined &&
    /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter)
  );
}
