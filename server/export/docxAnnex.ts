/** The parts of the annex in Word. */
import { type FileChild, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from "docx";
import type { AnnexPart } from "./annex.ts";
import { docxWords } from "./docxText.ts";
import { xmlText } from "./xml.ts";

const answerIndent = 400;

export function annexPart(part: AnnexPart): FileChild[] {
  switch (part.kind) {
    case "subheading":
      return [new Paragraph({ style: "AnnexSubheading", children: [docxWords(part.text)] })];
    case "line":
      return [labelled(part.label, part.text)];
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

function labelled(label: string, text: string): Paragraph {
  const lead = label === "" ? [] : [docxWords(`${label}: `, { bold: true })];
  return new Paragraph({ style: "AnnexText", children: [...lead, docxWords(text)] });
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): Table {
  const row = (cells: readonly string[], tableHeader: boolean) =>
    new TableRow({
      tableHeader,
      cantSplit: true,
      children: cells.map(
        (words) =>
          new TableCell({
            margins: { top: 30, bottom: 30, left: 80, right: 80 },
            children: [new Paragraph({ style: "Note", children: [docxWords(words, { bold: tableHeader })] })],
          }),
      ),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [row(head, true), ...rows.map((cells) => row(cells, false))],
  });
}
