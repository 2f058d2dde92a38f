/** The formats of an export in words, for whoever chooses one. */
import type { ExportLanguage, Numbering } from "../../shared/exports.ts";

interface FormatWords {
  readonly name: string;
  readonly explained: string;
  /** Whether its first lines say more than a page of it would. */
  readonly isPlain?: boolean;
}

const formats: Readonly<Record<string, FormatWords>> = {
  pdf: {
    name: "PDF",
    explained: "To print, sign and hand on: title page, contents, pictures of the roadmap",
  },
  docx: { name: "Word", explained: "To go on writing in Word, with real headings and numbers" },
  html: { name: "Web page", explained: "One file that opens in every browser and on every phone" },
  md: { name: "Markdown", explained: "Plain text with light marks, to be brought in again", isPlain: true },
  csv: { name: "Table of actions", explained: "The roadmap's actions for a spreadsheet", isPlain: true },
  json: { name: "JSON", explained: "Everything, for other programs and for another server", isPlain: true },
  akn: { name: "Akoma Ntoso", explained: "The XML of parliaments and law collections", isPlain: true },
  archive: {
    name: "Full archive",
    explained: "All of this with every version and decision, to be restored later",
  },
};

export function formatWords(format: string): FormatWords {
  return formats[format] ?? { name: format.toUpperCase(), explained: "", isPlain: true };
}

/** What is shown of a paper before it is made. */
export function previewWords(format: string): string {
  if (format === "archive") return "What the archive holds";
  if (format === "pdf") return "Its first page";
  if (format === "docx") return "Its words, drawn as a web page. Word divides them into pages.";
  return formatWords(format).isPlain ? "Its first lines" : "How it begins";
}

export const numberingWords: Readonly<Record<Numbering, string>> = {
  section: "In each theme: 2.3",
  continuous: "Through all themes: 1 to 17",
  none: "None",
};

export const languageWords: Readonly<Record<ExportLanguage, string>> = {
  en: "English",
  es: "Español",
  ca: "Català",
  fr: "Français",
  de: "Deutsch",
};

/** 1234567 as `1.2 MB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
