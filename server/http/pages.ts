/** The pages and what they load. */
import { type Request, type Response, Router } from "express";
import type { Role } from "../../shared/permissions.ts";
import { may } from "../../shared/permissions.ts";
import { Refusal } from "../errors.ts";
import type { AppParts } from "./appParts.ts";
import { type BuiltFile, openBuiltFiles } from "./builtFiles.ts";

/** Who may write gets the editor; everybody else the light page. */
function pageOf(role: Role): string {
  return may(role, "writeText") ? "draft.html" : "read.html";
}

export function pages({ builtClient, participants }: AppParts): Router {
  const router = Router();
  const files = openBuiltFiles(builtClient);

  async function sendPage(
    name: string,
    request: Request,
    response: Response,
    caching: string,
  ): Promise<void> {
    const page = await files.read(name);
    if (page === null) throw new Refusal("internal", "The pages are not built yet. Run: npm run build");
    send(page, request, response, caching);
  }

  router.get("/", (request, response) => sendPage("index.html", request, response, "no-cache"));
  router.get("/join/:token", (request, response) => sendPage("join.html", request, response, "no-cache"));

  router.get("/d/:declarationId", async (request, response) => {
    response.setHeader("Cache-Control", "no-store");
    try {
      const person = await participants.fromCookie(request.headers.cookie, request.params.declarationId);
      await sendPage(pageOf(person.role), request, response, "no-store");
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error;
      response.redirect(302, `/?reason=${error.id}`);
    }
  });

  // Their names hold a hash of their content.
  router.get("/assets/:name", async (request, response) => {
    const file = await files.read(`assets/${request.params.name}`);
    if (file === null) throw new Refusal("path-unknown");
    send(file, request, response, "public, max-age=31536000, immutable");
  });

  return router;
}

function send(file: BuiltFile, request: Request, response: Response, caching: string): void {
  response.setHeader("Content-Type", file.mediaType);
  response.setHeader("Cache-Control", caching);
  response.setHeader("Vary", "Accept-Encoding");
  if (caching !== "no-store") response.setHeader("ETag", file.etag);
  const encoding = file.packed === null ? false : request.acceptsEncodings("br", "gzip", "identity");
  if (file.packed !== null && (encoding === "br" || encoding === "gzip")) {
    response.setHeader("Content-Encoding", encoding);
    response.send(file.packed[encoding]);
  } else {
    response.send(file.plain);
  }
}
