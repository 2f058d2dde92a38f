/** A paper on its way: the text as it is stored → the finished document → one writer. */
import { Router } from "express";
import { readDeclaration } from "../../shared/declaration/readDeclaration.ts";
import { Refusal } from "../errors.ts";
import { type FinishedDocument, finishDocument } from "../export/finishedDocument.ts";
import { writeMarkdown } from "../export/markdown.ts";
import type { AppParts } from "./appParts.ts";
import { personWhoMay } from "./guards.ts";

interface Format {
  readonly extension: string;
  readonly mediaType: string;
  readonly write: (document: FinishedDocument) => string;
}

const formats: ReadonlyMap<string, Format> = new Map([
  ["md", { extension: "md", mediaType: "text/markdown; charset=utf-8", write: writeMarkdown }],
]);

/** `GET /api/declarations/:id/export/:format` */
export function exportRoute(parts: AppParts): Router {
  const router = Router();
  router.get("/api/declarations/:id/export/:format", async (request, response) => {
    const { declarationId } = await personWhoMay("export", request, parts);
    const format = formats.get(request.params.format);
    if (format === undefined) throw new Refusal("format-unknown");
    const text = await parts.rooms.readText(declarationId);
    try {
      const finished = finishDocument(readDeclaration(text));
      const paper = format.write(finished);
      response.attachment(`${fileNameOf(finished.title)}.${format.extension}`);
      response.setHeader("Content-Type", format.mediaType);
      response.send(paper);
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
