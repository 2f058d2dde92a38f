/** Plenary as a process: from the environment to "ready", and down again without losing a word. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import pino, { type Logger } from "pino";
import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { roles } from "../shared/permissions.ts";
import { createApp } from "./app.ts";
import { createDeclaration } from "./commands/createDeclaration.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { Press } from "./export/press.ts";
import { originAllowed } from "./participant/origin.ts";
import { createParticipantDirectory, type ParticipantDirectory } from "./participant/participantDirectory.ts";
import { createSeals } from "./participant/seals.ts";
import { openSecret } from "./participant/secret.ts";
import { Rooms } from "./rooms/roomDirectory.ts";
import { attachSocketGate } from "./rooms/socketGate.ts";
import { openStore } from "./store/openStore.ts";
import type { Store } from "./store/store.ts";
import { StoreOpenError } from "./store/storeFailures.ts";

/** What a first start calls the declaration it lays down. */
const firstTitle = "A Roadmap to Accelerate High-Quality Micro-Credentialing";
/** What is not down by then is left behind: everything that was called saved is on disk anyway. */
const stopMilliseconds = 4500;
/** Answers on their way get this long to arrive. */
const lastAnswersMilliseconds = 2000;

const builtClient = fileURLToPath(new URL("../dist", import.meta.url));

/** Why Plenary cannot start; its message is one line for the terminal. */
class CannotStart extends Error {}

// What is stored holds people's names: it is for the owner of the process alone, in any folder.
process.umask(0o077);
try {
  await start(readConfig(process.env));
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof StoreOpenError || error instanceof CannotStart))
    throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

async function start(config: Config): Promise<void> {
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const store = await openStore({ dataDirectory: config.dataDirectory });
  const seals = createSeals(config.secret ?? (await openSecretOf(config)));
  const participants = createParticipantDirectory({ store, seals, now: Date.now });
  if ((await store.listDeclarations()).length === 0) {
    await createDeclaration(store, { title: firstTitle, participantId: null, now: Date.now() });
  }
  const rooms = new Rooms({ store, participants, log, now: Date.now });
  const metrics = measure(rooms);
  const press = new Press();
  const app = createApp({
    config,
    store,
    participants,
    rooms,
    press,
    log,
    metrics,
    builtClient,
    now: Date.now,
  });
  const server = createServer(app);
  const cutSockets = attachSocketGate(server, {
    rooms,
    participants,
    originAllowed: (origin, host) => originAllowed(origin, host, config),
    log,
  });
  await listen(server, config);
  const stop = stopOnce(log, () => stopInOrder(server, cutSockets, rooms, press, store));
  process.on("SIGTERM", stop).on("SIGINT", stop);
  await announce(config.publicUrl ?? localAddress(server, config), store, participants);
}

async function openSecretOf({ dataDirectory }: Config): Promise<Uint8Array> {
  try {
    return await openSecret(dataDirectory);
  } catch (error) {
    throw new CannotStart(`Plenary's secret cannot be used: ${messageOf(error)}`);
  }
}

function measure(rooms: Rooms): Registry {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const gauge = (name: string, help: string, count: "rooms" | "connections") =>
    new Gauge({
      name,
      help,
      registers: [metrics],
      async collect() {
        this.set((await rooms.census())[count]);
      },
    });
  gauge("plenary_rooms", "Declarations that are open in memory", "rooms");
  gauge("plenary_connections", "Sockets of people in the rooms", "connections");
  return metrics;
}

async function listen(server: Server, { port, host }: Config): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (error) {
    throw new CannotStart(reasonNotToListen(error, port, host));
  }
}

function reasonNotToListen(error: unknown, port: number, host: string): string {
  switch (error instanceof Error && "code" in error ? error.code : undefined) {
    case "EADDRINUSE":
      return `Port ${port} on ${host} is in use already. Stop what runs there, or set PORT to another one.`;
    case "EACCES":
      return `Port ${port} may not be used by this account. Set PORT to one above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `HOST ${host} is not an address of this machine. Set HOST to 127.0.0.1, or to 0.0.0.0 for all networks.`;
    default:
      return `Plenary cannot listen on ${host}, port ${port} (${messageOf(error)}).`;
  }
}

/** An address for a browser on this machine: a host that stands for all networks is no place to go to. */
function localAddress(server: Server, { host }: Config): string {
  const { port } = server.address() as AddressInfo;
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}

/** The lines that whoever started Plenary waits for; links that admit nobody any more are left out. */
async function announce(address: string, store: Store, participants: ParticipantDirectory): Promise<void> {
  const [first] = await store.listDeclarations();
  const links = first === undefined ? [] : await store.listLinks(first.id);
  const lines = roles.flatMap((role) => {
    const tokens = links.filter((link) => link.role === role).map((link) => participants.tokenOf(link));
    const token = tokens.find((each) => each !== null);
    return token === undefined ? [] : [`${role} ${address}/join/${token}`];
  });
  process.stdout.write(`${[`Plenary is ready at ${address}`, ...lines].join("\n")}\n`);
}

/** A stop that goes down in order at the first signal, and at once at the second. */
function stopOnce(log: Logger, stopInOrder: () => Promise<void>): () => void {
  let stopping = false;
  return () => {
    if (stopping) process.exit(1);
    stopping = true;
    const tooLong = setTimeout(() => {
      log.error("stopping took too long");
      process.exit(1);
    }, stopMilliseconds);
    stopInOrder().then(
      () => {
        clearTimeout(tooLong);
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ err: error }, "could not stop in order");
        process.exit(1);
      },
    );
  };
}

async function stopInOrder(
  server: Server,
  cutSockets: () => void,
  rooms: Rooms,
  press: Press,
  store: Store,
): Promise<void> {
  const closed = once(server, "close");
  server.close();
  // A phone that fell asleep answers nothing, not even that its socket is closed.
  const lastAnswers = setTimeout(() => {
    server.closeAllConnections();
    cutSockets();
  }, lastAnswersMilliseconds);
  await rooms.close();
  await closed;
  await press.close();
  clearTimeout(lastAnswers);
  await store.close();
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, " ");
}
