/** The records of a declaration for whoever comes in or comes back. */
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { Router } from "express";
import * as z from "zod";
import type { RecordsAnswer } from "../../shared/answers.ts";
import { may } from "../../shared/permissions.ts";
import type { RoomRecords } from "../rooms/roomRecords.ts";
import type { AppParts } from "./appParts.ts";
import { personWhoMay, validInput } from "./guards.ts";

/** Records looked at for one answer; it says whether more follow. */
const recordsAtOnce = 5000;

const recordsQuery = z.object({ since: z.coerce.number().int().min(0).default(0) });
const zip = promisify(gzip);

/**
 * `GET /api/declarations/:id/records`. A thousand people who scan one code in the same minute get the same answer, made
 * and compressed once, as long as nothing in it is their own.
 */
export function recordsRoute(parts: AppParts): Router {
  const router = Router();
  const firstAnswers = new WeakMap<RoomRecords, { sequence: number; zipped: Promise<Buffer> }>();

  function firstAnswer(records: RoomRecords, make: () => RecordsAnswer): Promise<Buffer> {
    const { sequence } = records.deliberation;
    const known = firstAnswers.get(records);
    if (known?.sequence === sequence) return known.zipped;
    const zipped = zip(JSON.stringify(make()));
    firstAnswers.set(records, { sequence, zipped });
    return zipped;
  }

  router.get("/api/declarations/:id/records", async (request, response) => {
    const { id, declarationId, role } = await personWhoMay("readText", request, parts);
    const { since } = validInput(recordsQuery, request.query);
    const records = await parts.rooms.recordsOf(declarationId);
    const make = (): RecordsAnswer => {
      const { upTo, records: readable } = records.newsFor({ participantId: id, role }, since, recordsAtOnce);
      return { records: readable, upTo, more: upTo < records.deliberation.sequence };
    };
    const sameForAll = since === 0 && !may(role, "moderate") && !records.concern(id);
    if (!sameForAll || !request.acceptsEncodings("gzip")) {
      response.json(make());
      return;
    }
    response.type("json").setHeader("Content-Encoding", "gzip").setHeader("Vary", "Accept-Encoding");
    response.send(await firstAnswer(records, make));
  });

  return router;
}
