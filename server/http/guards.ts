/** What a request passes before anything is done for it. */
import express, { type Request, type RequestHandler } from "express";
import type * as z from "zod";
import { limits } from "../../shared/limits.ts";
import { type Action, may } from "../../shared/permissions.ts";
import { Refusal } from "../errors.ts";
import { originAllowed } from "../participant/origin.ts";
import type { ParticipantRow } from "../store/store.ts";
import type { AppParts } from "./appParts.ts";

/** Refuses what a page of another origin sends. Reading is guarded by the cookie and the browser itself. */
export function ownPagesOnly(config: AppParts["config"]): RequestHandler {
  return (request, _response, next) => {
    const reads = request.method === "GET" || request.method === "HEAD";
    if (!reads && !originAllowed(request.headers.origin, request.headers.host, config)) {
      throw new Refusal("origin-refused");
    }
    next();
  };
}

/** Bodies are JSON, within the bound, and never unpacked: a small one must not grow large in here. */
export const jsonBody: RequestHandler[] = [
  express.json({ limit: limits.commandBytes, inflate: false }),
  (request, _response, next) => {
    const empty =
      request.headers["transfer-encoding"] === undefined &&
      Number(request.headers["content-length"] ?? 0) === 0;
    if (request.body === undefined && !empty) {
      throw new Refusal("input-invalid", "The request could not be read: it must be JSON.");
    }
    next();
  },
];

/** What the schema makes of a value. Refusal input-invalid, which names the field. */
export function validInput<Output>(schema: z.ZodType<Output>, value: unknown): Output {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = issue?.path.join(".") || "the whole";
  throw new Refusal(
    "input-invalid",
    `Something in the form is missing or too long. (${field}: ${issue?.message})`,
  );
}

/** Who asks, if their role lets them do that in the declaration of the path. */
export async function personWhoMay(
  action: Action,
  request: Request<{ id: string }>,
  { participants }: Pick<AppParts, "participants">,
): Promise<ParticipantRow> {
  const participant = await participants.fromCookie(request.headers.cookie, request.params.id);
  if (!may(participant.role, action)) throw new Refusal(refusalOfAction(action));
  return participant;
}

/** Whoever of this browser's people may begin a declaration, in whatever declaration they are. */
export async function creatorAmong(
  request: Request,
  { participants }: Pick<AppParts, "participants">,
): Promise<ParticipantRow> {
  const people = await participants.everyoneIn(request.headers.cookie);
  if (people.length === 0) throw new Refusal("session-missing");
  const creator = people.find((person) => may(person.role, "createDeclaration"));
  if (creator === undefined) throw new Refusal("role-not-allowed");
  return creator;
}

function refusalOfAction(action: Action): "read-only" | "role-not-allowed" {
  return action === "writeText" ? "read-only" : "role-not-allowed";
}

/** The address under which whoever asks reaches us: said at the start, or else the one they used. */
export function addressOf(request: Request, { publicUrl }: AppParts["config"]): string {
  return publicUrl ?? `${cameByHttps(request) ? "https" : "http"}://${request.headers.host ?? "localhost"}`;
}

/** Whether the browser speaks https, to us or to the proxy before us. */
export function cameByHttps(request: Request): boolean {
  // Each proxy on the way adds what it was spoken to in; the first stands nearest to the browser.
  const [nearest] = String(request.headers["x-forwarded-proto"] ?? "").split(",");
  return request.secure || nearest?.trim() === "https";
}
