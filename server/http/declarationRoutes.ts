/** What a browser asks about a declaration: who am I, which links, which records, a place to write. */
import { type Request, Router } from "express";
import type { LinkView, Me, NewDeclarationAnswer, WriterAnswer } from "../../shared/answers.ts";
import { newDeclarationInput } from "../../shared/commands.ts";
import { schemaVersion } from "../../shared/declaration/grammar.ts";
import { actions, may } from "../../shared/permissions.ts";
import { createDeclaration } from "../commands/createDeclaration.ts";
import { Refusal } from "../errors.ts";
import type { LinkRow } from "../store/store.ts";
import type { AppParts } from "./appParts.ts";
import { addressOf, personWhoMay, validInput } from "./guards.ts";

export function declarationRoutes(parts: AppParts): Router {
  const { config, store, participants, rooms, now } = parts;
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
    response.json({ links: links.map((link) => viewOf(link, request)) });
  });

  router.post("/api/declarations", async (request, response) => {
    const people = await participants.everyoneIn(request.headers.cookie);
    if (people.length === 0) throw new Refusal("session-missing");
    const creator = people.find((person) => may(person.role, "createDeclaration"));
    if (creator === undefined) throw new Refusal("role-not-allowed");
    const { title } = validInput(newDeclarationInput, request.body);
    const made = await createDeclaration(store, { title, participantId: creator.id, now: now() });
    const answer: NewDeclarationAnswer = {
      declarationId: made.declarationId,
      links: made.links.map((link) => viewOf({ ...link, people: 0 }, request)),
    };
    response.json(answer);
  });

  function viewOf(link: LinkRow & { readonly people: number }, request: Request): LinkView {
    const token = participants.tokenOf(link);
    return {
      linkId: link.id,
      role: link.role,
      label: link.label,
      url: token === null ? null : `${addressOf(request, config)}/join/${token}`,
      expiresAt: link.expiresAt,
      revokedAt: link.revokedAt,
      people: link.people,
    };
  }

  return router;
}
