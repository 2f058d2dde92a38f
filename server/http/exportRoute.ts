/** A paper on its way: the text and the records as they are stored → the press, which finishes and prints them. */
import { Router } from "express";
import { versionSequences } from "../../shared/archive.ts";
import { exportQuery, isExportFormat } from "../../shared/exports.ts";
import { Refusal } from "../errors.ts";
import { type Format, formats } from "../export/formats.ts";
import { ExportFailure } from "../export/press.ts";
import type { PackedState, Paper } from "../export/pressMessages.ts";
import { readNamedStates } from "../rooms/wholeRoom.ts";
import type { ParticipantRow } from "../store/store.ts";
import type { AppParts } from "./appParts.ts";
import { personWhoMay, validInput } from "./guards.ts";

/** `GET /api/declarations/:id/export/:format?version=&annex=&names=&numbering=&language=`, and the PDF's `first-page`. */
export function exportRoute(parts: AppParts): Router {
  const { press, log } = parts;
  const router = Router();
  router.get("/api/declarations/:id/export/:format", async (request, response) => {
    const reader = await personWhoMay("export", request, parts);
    const { format } = request.params;
    if (!isExportFormat(format)) throw new Refusal("format-unknown");
    const { version, ...options } = validInput(exportQuery, request.query);
    const { extension, mediaType } = formats[format];
    const state = await stateFor(reader, version ?? null, formats[format], parts);
    const { bytes, title } = await loggingFailure(press.write(format, state, options), format, log);
    response.attachment(`${fileNameOf(title, state.version?.name)}.${extension}`);
    response.setHeader("Content-Type", mediaType);
    response.send(Buffer.from(bytes.buffer));
  });
  // How the PDF begins, to be looked at before it is made. The page draws it from the answer; it is no download.
  router.get("/api/declarations/:id/export/pdf/first-page", async (request, response) => {
    const reader = await personWhoMay("export", request, parts);
    const { version, ...options } = validInput(exportQuery, request.query);
    const state = await stateFor(reader, version ?? null, formats["first-page"], parts);
    // What was said stands on later pages.
    const making = press.write("first-page", state, { ...options, annex: false });
    const { bytes } = await loggingFailure(making, "first-page", log);
    response.setHeader("Content-Type", formats["first-page"].mediaType);
    response.send(Buffer.from(bytes.buffer));
  });
  return router;
}

/** The declaration as it stands or as it stood at a named version. Refusal version-unknown. */
async function stateFor(
  { id: participantId, role, declarationId }: ParticipantRow,
  versionId: string | null,
  { whole = false, earlier = false }: Format,
  { rooms, store, now }: AppParts,
): Promise<PackedState> {
  const records = await rooms.recordsOf(declarationId);
  const recordsUpTo = (sequence: number) =>
    whole ? { records: records.newsFor({ participantId, role }, 0, sequence).records } : {};
  /** The texts of the named versions before that number of the log. */
  const earlierThan = async (end: number) => {
    if (!earlier) return {};
    const named = versionSequences(records.deliberation.versions, end);
    const states = await readNamedStates(declarationId, named, store);
    return { earlier: states.map(({ state }) => state) };
  };
  if (versionId === null) {
    const { deliberation } = records;
    const at = new Date(now()).toISOString();
    const text = await rooms.readTextState(declarationId);
    const more = { ...recordsUpTo(deliberation.sequence), ...(await earlierThan(Number.POSITIVE_INFINITY)) };
    return { text, deliberation, version: null, at, ...more };
  }
  const version = records.deliberation.versions.find((each) => each.versionId === versionId);
  if (version === undefined) throw new Refusal("version-unknown");
  const { name, at, textSequence, recordSequence } = version;
  const text = await rooms.readTextState(declarationId, textSequence);
  const deliberation = records.deliberationAt(recordSequence);
  const more = { ...recordsUpTo(recordSequence), ...(await earlierThan(textSequence)) };
  return { text, deliberation, version: { versionId, name, at }, at, ...more };
}

/** What the press makes; why it could not is for whoever operates the server, not for whoever asked. */
export async function loggingFailure(
  making: Promise<Paper>,
  format: string,
  log: AppParts["log"],
): Promise<Paper> {
  try {
    return await making;
  } catch (error) {
    if (error instanceof ExportFailure) log.error({ err: error.cause, format }, "a paper could not be made");
    throw error;
  }
}

/** Letters and digits of title and version, safe on every file system and in every header. */
export function fileNameOf(title: string, versionName = ""): string {
  const words =
    `${title} ${versionName}`
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.join("-").slice(0, 80).replace(/-$/, "") || "declaration";
}
