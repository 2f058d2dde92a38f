/** Coming in by a link. */
import { Router } from "express";
import type { JoinAnswer, LinkPreview } from "../../shared/answers.ts";
import { joinInput } from "../../shared/commands.ts";
import { Refusal } from "../errors.ts";
import type { AppParts } from "./appParts.ts";
import { cameByHttps, validInput } from "./guards.ts";

/** `GET /api/links/:token` and `POST /api/join`. */
export function joinRoutes({ config, store, participants }: AppParts): Router {
  const router = Router();

  router.get("/api/links/:token", async (request, response) => {
    const link = await participants.linkOf(request.params.token);
    const declaration = await store.findDeclaration(link.declarationId);
    if (declaration === null) throw new Refusal("declaration-unknown");
    const people = await participants.everyoneIn(request.headers.cookie);
    const known = people.find((person) => person.declarationId === link.declarationId);
    const preview: LinkPreview = {
      declarationId: link.declarationId,
      title: declaration.title,
      role: link.role,
      label: link.label,
      alreadyJoined: known === undefined ? null : { name: known.name, role: known.role },
    };
    response.json(preview);
  });

  router.post("/api/join", async (request, response) => {
    const secure = config.publicUrl?.startsWith("https:") || cameByHttps(request);
    const { participant, cookie } = await participants.join(validInput(joinInput, request.body), secure);
    const answer: JoinAnswer = {
      declarationId: participant.declarationId,
      role: participant.role,
      participantId: participant.id,
    };
    response.setHeader("Set-Cookie", cookie);
    response.json(answer);
  });

  return router;
}
