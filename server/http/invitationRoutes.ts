/** How the hall finds its way in: the short code that somebody typed, and what the screen invites with. */
import { Router } from "express";
import type { CodeAnswer, InvitationAnswer } from "../../shared/answers.ts";
import { limits } from "../../shared/limits.ts";
import { Refusal } from "../errors.ts";
import type { AppParts } from "./appParts.ts";
import { addressOf, personWhoMay } from "./guards.ts";
import { Pace } from "./pace.ts";

/** `GET /api/codes/:code` and `GET /api/declarations/:id/invitation`. */
export function invitationRoutes(parts: Pick<AppParts, "config" | "store" | "participants" | "now">): Router {
  const { config, store, participants, now } = parts;
  const router = Router();
  const wrongCodes = new Pace({ now, bound: limits.wrongCodesPerMinute, refusal: "too-many-codes" });

  router.get("/api/codes/:code", async (request, response) => {
    // By address, as nobody is known yet; only wrong codes count, so that a hall that shares one comes in unhindered.
    const address = request.ip ?? "";
    wrongCodes.refuseTooMany(address);
    const token = await participants.codes.tokenFor(request.params.code);
    if (token === null) {
      wrongCodes.count(address);
      throw new Refusal("code-unknown");
    }
    const answer: CodeAnswer = { path: `/join/${token}` };
    response.json(answer);
  });

  router.get("/api/declarations/:id/invitation", async (request, response) => {
    const { declarationId } = await personWhoMay("readText", request, parts);
    const links = await store.listLinks(declarationId);
    const open = links.flatMap((link) => {
      const [code, token] = [participants.codes.codeOf(link), participants.tokenOf(link)];
      return code === null || token === null ? [] : [{ code, token }];
    })[0];
    const address = addressOf(request, config);
    const answer: InvitationAnswer = {
      invitation:
        open === undefined
          ? null
          : { url: `${address}/join/${open.token}`, code: open.code, entrance: new URL(address).host },
    };
    response.json(answer);
  });

  return router;
}
