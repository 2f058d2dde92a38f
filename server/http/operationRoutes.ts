/** For whoever operates an instance: is it alive, does it answer, how is it doing. */
import { Router } from "express";
import type { AppParts } from "./appParts.ts";
import { describeInterface } from "./description.ts";

export function operationRoutes({ store, metrics }: AppParts): Router {
  const router = Router();
  const description = JSON.stringify(describeInterface());

  router.get("/healthz", (_request, response) => {
    response.json({ status: "alive" });
  });

  /** Refused with 503 by the store itself while it does not answer. */
  router.get("/readyz", async (_request, response) => {
    await store.ping();
    response.json({ status: "ready" });
  });

  router.get("/metrics", async (_request, response) => {
    response.setHeader("Content-Type", metrics.contentType);
    response.end(await metrics.metrics());
  });

  router.get("/api/openapi.json", (_request, response) => {
    response.type("json").send(description);
  });

  return router;
}
