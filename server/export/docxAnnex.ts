/** The parts of the annex in Word. */
import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import type { AnnexPart } from "./annex.ts";
import { docxWords } from "./docxText.ts";
import { xmlText } from "./xml.ts";

const answerIndent = 400;
/** In twentieths of a point: every column of numbers; the names before them have what is left of the page. */
const tableWidth = 9026;
const numberWidth = 1150;
/** A table of so few rows stays on one page. */
const wholeRows = 14;

/** `next` is the part after it: a line stays on the page of the table that follows. */
export function annexPart(part: AnnexPart, next?: AnnexPart): FileChild[] {
  switch (part.kind) {
    case "subheading":
      return [new Paragraph({ style: "AnnexSubheading", children: [docxWords(part.text)] })];
    case "line":
      return [labelled(part.label, part.text, next?.kind === "table")];
    case "table":
      return [
        new Paragraph({
          style: "AnnexText",
          keepNext: true,
          children: [docxWords(part.caption, { bold: true })],
        }),
        tableOf(part.head, part.rows),
        new Paragraph({ style: "AnnexText", children: [] }),
      ];
    case "remark": {
      const place = part.answer ? { indent: { left: answerIndent } } : {};
      return [
        new Paragraph({ style: "Note", keepNext: true, ...place, children: [docxWords(part.by)] }),
        ...(part.quote === ""
          ? []
          : [
              new Paragraph({
                style: "Note",
                ...place,
                children: [docxWords(`“${part.quote}”`, { italics: true })],
              }),
            ]),
        ...part.words
          .split("\n")
          .map((line) => new Paragraph({ style: "AnnexText", ...place, children: [docxWords(line)] })),
      ];
    }
    case "amendment":
      return [
        new Paragraph({
          style: "AnnexText",
          keepNext: true,
          children: [docxWords(`${part.title} · `, { bold: true }), docxWords(part.by)],
        }),
        new Paragraph({
          style: "AnnexText",
          children: part.pieces.map(({ kind, text }) => changed(kind, text)),
        }),
        ...part.facts.map(({ label, text }) => labelled(label, text)),
      ];
  }
}

/** Underlined and struck, so that it can be told apart in black and white. */
function changed(kind: "same" | "added" | "removed", words: string): TextRun {
  const text = xmlText(words);
  if (kind === "added") return new TextRun({ text, color: "1e6b3a", underline: { type: "single" } });
  return kind === "removed" ? new TextRun({ text, color: "a3261d", strike: true }) : new TextRun(text);
}

function labelled(label: string, text: string, keepNext = false): Paragraph {
  const lead = label === "" ? [] : [docxWords(`${label}: `, { bold: true })];
  return new Paragraph({ style: "AnnexText", keepNext, children: [...lead, docxWords(text)] });
}

/** Names on the left, numbers on the right, and a line above the sum. */
function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: "auto" };
  const line = (color: string) => ({ style: BorderStyle.SINGLE, size: 4, color });
  const widths = head.map((_, column) =>
    column === 0 ? tableWidth - numberWidth * (head.length - 1) : numberWidth,
  );
  const row = (cells: readonly string[], place: number) =>
    new TableRow({
      tableHeader: place === 0,
      cantSplit: true,
      children: cells.map(
        (words, column) =>
          new TableCell({
            width: { size: widths[column] ?? numberWidth, type: WidthType.DXA },
            margins: { top: 50, bottom: 0, left: 60, right: 60 },
            borders: { bottom: line(place === 0 ? "1d1b17" : "e2ded4") },
            children: [
              new Paragraph({
                style: "Note",
                keepNext: place < rows.length && rows.length <= wholeRows,
                alignment: column === 0 ? AlignmentType.LEFT : AlignmentType.RIGHT,
                children: [docxWords(words, { bold: place === 0 || place === rows.length })],
              }),
            ],
          }),
      ),
    });
  return new Table({
    width: { size: tableWidth, type: WidthType.DXA },
    columnWidths: widths,
    borders: {
      top: none,
      bottom: none,
      left: none,
      right: none,
      insideHorizontal: none,
      insideVertical: none,
    },
    rows: [head, ...rows].map(row),
  });
}
