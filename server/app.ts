import compression from "compression";
import express, { type Express } from "express";
import { Refusal } from "./errors.ts";
import { answerError, isApiPath } from "./http/answerError.ts";
import type { AppParts } from "./http/appParts.ts";
import { archiveRoutes } from "./http/archiveRoutes.ts";
import { declarationRoutes } from "./http/declarationRoutes.ts";
import { exportRoute } from "./http/exportRoute.ts";
import { jsonBody, ownPagesOnly } from "./http/guards.ts";
import { importRoutes } from "./http/importRoutes.ts";
import { invitationRoutes } from "./http/invitationRoutes.ts";
import { joinRoutes } from "./http/join.ts";
import { moderationLogRoute } from "./http/moderationLogRoute.ts";
import { operationRoutes } from "./http/operationRoutes.ts";
import { pages } from "./http/pages.ts";
import { protectiveHeaders } from "./http/protectiveHeaders.ts";
import { recordsRoute } from "./http/recordsRoute.ts";
import { requestLog } from "./http/requestLog.ts";
import { runCommand } from "./http/runCommand.ts";

/** Everything that is asked over HTTP, on those parts. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable("x-powered-by");
  // Answers depend on the cookie; only the built files are worth a browser's cache, and they say so themselves.
  app.disable("etag");
  app.use(requestLog(parts.log, parts.metrics));
  app.use(protectiveHeaders(parts.config));
  app.use(compression());
  app.use((request, response, next) => {
    if (isApiPath(request.path)) response.setHeader("Cache-Control", "no-store");
    next();
  });
  app.use(ownPagesOnly(parts.config));
  app.use(importRoutes(parts));
  app.use(archiveRoutes(parts));
  app.use(jsonBody);
  app.use(operationRoutes(parts));
  app.use(joinRoutes(parts));
  app.use(invitationRoutes(parts));
  app.use(declarationRoutes(parts));
  app.use(recordsRoute(parts));
  app.use(moderationLogRoute(parts));
  app.post("/api/declarations/:id/commands/:name", runCommand(parts));
  app.use(exportRoute(parts));
  app.use(pages(parts));
  app.use(() => {
    throw new Refusal("path-unknown");
  });
  app.use(answerError(parts.log));
  return app;
}
