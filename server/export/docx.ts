/** The finished document as a Word file: real styles, headings and lists, a field for the contents, running heads. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { annexEntries } from "./annex.ts";
import { annexPart } from "./docxAnnex.ts";
import { contentsPages } from "./docxPages.ts";
import { settled } from "./docxSettled.ts";
import { docxStyles, themeColours } from "./docxStyles.ts";
import { clauseIndent, DocxLists, docxBlocks, docxWords } from "./docxText.ts";
import type { FinishedClause, FinishedDocument, FinishedSection } from "./finishedDocument.ts";
import { dayIn, fillIn } from "./words.ts";
import { xmlText } from "./xml.ts";

/** In twentieths of a point: between the margins of an A4 page. */
const textWidth = 9026;
const labelWidth = 1900;
const shortTitleLetters = 60;

/** Every word of the declaration. Throws on a kind of block that it does not know. */
export async function writeDocx(document: FinishedDocument): Promise<Uint8Array> {
  const { title, options, words, version, at } = document;
  const lists = new DocxLists();
  const letters = [...xmlText(title)];
  const shortTitle =
    letters.length <= shortTitleLetters
      ? letters.join("")
      : `${letters.slice(0, shortTitleLetters).join("")}…`;
  const asOf = fillIn(words.asOf, { date: dayIn(options.language, at) });
  const untilAnnex: FileChild[] = [
    new Paragraph({ heading: HeadingLevel.TITLE, children: [docxWords(title)] }),
    note([version?.name ?? "", asOf].filter(Boolean).join(" · ")),
    new Paragraph({ style: "ContentsHeading", pageBreakBefore: true, children: [docxWords(words.contents)] }),
    new TableOfContents(words.contents, { hyperlink: true, headingStyleRange: "1-1" }),
    ...document.sections.flatMap((section, index) => sectionOf(section, index, document, lists)),
  ];
  const annex = annexOf(document);
  const file = new Document({
    title: xmlText(title),
    creator: "Plenary",
    description: xmlText(asOf),
    // The heading of the annex is the last in the contents.
    ...contentsPages(untilAnnex.length + 1, document),
    styles: docxStyles(options.language),
    numbering: { config: lists.configurations },
    sections: [
      {
        properties: { titlePage: true },
        headers: { default: runningHead(shortTitle), first: new Header({ children: [new Paragraph("")] }) },
        footers: { default: pageFoot(words.page), first: new Footer({ children: [new Paragraph("")] }) },
        children: [...untilAnnex, ...annex],
      },
    ],
  });
  return settled(await Packer.toBuffer(file), at);
}

function runningHead(title: string): Header {
  return new Header({
    children: [new Paragraph({ style: "Note", alignment: AlignmentType.LEFT, children: [docxWords(title)] })],
  });
}

function pageFoot(page: string): Footer {
  const children = [
    new TextRun({ children: [`${page} `, PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES] }),
  ];
  return new Footer({
    children: [new Paragraph({ style: "Note", alignment: AlignmentType.RIGHT, children })],
  });
}

function sectionOf(
  { theme, number, heading, clauses, questions }: FinishedSection,
  index: number,
  { words }: FinishedDocument,
  lists: DocxLists,
): FileChild[] {
  const colour = theme === null ? undefined : themeColours[theme];
  const words1 = `${number === null ? "" : `${number}. `}${heading}`;
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      pageBreakBefore: index === 0,
      children: [new TextRun({ text: xmlText(words1), ...(colour === undefined ? {} : { color: colour }) })],
    }),
    ...(clauses.length === 0 ? [note(words.emptySection)] : []),
    ...clauses.flatMap((clause) => clauseOf(clause, words, lists)),
    ...(questions.length === 0 ? [] : [note(words.guidingQuestions, { bold: true })]),
    ...questions.map(({ wording, answeredBy }) => {
      const by = fillIn(words.answeredBy, { clauses: answeredBy.map(({ label }) => label).join(", ") });
      return note(`${wording} ${answeredBy.length === 0 ? words.notAnswered : by}`);
    }),
  ];
}

/** The number is written out, as the room knows it: it must not change when somebody edits the file. */
function clauseOf(clause: FinishedClause, words: FinishedDocument["words"], lists: DocxLists): FileChild[] {
  const { number, blocks, answers, fields, status, frozen } = clause;
  const before =
    number === "" ? [] : [new TextRun({ text: number, bold: true }), new TextRun({ children: [new Tab()] })];
  const state = [status === "draft" ? "" : words.statuses[status], frozen ? words.frozen : ""].filter(
    Boolean,
  );
  return [
    ...docxBlocks(blocks, lists, { style: "Clause", before }),
    ...answers.map(({ wording }) => clauseNote(`${words.answers}: ${wording}`, { italics: true })),
    ...(state.length === 0 ? [] : [clauseNote(`${words.status}: ${state.join(", ")}`)]),
    ...(fields.length === 0 ? [] : [fieldTable(clause), new Paragraph({ style: "Note", children: [] })]),
  ];
}

function fieldTable({ fields }: FinishedClause): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: "auto" };
  const line = { style: BorderStyle.SINGLE, size: 4, color: "e2ded4" };
  // The action stays whole on its page, and its wording with the first line of it.
  const cell = (width: number, text: string, bold: boolean, keepNext: boolean) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      margins: { top: 30, bottom: 30, left: 60, right: 60 },
      children: [new Paragraph({ style: "Note", keepNext, children: [docxWords(text, { bold })] })],
    });
  return new Table({
    width: { size: textWidth - clauseIndent, type: WidthType.DXA },
    columnWidths: [labelWidth, textWidth - clauseIndent - labelWidth],
    indent: { size: clauseIndent, type: WidthType.DXA },
    borders: {
      top: line,
      bottom: line,
      left: none,
      right: none,
      insideHorizontal: line,
      insideVertical: none,
    },
    rows: fields.map(
      ({ label, values }, index) =>
        new TableRow({
          cantSplit: true,
          children: [
            cell(labelWidth, label, true, index < fields.length - 1),
            cell(textWidth - clauseIndent - labelWidth, values.join("; "), false, index < fields.length - 1),
          ],
        }),
    ),
  });
}

function annexOf(document: FinishedDocument): FileChild[] {
  const { words } = document;
  const entries = annexEntries(document);
  if (entries.length === 0) return [];
  return [
    new Paragraph({
      heading: HeadingLevel.HEADING_1,
      pageBreakBefore: true,
      children: [docxWords(`${words.annex}: ${words.annexTitle}`)],
    }),
    note(words.annexIntroduction),
    ...entries.flatMap(({ number, heading, parts }) => [
      new Paragraph({
        style: "AnnexHeading",
        children: [docxWords(number === "" ? heading : `${number}  ${heading}`)],
      }),
      ...parts.flatMap((part, index) => annexPart(part, parts[index + 1])),
    ]),
  ];
}

type Look = Parameters<typeof docxWords>[1];

function note(text: string, look?: Look): Paragraph {
  return new Paragraph({ style: "Note", children: [docxWords(text, look)] });
}

function clauseNote(text: string, look?: Look): Paragraph {
  return new Paragraph({ style: "ClauseNote", children: [docxWords(text, look)] });
}
