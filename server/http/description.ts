/** The interface described for machines, from the very schemas that check the input. */
import * as z from "zod";
import { archiveQuery } from "../../shared/archive.ts";
import {
  commandInputs,
  commandNeeds,
  idempotencyKey,
  joinInput,
  newDeclarationInput,
} from "../../shared/commands.ts";
import { exportFormats, exportQuery } from "../../shared/exports.ts";
import { importAcceptance, importQuery } from "../../shared/imported.ts";
import { refusals } from "../../shared/refusals.ts";

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** The OpenAPI 3.1 description of the HTTP interface. */
export function describeInterface(): Json {
  return {
    openapi: "3.1.0",
    info: {
      title: "Plenary",
      version: "1",
      description:
        "The drafting room of a summit. Decisions are commands and leave records; the text itself travels by websocket at /sync/{id} (y-websocket protocol).",
    },
    components: {
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: "plenary_{id}",
          description: "Set by POST /api/join; one for each declaration.",
        },
      },
      responses: {
        refusal: {
          description: "A refusal, with a stable id and a human sentence",
          content: json(refusalSchema),
        },
      },
    },
    paths: {
      "/api/links/{token}": { get: operation("What a link leads to", [path("token")]) },
      "/api/codes/{code}": {
        get: operation("Where the short code of an attendee link leads", [path("code")]),
      },
      "/api/join": { post: operation("Join by a link; sets the session cookie", [], joinInput) },
      "/api/declarations": {
        post: operation(
          "Begin another declaration, with a link for each role",
          [],
          newDeclarationInput,
          "createDeclaration",
        ),
      },
      "/api/declarations/{id}/me": {
        get: operation("Who this browser is, and what they may do", [path("id")]),
      },
      "/api/declarations/{id}/invitation": {
        get: operation("The address and the code that the screen invites the hall with", [path("id")]),
      },
      "/api/declarations/{id}/writer": {
        post: operation("A Yjs client id to write under", [path("id")], undefined, "writeText"),
      },
      "/api/declarations/{id}/links": { get: operation("All links", [path("id")], undefined, "readLinks") },
      "/api/declarations/{id}/records": {
        get: operation(
          "What you may read of the records after a number, in order; `upTo` is where to go on, `more` says whether there is anything",
          [path("id"), { name: "since", in: "query", schema: { type: "integer", minimum: 0, default: 0 } }],
        ),
      },
      "/api/declarations/{id}/moderation-log": {
        get: operation(
          "Every decision of moderation, as a file",
          [
            path("id"),
            {
              name: "format",
              in: "query",
              schema: { type: "string", enum: ["csv", "json"], default: "json" },
            },
          ],
          undefined,
          "moderate",
        ),
      },
      "/api/declarations/{id}/export/{format}": {
        get: operation(
          "The declaration as a file",
          [
            path("id"),
            { ...path("format"), schema: { type: "string", enum: exportFormats } },
            ...query(exportQuery),
          ],
          undefined,
          "export",
        ),
      },
      "/api/declarations/{id}/export/pdf/first-page": {
        get: operation(
          "The first page of the PDF as an SVG",
          [path("id"), ...query(exportQuery)],
          undefined,
          "export",
        ),
      },
      "/api/declarations/{id}/export/archive": {
        get: operation(
          "Everything as one zip: every paper, the text with its named versions, the records, and who wrote",
          [path("id"), ...query(archiveQuery)],
          undefined,
          "export",
        ),
      },
      "/api/archive": {
        post: operation(
          "Restores an archive, the body, as a declaration of its own; answers its id and links",
          [],
          undefined,
          "createDeclaration",
        ),
      },
      ...importPaths(),
      ...commandPaths(),
    },
  };
}

const refusalSchema: Json = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["id", "message"],
      properties: { id: { type: "string", enum: Object.keys(refusals) }, message: { type: "string" } },
    },
  },
};

const onceOnlyHeader: Json = {
  name: "Idempotency-Key",
  in: "header",
  description: "However often a command arrives under one key, it is done once; later answers are the first.",
  schema: schemaOf(idempotencyKey),
};

/** The file itself is the body: Word, HTML, Markdown or Plenary's own JSON, told apart by the name's ending. */
function importPaths(): Record<string, Json> {
  const name: Json = {
    name: "X-File-Name",
    in: "header",
    description: "The file's name, percent-encoded",
    schema: { type: "string" },
  };
  const into = query(importQuery);
  return {
    "/api/declarations/{id}/import/preview": {
      post: operation("What a file would put where", [path("id"), name, ...into], undefined, "decide"),
    },
    "/api/declarations/{id}/import/accept": {
      post: operation(
        "Puts a previewed file's clauses into the text",
        [path("id")],
        importAcceptance,
        "decide",
      ),
    },
    "/api/import/preview": {
      post: operation("What a file would become", [name, ...into], undefined, "createDeclaration"),
    },
    "/api/import/accept": {
      post: operation("Makes a declaration of a previewed file", [], importAcceptance, "createDeclaration"),
    },
    "/api/import": {
      post: operation("Makes a declaration of a file", [name, ...into], undefined, "createDeclaration"),
    },
  };
}

function commandPaths(): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(commandInputs).map(([name, input]) => [
      `/api/declarations/{id}/commands/${name}`,
      {
        post: operation(
          `Command ${name}; answers the record it leaves`,
          [path("id"), onceOnlyHeader],
          input,
          commandNeeds[name as keyof typeof commandNeeds],
        ),
      },
    ]),
  );
}

function operation(summary: string, parameters: readonly Json[], body?: z.ZodType, needs?: string): Json {
  return {
    summary,
    ...(needs === undefined ? {} : { description: `Needs "${needs}".` }),
    parameters,
    ...(body === undefined ? {} : { requestBody: { required: true, content: json(schemaOf(body)) } }),
    responses: { "200": { description: "Done" }, default: { $ref: "#/components/responses/refusal" } },
  };
}

function schemaOf(input: z.ZodType): Json {
  return JSON.parse(JSON.stringify(z.toJSONSchema(input, { io: "input" }))) as Json;
}

function json(schema: Json): Json {
  return { "application/json": { schema } };
}

/** Each field of a query as a parameter. */
function query(input: z.ZodObject): Json[] {
  return Object.entries(input.shape).map(([name, field]) => ({
    name,
    in: "query",
    schema: schemaOf(field as z.ZodType),
  }));
}

function path(name: string): { readonly [key: string]: Json } {
  return { name, in: "path", required: true, schema: { type: "string" } };
}
