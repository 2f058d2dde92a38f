/** A declaration as a writer gets it, where a test says nothing about its deliberation. */
import { type FinishedDocument, finishDocument } from "../../server/export/finishedDocument.ts";
import type { Declaration } from "../../shared/declaration/readDeclaration.ts";
import { type Deliberation, emptyDeliberation } from "../../shared/deliberation/state.ts";
import { type ExportOptions, usualExportOptions } from "../../shared/exports.ts";

export function onPaper(
  declaration: Declaration,
  options: Partial<ExportOptions> = {},
  deliberation: Deliberation = emptyDeliberation,
): FinishedDocument {
  return finishDocument(
    { declaration, deliberation, version: null, at: "2026-09-16T16:00:00.000Z" },
    { ...usualExportOptions, ...options },
  );
}
