/** What the press and its workers say to each other. */
import type { ExportFormat } from "../../shared/exports.ts";
import type { FinishedDocument } from "./finishedDocument.ts";

export interface PressJob {
  readonly format: ExportFormat;
  readonly document: FinishedDocument;
}

export type PressAnswer = { readonly paper: Uint8Array<ArrayBuffer> } | { readonly failure: string };
