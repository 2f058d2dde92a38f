/** The one place that turns what went wrong into an answer. */
import type { ErrorRequestHandler } from "express";
import type { Logger } from "pino";
import type { RefusalAnswer } from "../../shared/answers.ts";
import { Refusal } from "../errors.ts";
import { plainPage } from "./plainPage.ts";
import { requestId } from "./requestLog.ts";

/** Answers `{error: {id, message}}` under /api, a page elsewhere. What nobody foresaw is logged and told to nobody. */
export function answerError(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const refusal = refusalFor(error);
    if (refusal.status >= 500) log.error({ err: error, requestId: requestId(response) }, "request failed");
    // The answer has begun: only breaking it off tells the reader that it is not whole.
    if (response.headersSent) return next(error);
    response.status(refusal.status).setHeader("Cache-Control", "no-store");
    if (isApiPath(request.path)) {
      const answer: RefusalAnswer = { error: { id: refusal.id, message: refusal.message } };
      response.json(answer);
    } else {
      response.type("html").send(plainPage("Plenary", refusal.message));
    }
  };
}

export function isApiPath(path: string): boolean {
  return path === "/api" || path.startsWith("/api/");
}

/** The refusal that stands for an error: itself, one for a body or path that cannot be read, or internal. */
function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof URIError) return new Refusal("path-unknown");
  if (error instanceof Error && "type" in error && "status" in error) {
    // The body parser's own errors: https://github.com/expressjs/body-parser#errors
    if (error.type === "entity.too.large") return new Refusal("frame-too-large");
    if (typeof error.status === "number" && error.status < 500) {
      return new Refusal("input-invalid", "The request could not be read: it must be JSON.");
    }
  }
  return new Refusal("internal");
}
