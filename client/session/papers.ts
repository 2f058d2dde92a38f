/** Papers on their way out, and files on their way in. */
import type { NewDeclarationAnswer } from "../../shared/answers.ts";
import type { ExportOptions } from "../../shared/exports.ts";
import type { ImportPreview } from "../../shared/imported.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import { askServer, fetchFrom } from "./askServer.ts";

export interface WantedPaper extends ExportOptions {
  /** As the export's address names it. */
  readonly format: string;
  /** The id of a named version; null for the declaration as it stands. */
  readonly versionId: string | null;
}

/** In place of a format: how the PDF begins, as a drawing. */
export const firstPageOfPdf = "pdf/first-page";

export interface Paper {
  readonly content: Blob;
  readonly fileName: string;
}

/** Makes a paper and brings it here; `onReceived` is told how many bytes have come. Rejects with RefusedError. */
export async function fetchPaper(
  declarationId: string,
  { format, versionId, annex, names, numbering, language }: WantedPaper,
  signal: AbortSignal,
  onReceived: (bytes: number) => void = () => {},
): Promise<Paper> {
  const query = new URLSearchParams({ annex: String(annex), names, numbering, language });
  if (versionId !== null) query.set("version", versionId);
  const address = `/api/declarations/${encodeURIComponent(declarationId)}/export/${format}?${query}`;
  const answer = await fetchFrom(address, { signal });
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let received = 0;
  for (const reader = answer.body?.getReader(); reader !== undefined; ) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    received += value.length;
    onReceived(received);
  }
  const named = /filename="?([^";]+)"?/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
  const content = new Blob(pieces, { type: answer.headers.get("content-type") ?? "" });
  return { content, fileName: named ?? `declaration.${format}` };
}

/** Hands a paper to the browser, to be kept among the downloads. */
export function keepPaper({ content, fileName }: Paper): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = fileName;
  link.click();
  // The browser has taken it once this turn is over.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Restores an archive as a declaration of its own; answers the links into it. */
export async function restoreArchive(file: File): Promise<NewDeclarationAnswer> {
  const headers = { "content-type": "application/zip", "x-file-name": encodeURIComponent(file.name) };
  const answer = await fetchFrom("/api/archive", { method: "POST", headers, body: file });
  return (await answer.json()) as NewDeclarationAnswer;
}

/** Where a file goes: into that declaration, or (null) into a new one. */
type Destination = string | null;

const importAddress = (destination: Destination) =>
  destination === null ? "/api/import" : `/api/declarations/${encodeURIComponent(destination)}/import`;

/** What would become of that file; nothing is changed. `into` names where text goes that stands under no heading of ours. */
export async function previewFile(
  destination: Destination,
  file: File,
  into: string | null,
): Promise<ImportPreview> {
  const query = into === null ? "" : `?into=${encodeURIComponent(into)}`;
  const answer = await fetchFrom(`${importAddress(destination)}/preview${query}`, {
    method: "POST",
    headers: {
      "content-type": file.type || "application/octet-stream",
      "x-file-name": encodeURIComponent(file.name),
    },
    body: file,
  });
  return (await answer.json()) as ImportPreview;
}

/** Takes in what was previewed; answers the record it left. */
export async function acceptFile(declarationId: string, previewId: string): Promise<PlenaryRecord> {
  const address = `${importAddress(declarationId)}/accept`;
  return (await askServer<{ record: PlenaryRecord }>(address, { previewId })).record;
}

/** Makes a new declaration of what was previewed; answers the links into it. */
export function beginWithFile(previewId: string): Promise<NewDeclarationAnswer> {
  return askServer<NewDeclarationAnswer>(`${importAddress(null)}/accept`, { previewId });
}
