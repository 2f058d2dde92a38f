/** Every kind of paper once: what it is called on the way, and who writes it. A writer is loaded only where it is used. */
import type { ExportFormat } from "../../shared/exports.ts";
import type { FinishedDocument } from "./finishedDocument.ts";

export interface Format {
  readonly extension: string;
  readonly mediaType: string;
  /** Whether it needs the document's `file`, everything one by one. */
  readonly whole?: boolean;
  /** Whether it tells what clauses were called in earlier versions. */
  readonly earlier?: boolean;
  /** Runs in a worker. Throws on anything that it cannot put on paper. */
  readonly write: (document: FinishedDocument) => Promise<string | Uint8Array>;
}

/** What the press can make: the formats, and the PDF's first page to be looked at before. */
export type PaperKind = ExportFormat | "first-page";

export const formats: Readonly<Record<PaperKind, Format>> = {
  pdf: {
    extension: "pdf",
    mediaType: "application/pdf",
    write: async (document) => (await import("./pdf.ts")).writePdf(document),
  },
  "first-page": {
    extension: "svg",
    mediaType: "image/svg+xml",
    write: async (document) => (await import("./pdf.ts")).drawFirstPage(document),
  },
  html: {
    extension: "html",
    mediaType: "text/html; charset=utf-8",
    write: async (document) => (await import("./html.ts")).writeHtml(document),
  },
  csv: {
    extension: "csv",
    mediaType: "text/csv; charset=utf-8",
    write: async (document) => (await import("./csv.ts")).writeCsv(document),
  },
  md: {
    extension: "md",
    mediaType: "text/markdown; charset=utf-8",
    write: async (document) => (await import("./markdown.ts")).writeMarkdown(document),
  },
  json: {
    extension: "json",
    mediaType: "application/json; charset=utf-8",
    whole: true,
    write: async (document) => (await import("./json.ts")).writeJson(document),
  },
  akn: {
    extension: "xml",
    mediaType: "application/akn+xml; charset=utf-8",
    earlier: true,
    write: async (document) => (await import("./akn.ts")).writeAkn(document),
  },
  docx: {
    extension: "docx",
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    write: async (document) => (await import("./docx.ts")).writeDocx(document),
  },
};
