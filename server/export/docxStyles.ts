/** How the paper looks in Word: named styles throughout, so that whoever works on with it changes one place. */
import { type IStylesOptions, LineRuleType } from "docx";
import type { ExportLanguage } from "../../shared/exports.ts";
import { clauseIndent } from "./docxText.ts";

/** Fonts that Word brings; LibreOffice has some of the same widths. */
const serif = "Cambria";
const sans = "Calibri";
const ink = "1d1b17";
const muted = "625d53";

export const themeColours: Readonly<Record<string, string>> = {
  "strategic-leadership": "3a489c",
  "digital-transformation": "0a6664",
  "recognition-interoperability": "86490a",
  "lifelong-learning": "862c66",
};

const wordLanguages: Readonly<Record<ExportLanguage, string>> = {
  en: "en-GB",
  es: "es-ES",
  ca: "ca-ES",
  fr: "fr-FR",
  de: "de-DE",
};

/** Sizes in half points, distances in twentieths of a point. */
export function docxStyles(language: ExportLanguage): IStylesOptions {
  const heading = (size: number, before: number, after: number) => ({
    run: { font: sans, bold: true, size, color: ink },
    paragraph: { spacing: { before, after }, keepNext: true, keepLines: true },
  });
  const note = { font: sans, size: 18, color: muted };
  return {
    default: {
      document: {
        run: { font: serif, size: 22, color: ink, language: { value: wordLanguages[language] } },
        paragraph: { spacing: { after: 120, line: 290, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { font: sans, bold: true, size: 60, color: ink },
        paragraph: { spacing: { before: 3600, after: 360, line: 264, lineRule: LineRuleType.AUTO } },
      },
      heading1: heading(32, 480, 160),
      heading2: heading(23, 320, 80),
      heading3: heading(20, 200, 60),
      hyperlink: { run: { color: "0b57a4", underline: { type: "single" } } },
    },
    paragraphStyles: [
      {
        id: "Clause",
        name: "Plenary Clause",
        basedOn: "Normal",
        next: "ClauseMore",
        quickFormat: true,
        paragraph: {
          spacing: { before: 200, after: 100 },
          indent: { left: clauseIndent, hanging: clauseIndent },
        },
      },
      {
        id: "ClauseMore",
        name: "Plenary Clause Continued",
        basedOn: "Normal",
        quickFormat: true,
        paragraph: { spacing: { after: 100 }, indent: { left: clauseIndent } },
      },
      {
        id: "Note",
        name: "Plenary Note",
        basedOn: "Normal",
        quickFormat: true,
        run: note,
        paragraph: { spacing: { after: 60, line: 260, lineRule: LineRuleType.AUTO } },
      },
      {
        id: "ClauseNote",
        name: "Plenary Clause Note",
        basedOn: "Note",
        quickFormat: true,
        paragraph: { spacing: { after: 60 }, indent: { left: clauseIndent } },
      },
      {
        id: "ContentsHeading",
        name: "Plenary Contents Heading",
        basedOn: "Normal",
        run: { font: sans, bold: true, size: 32 },
        paragraph: { spacing: { after: 200 } },
      },
      {
        id: "AnnexHeading",
        name: "Plenary Annex Heading",
        basedOn: "Heading2",
        next: "AnnexText",
        paragraph: { outlineLevel: 1 },
      },
      {
        id: "AnnexSubheading",
        name: "Plenary Annex Subheading",
        basedOn: "Heading3",
        next: "AnnexText",
        paragraph: { outlineLevel: 2 },
      },
      {
        id: "AnnexText",
        name: "Plenary Annex",
        basedOn: "Normal",
        quickFormat: true,
        run: { font: sans, size: 19 },
        paragraph: { spacing: { after: 60, line: 260, lineRule: LineRuleType.AUTO } },
      },
    ],
  };
}
