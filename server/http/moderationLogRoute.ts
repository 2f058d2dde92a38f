import { Router } from "express";
import * as z from "zod";
import { moderationLog, moderationTable } from "../export/moderationLog.ts";
import type { AppParts } from "./appParts.ts";
import { personWhoMay, validInput } from "./guards.ts";

const logQuery = z.object({ format: z.enum(["csv", "json"]).default("json") });

/** `GET /api/declarations/:id/moderation-log?format=`: for whoever moderates, to be kept and handed on. */
export function moderationLogRoute(parts: AppParts): Router {
  const router = Router();
  router.get("/api/declarations/:id/moderation-log", async (request, response) => {
    const { id, declarationId, role } = await personWhoMay("moderate", request, parts);
    const { format } = validInput(logQuery, request.query);
    const records = await parts.rooms.recordsOf(declarationId);
    const { records: all } = records.newsFor({ participantId: id, role }, 0);
    const entries = moderationLog(all, records.deliberation);
    response.attachment(`moderation-log.${format}`);
    if (format === "json") response.json({ entries });
    else response.type("csv").send(moderationTable(entries));
  });
  return router;
}
