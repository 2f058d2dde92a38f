/** What a browser asks about a declaration: who am I, which links, which records, a place to write. */
import { Router } from "express";
import type { Me, WriterAnswer } from "../../shared/answers.ts";
import { newDeclarationInput } from "../../shared/commands.ts";
import { schemaVersion } from "../../shared/declaration/grammar.ts";
import { actions, may } from "../../shared/permissions.ts";
import { createDeclaration } from "../commands/createDeclaration.ts";
import type { AppParts } from "./appParts.ts";
import { creatorAmong, personWhoMay, validInput } from "./guards.ts";
import { newDeclarationAnswer, viewOfLink } from "./linkView.ts";

export function declarationRoutes(parts: AppParts): Router {
  const { store, participants, rooms, now } = parts;
  const router = Router();

  router.get("/api/declarations/:id/me", async (request, response) => {
    const person = await participants.fromCookie(request.headers.cookie, request.params.id);
    const me: Me = {
      declarationId: person.declarationId,
      participantId: person.id,
      name: person.name,
      affiliation: person.affiliation,
      stakeholder: person.stakeholder,
      role: person.role,
      allowed: actions.filter((action) => may(person.role, action)),
      schemaVersion,
    };
    response.json(me);
  });

  router.post("/api/declarations/:id/writer", async (request, response) => {
    const person = await personWhoMay("writeText", request, parts);
    const answer: WriterAnswer = { clientId: await rooms.takeClientId(person.declarationId, person.id) };
    response.json(answer);
  });

  router.get("/api/declarations/:id/links", async (request, response) => {
    const { declarationId } = await personWhoMay("readLinks", request, parts);
    const links = await store.listLinks(declarationId);
    response.json({ links: links.map((link) => viewOfLink(link, request, parts)) });
  });

  router.post("/api/declarations", async (request, response) => {
    const creator = await creatorAmong(request, parts);
    const { title } = validInput(newDeclarationInput, request.body);
    const made = await createDeclaration(store, { title, participantId: creator.id, now: now() });
    response.json(newDeclarationAnswer(made, request, parts));
  });

  return router;
}
