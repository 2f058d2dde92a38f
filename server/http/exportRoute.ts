/** A paper on its way: the text as it is stored → the finished document → one writer. */
import { Router } from "express";
import { readDeclaration } from "../../shared/declaration/readDeclaration.ts";
import { exportQuery, isExportFormat } from "../../shared/exports.ts";
import { Refusal } from "../errors.ts";
import { finishDocument } from "../export/finishedDocument.ts";
import { formats } from "../export/formats.ts";
import type { AppParts } from "./appParts.ts";
import { personWhoMay, validInput } from "./guards.ts";

/** `GET /api/declarations/:id/export/:format` */
export function exportRoute(parts: AppParts): Router {
  const router = Router();
  router.get("/api/declarations/:id/export/:format", async (request, response) => {
    const { declarationId } = await personWhoMay("export", request, parts);
    const { format: formatName } = request.params;
    if (!isExportFormat(formatName)) throw new Refusal("format-unknown");
    const format = formats[formatName];
    const { version: _version, ...options } = validInput(exportQuery, request.query);
    const text = await parts.rooms.readText(declarationId);
    try {
      const { deliberation } = await parts.rooms.recordsOf(declarationId);
      const at = new Date(parts.now()).toISOString();
      const declaration = readDeclaration(text);
      const finished = finishDocument({ declaration, deliberation, version: null, at }, options);
      const paper = await format.write(finished);
      response.attachment(`${fileNameOf(finished.title)}.${format.extension}`);
      response.setHeader("Content-Type", format.mediaType);
      response.send(typeof paper === "string" ? paper : Buffer.from(paper));
    } finally {
      text.destroy();
    }
  });
  return router;
}

/** Letters and digits of the title, safe on every file system and in every header. */
function fileNameOf(title: string): string {
  const words =
    title
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.join("-").slice(0, 80).replace(/-$/, "") || "declaration";
}
