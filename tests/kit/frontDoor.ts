/** The HTTP side of Plenary in this process: real store, people, rooms and app, with a clock that the test moves. */
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import pino from "pino";
import { Registry } from "prom-client";
import { createApp } from "../../server/app.ts";
import { createDeclaration } from "../../server/commands/createDeclaration.ts";
import { Press } from "../../server/export/press.ts";
import { originAllowed } from "../../server/participant/origin.ts";
import {
  createParticipantDirectory,
  type ParticipantDirectory,
} from "../../server/participant/participantDirectory.ts";
import { createSeals, type Seals } from "../../server/participant/seals.ts";
import { Rooms } from "../../server/rooms/roomDirectory.ts";
import { attachSocketGate } from "../../server/rooms/socketGate.ts";
import { openStore } from "../../server/store/openStore.ts";
import type { LinkRow, Store } from "../../server/store/store.ts";
import type { RefusalAnswer } from "../../shared/answers.ts";
import type { Role } from "../../shared/permissions.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The body as JSON. */
  json<Body>(): Body;
  /** The id of the refusal in the body; null where there is none. */
  readonly refusal: string | null;
}

export interface FrontDoor {
  readonly url: string;
  readonly store: Store;
  readonly seals: Seals;
  readonly participants: ParticipantDirectory;
  readonly rooms: Rooms;
  readonly declarationId: string;
  /** Milliseconds since 1970, for everything behind the door. */
  clock: number;
  /** Everything logged so far. */
  readonly logged: () => string;
  link(role: Role): Promise<LinkRow>;
  token(role: Role): Promise<string>;
  /** Joins by the link of that role; answers the Cookie header to come back with. */
  cookie(role: Role, name?: string): Promise<string>;
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>;
  /** Sends a command to the declaration. */
  command(cookie: string, name: string, input: unknown): Promise<Answer>;
  close(): Promise<void>;
}

interface AskOptions {
  readonly cookie?: string;
  readonly json?: unknown;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string>;
}

interface FrontDoorSettings {
  readonly publicUrl?: string;
  readonly builtClient?: string;
  /** Wraps the store, for a test that makes it fail. */
  readonly around?: (store: Store) => Store;
}

export async function openFrontDoor(settings: FrontDoorSettings = {}): Promise<FrontDoor> {
  const folder = await temporaryFolder();
  const opened = await openStore({ dataDirectory: folder.path });
  const store = settings.around?.(opened) ?? opened;
  const seals = createSeals("the secret of the front door, 32 bytes and more");
  const door = { clock: Date.parse("2026-09-14T09:00:00.000Z") };
  const participants = createParticipantDirectory({ store, seals, now: () => door.clock });
  const lines: string[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => lines.push(line) });
  const press = new Press();
  const rooms = new Rooms({ store, participants, log, now: () => door.clock });
  const { declarationId, links } = await createDeclaration(opened, {
    title: "A Roadmap",
    participantId: null,
    now: door.clock,
  });
  const server = createServer(
    createApp({
      config: { publicUrl: settings.publicUrl ?? null },
      store,
      participants,
      rooms,
      press,
      log,
      metrics: new Registry(),
      builtClient: settings.builtClient ?? (await buildClientIn(folder.path)),
      now: () => door.clock,
    }),
  );
  const cutSockets = attachSocketGate(server, {
    rooms,
    participants,
    originAllowed: (origin, host) => originAllowed(origin, host, { publicUrl: settings.publicUrl ?? null }),
    log,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const frontDoor: FrontDoor = {
    url,
    store,
    seals,
    participants,
    rooms,
    declarationId,
    get clock() {
      return door.clock;
    },
    set clock(moment) {
      door.clock = moment;
    },
    logged: () => lines.join(""),
    async link(role) {
      const id = links.find((each) => each.role === role)?.id ?? "";
      const link = await store.findLink(id);
      if (link === null) throw new Error(`no link for ${role}`);
      return link;
    },
    token: async (role) => seals.linkToken((await frontDoor.link(role)).tokenId),
    async cookie(role, name = "Ada") {
      const answer = await frontDoor.ask("POST", "/api/join", {
        json: { token: await frontDoor.token(role), name },
      });
      if (answer.status !== 200) throw new Error(answer.text);
      return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    },
    async ask(method, path, { cookie, json, body, headers = {} } = {}) {
      const response = await fetch(url + path, {
        method,
        redirect: "manual",
        headers: {
          ...(cookie === undefined ? {} : { cookie }),
          ...(json === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        ...(body === undefined ? {} : { body }),
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      const text = new TextDecoder().decode(bytes);
      return {
        status: response.status,
        headers: response.headers,
        text,
        bytes,
        json: <Body>() => JSON.parse(text) as Body,
        refusal: refusalIn(text),
      };
    },
    command: (cookie, name, input) =>
      frontDoor.ask("POST", `/api/declarations/${declarationId}/commands/${name}`, { cookie, json: input }),
    async close() {
      await rooms.close();
      await press.close();
      cutSockets();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await opened.close();
      await folder.remove();
    },
  };
  return frontDoor;
}

/** Pages that say which they are, and a script to load. */
async function buildClientIn(folder: string): Promise<string> {
  const client = join(folder, "dist");
  await mkdir(join(client, "assets"), { recursive: true });
  for (const page of ["index", "join", "draft", "read"]) {
    await writeFile(join(client, `${page}.html`), `<!doctype html><title>${page}</title>`);
  }
  await writeFile(
    join(client, "assets", "page-abc123.js"),
    `export const words = "${"plenary ".repeat(200)}";`,
  );
  return client;
}

function refusalIn(text: string): string | null {
  if (!text.startsWith('{"error"')) return null;
  return (JSON.parse(text) as RefusalAnswer).error.id;
}
