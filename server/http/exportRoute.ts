/** A paper on its way: the text and the records as they are stored → the finished document → one writer. */
import { Router } from "express";
import type * as Y from "yjs";
import { readDeclaration } from "../../shared/declaration/readDeclaration.ts";
import { type ExportOptions, exportQuery, isExportFormat } from "../../shared/exports.ts";
import { Refusal } from "../errors.ts";
import { type FinishedDocument, finishDocument, type StateOnPaper } from "../export/finishedDocument.ts";
import { formats } from "../export/formats.ts";
import { ExportFailure } from "../export/press.ts";
import type { ParticipantRow } from "../store/store.ts";
import type { AppParts } from "./appParts.ts";
import { personWhoMay, validInput } from "./guards.ts";

/** `GET /api/declarations/:id/export/:format?version=&annex=&names=&numbering=&language=` */
export function exportRoute(parts: AppParts): Router {
  const router = Router();
  router.get("/api/declarations/:id/export/:format", async (request, response) => {
    const reader = await personWhoMay("export", request, parts);
    const { format } = request.params;
    if (!isExportFormat(format)) throw new Refusal("format-unknown");
    const { version, ...options } = validInput(exportQuery, request.query);
    const finished = await finishedFor(reader, version ?? null, options, parts, formats[format].whole);
    const paper = await print(format, finished, parts);
    response.attachment(`${fileNameOf(finished)}.${formats[format].extension}`);
    response.setHeader("Content-Type", formats[format].mediaType);
    response.send(Buffer.from(paper.buffer));
  });
  return router;
}

/** The declaration as it stands or as it stood at a named version. Refusal version-unknown. */
async function finishedFor(
  { id: participantId, role, declarationId }: ParticipantRow,
  versionId: string | null,
  options: ExportOptions,
  parts: AppParts,
  whole = false,
): Promise<FinishedDocument> {
  const records = await parts.rooms.recordsOf(declarationId);
  const recordsUpTo = (sequence: number) =>
    whole ? { records: records.newsFor({ participantId, role }, 0, sequence).records } : {};
  if (versionId === null) {
    const { deliberation } = records;
    const text = await parts.rooms.readText(declarationId);
    const at = new Date(parts.now()).toISOString();
    return finished(
      text,
      { deliberation, version: null, at, ...recordsUpTo(deliberation.sequence) },
      options,
    );
  }
  const version = records.deliberation.versions.find((each) => each.versionId === versionId);
  if (version === undefined) throw new Refusal("version-unknown");
  const { name, at, textSequence, recordSequence } = version;
  const text = await parts.rooms.readTextAt(declarationId, textSequence);
  const deliberation = records.deliberationAt(recordSequence);
  const state = { deliberation, version: { versionId, name, at }, at, ...recordsUpTo(recordSequence) };
  return finished(text, state, options);
}

function finished(
  text: Y.Doc,
  state: Omit<StateOnPaper, "declaration">,
  options: ExportOptions,
): FinishedDocument {
  try {
    const declaration = readDeclaration(text);
    if (declaration.sections.length === 0)
      throw new Refusal(
        "version-unknown",
        "The text of this version stayed where the declaration came from.",
      );
    return finishDocument({ declaration, ...state }, options);
  } finally {
    text.destroy();
  }
}

async function print(
  format: Parameters<AppParts["press"]["write"]>[0],
  document: FinishedDocument,
  { press, log }: AppParts,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await press.write(format, document);
  } catch (error) {
    if (error instanceof ExportFailure) log.error({ err: error.cause, format }, "a paper could not be made");
    throw error;
  }
}

/** Letters and digits of title and version, safe on every file system and in every header. */
function fileNameOf({ title, version }: FinishedDocument): string {
  const words =
    `${title} ${version?.name ?? ""}`
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.join("-").slice(0, 80).replace(/-$/, "") || "declaration";
}
