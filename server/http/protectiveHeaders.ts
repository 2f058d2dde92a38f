import type { IncomingMessage } from "node:http";
import type { RequestHandler } from "express";
import helmet from "helmet";
import type { AppParts } from "./appParts.ts";

/** Headers that keep everything a page does on this server (R12), also on plain http in a local network. */
export function protectiveHeaders({ publicUrl }: AppParts["config"]): RequestHandler {
  const https = publicUrl?.startsWith("https:") ?? false;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'", (request) => ownSockets(request, publicUrl)],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        ...(https ? { "upgrade-insecure-requests": [] } : {}),
      },
    },
    referrerPolicy: { policy: "no-referrer" },
    // Browsers heed these on https only, and complain about them elsewhere.
    strictTransportSecurity: https,
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
  });
}

/** Older Safaris do not count websockets to 'self': ours are named. */
function ownSockets(request: IncomingMessage, publicUrl: string | null): string {
  const host = publicUrl === null ? request.headers.host : new URL(publicUrl).host;
  return host !== undefined && /^[A-Za-z0-9.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : "'self'";
}
