/** What can be asked of an export: the formats, and the choices that a facilitator has. */
import * as z from "zod";

/** Every format has its row in `server/export/formats.ts`. */
export const exportFormats = ["pdf", "docx", "html", "csv", "md", "json", "akn"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export function isExportFormat(name: string): name is ExportFormat {
  return (exportFormats as readonly string[]).includes(name);
}

/** How clauses are numbered: 2.3 in each theme, 1 to 17 through all of them, or not at all. Recitals stay (1), (2). */
export const numberings = ["section", "continuous", "none"] as const;
export type Numbering = (typeof numberings)[number];

/** The languages in which the fixed words can be set; what people wrote stays in theirs. */
export const exportLanguages = ["en", "es", "ca", "fr", "de"] as const;
export type ExportLanguage = (typeof exportLanguages)[number];

/** The query of an export. A version is named by its id; without one it is the declaration as it stands. */
export const exportQuery = z.strictObject({
  version: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, "is no id")
    .optional(),
  annex: z.stringbool({ truthy: ["true", "1", "yes"], falsy: ["false", "0", "no"] }).default(true),
  names: z.enum(["shown", "anonymous"]).default("shown"),
  numbering: z.enum(numberings).default("section"),
  language: z.enum(exportLanguages).default("en"),
});

export interface ExportOptions {
  readonly numbering: Numbering;
  /** Whether the annex "how each clause was decided" is part of it. */
  readonly annex: boolean;
  readonly names: "shown" | "anonymous";
  readonly language: ExportLanguage;
}

export const usualExportOptions: ExportOptions = {
  numbering: "section",
  annex: true,
  names: "shown",
  language: "en",
};
