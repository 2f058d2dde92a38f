/** One line a request. The pattern of the route stands in it, never the address: addresses hold tokens. */
import { performance } from "node:perf_hooks";
import type { RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { Histogram, type Registry } from "prom-client";
import { newId } from "../participant/newId.ts";

/** Logs and measures every request, and gives it the id under which its failure can be found. */
export function requestLog(log: Logger, metrics: Registry): RequestHandler {
  const seconds = new Histogram({
    name: "plenary_http_request_seconds",
    help: "Time from the request's arrival to the end of its answer",
    labelNames: ["method", "route", "status"],
    registers: [metrics],
  });
  return (request, response, next) => {
    const begin = performance.now();
    response.locals.requestId = newId();
    response.setHeader("X-Request-Id", requestId(response));
    response.once("close", () => {
      const route = patternOf(request.route);
      const milliseconds = performance.now() - begin;
      const { method } = request;
      const status = response.statusCode;
      seconds.observe({ method, route, status }, milliseconds / 1000);
      log.info(
        {
          requestId: requestId(response),
          method,
          route,
          status,
          milliseconds: Math.round(milliseconds * 10) / 10,
        },
        "request",
      );
    });
    next();
  };
}

/** The id that the log knows this request by. */
export function requestId(response: Response): string {
  return String(response.locals.requestId);
}

function patternOf(route: unknown): string {
  const known = typeof route === "object" && route !== null && "path" in route;
  return known && typeof route.path === "string" ? route.path : "none";
}
