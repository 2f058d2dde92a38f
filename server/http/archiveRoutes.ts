/** The full archive on its way out, and on its way in again as a declaration of its own. */
import { type Request, Router } from "express";
import { type ArchiveAuthors, archiveQuery, versionSequences } from "../../shared/archive.ts";
import type { ExportOptions } from "../../shared/exports.ts";
import { limits } from "../../shared/limits.ts";
import { restoreDeclaration } from "../commands/restoreDeclaration.ts";
import { Refusal } from "../errors.ts";
import { nameless } from "../export/wholeFile.ts";
import { readArchive } from "../rooms/readArchive.ts";
import { readNamedStates, readWholeRoom } from "../rooms/wholeRoom.ts";
import type { Author } from "../store/store.ts";
import type { AppParts } from "./appParts.ts";
import { fileNameOf, loggingFailure } from "./exportRoute.ts";
import { creatorAmong, personWhoMay, validInput } from "./guards.ts";
import { newDeclarationAnswer } from "./linkView.ts";
import { readUpload } from "./uploads.ts";

const bounds = {
  most: limits.archiveBytes,
  tooLarge: "archive-too-large",
  unreadable: "archive-unreadable",
} as const;

/** `GET /api/declarations/:id/export/archive?annex=&names=&numbering=&language=` and `POST /api/archive`, before whatever takes bodies for JSON. */
export function archiveRoutes(parts: AppParts): Router {
  const { store, rooms, press, log, now } = parts;
  const router = Router();

  router.get("/api/declarations/:id/export/archive", async (request, response) => {
    const { id: participantId, role, declarationId } = await personWhoMay("export", request, parts);
    const options = archiveOptions(request);
    const room = await rooms.open(declarationId);
    const whole = await readWholeRoom(room, store, { participantId, role });
    const { text, textSequence, deliberation, records } = whole;
    const at = new Date(now()).toISOString();
    const named = versionSequences(deliberation.versions, textSequence);
    const versions = await readNamedStates(declarationId, named, store);
    const archived = {
      textSequence,
      versions,
      authors: await authorsOf(whole.authors, options.names, parts),
    };
    const earlier = versions.map(({ state }) => state);
    const making = press.archive(
      { text, earlier, deliberation, version: null, at, records },
      archived,
      options,
    );
    const { bytes, title } = await loggingFailure(making, "archive", log);
    response.attachment(`${fileNameOf(title)}.zip`);
    response.setHeader("Content-Type", "application/zip");
    response.send(Buffer.from(bytes.buffer));
  });

  router.post("/api/archive", async (request, response) => {
    await creatorAmong(request, parts);
    const { records, authors, texts } = await readArchive(await readUpload(request, bounds));
    const { updates, snapshot } = texts;
    const title = texts.title.trim().slice(0, limits.titleLength).toWellFormed();
    const text = { kind: "history", updates, snapshot } as const;
    const { people, clients } = authors;
    const made = await restoreDeclaration(store, { title, records, text, authors: clients, people }, now());
    response.json(newDeclarationAnswer(made, request, parts));
  });

  return router;
}

function archiveOptions({ query }: Request): ExportOptions {
  if (query.version !== undefined)
    throw new Refusal(
      "input-invalid",
      "An archive is always of the declaration as it stands, with every version in it. Ask for it without one.",
    );
  return validInput(archiveQuery, query);
}

/** The authors, and who each of them is, in the order of the client ids. */
async function authorsOf(
  authors: readonly Author[],
  names: ExportOptions["names"],
  { store }: AppParts,
): Promise<ArchiveAuthors> {
  const people = new Map<string, ArchiveAuthors["people"][number]>();
  for (const { participantId } of authors) {
    if (participantId === null || people.has(participantId)) continue;
    const found = await store.findParticipant(participantId);
    if (found === null) continue;
    const { name, affiliation, stakeholder, role } = found;
    const person = { participantId, name, affiliation, stakeholder, role };
    people.set(participantId, names === "shown" ? person : nameless(person));
  }
  return { people: [...people.values()], clients: authors.map((author) => ({ ...author })) };
}
