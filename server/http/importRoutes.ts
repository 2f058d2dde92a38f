/** Texts on their way in: the file → what it would become, shown → accepted → text and record together. */
import { type Request, Router } from "express";
import { layDownDeclaration } from "../../shared/declaration/writeClause.ts";
import { type ImportPreview, importAcceptance, importQuery, sectionNamed } from "../../shared/imported.ts";
import { limits } from "../../shared/limits.ts";
import { bringText, withIds, withPlacesToWrite } from "../commands/bringText.ts";
import { createDeclaration } from "../commands/createDeclaration.ts";
import { restoreDeclaration } from "../commands/restoreDeclaration.ts";
import { Refusal } from "../errors.ts";
import { readAside } from "../import/readAside.ts";
import type { ReadFile } from "../import/readFile.ts";
import { newId } from "../participant/newId.ts";
import type { AppParts } from "./appParts.ts";
import { creatorAmong, jsonBody, personWhoMay, validInput } from "./guards.ts";
import { newDeclarationAnswer } from "./linkView.ts";
import { type Preview, Previews } from "./previews.ts";
import { fileNameIn, readUpload } from "./uploads.ts";

const untitled = "Imported declaration";
const bounds = {
  most: limits.importBytes,
  tooLarge: "import-too-large",
  unreadable: "import-unreadable",
} as const;

/** To be mounted before whatever takes bodies for JSON. */
export function importRoutes(parts: AppParts): Router {
  const { participants, rooms, store, now } = parts;
  const router = Router();
  const previews = new Previews(now);
  router.use(["/api/declarations/:id/import/accept", "/api/import/accept"], jsonBody);

  router.post("/api/declarations/:id/import/preview", async (request, response) => {
    const person = await personWhoMay("decide", request, parts);
    response.json(previewOf(await preview(person.id, request)));
  });

  router.post("/api/declarations/:id/import/accept", async (request, response) => {
    const participant = await personWhoMay("decide", request, parts);
    const { previewId } = validInput(importAcceptance, request.body);
    const { declaration, fileName } = previews.find(participant.id, previewId);
    const { declarationId } = participant;
    const { record } = await rooms.decideOnText(declarationId, participant.id, async (ground) => {
      const refusal = participants.standing(participant.id);
      if (refusal !== null) throw new Refusal(refusal);
      return bringText(declaration, { importId: newId(), fileName }, { ...ground, participant, now: now() });
    });
    previews.forget(previewId);
    response.json({ record });
  });

  router.post("/api/import/preview", async (request, response) => {
    const creator = await creatorAmong(request, parts);
    response.json(previewOf(await preview(creator.id, request)));
  });

  router.post("/api/import/accept", async (request, response) => {
    const creator = await creatorAmong(request, parts);
    const { previewId } = validInput(importAcceptance, request.body);
    const { fileName, ...read } = previews.find(creator.id, previewId);
    const made = await begin(read, fileName, creator.id);
    previews.forget(previewId);
    response.json(newDeclarationAnswer(made, request, parts));
  });

  router.post("/api/import", async (request, response) => {
    const creator = await creatorAmong(request, parts);
    const { fileName, read } = await fileIn(request);
    response.json(newDeclarationAnswer(await begin(read, fileName, creator.id), request, parts));
  });

  async function preview(participantId: string, request: Request): Promise<Preview> {
    const { fileName, read } = await fileIn(request);
    return previews.keep(participantId, fileName, read);
  }

  async function fileIn(request: Request): Promise<{ fileName: string; read: ReadFile }> {
    const { into } = validInput(importQuery, request.query);
    const bytes = await readUpload(request, bounds);
    const fileName = fileNameIn(request);
    const mediaType = request.headers["content-type"] ?? "";
    const read = await readAside({ name: fileName, mediaType, bytes }, sectionNamed(into));
    return { fileName, read };
  }

  /** A declaration of its own: with its decisions where the file holds them, else with a record of the import. */
  async function begin({ declaration, records }: ReadFile, fileName: string, participantId: string) {
    const sections = withIds(declaration, () => true);
    const title = declaration.title || untitled;
    if (records.length > 0) {
      const text = { kind: "sections", sections } as const;
      const restored = { title: declaration.title, records, text, authors: [], people: [] };
      return restoreDeclaration(store, restored, now());
    }
    const clauseIds = sections.flatMap(({ clauses }) => clauses.map(({ id }) => id));
    return createDeclaration(store, {
      title,
      participantId,
      now: now(),
      lay: (document) => layDownDeclaration(document, title, withPlacesToWrite(sections)),
      records: [
        {
          kind: "textImported",
          participantId,
          data: { importId: newId(), fileName, clauseIds, textSequence: 1 },
        },
      ],
    });
  }

  return router;
}

function previewOf({ previewId, fileName, declaration, records }: Preview): ImportPreview {
  return { ...declaration, previewId, fileName, records: records.length };
}
