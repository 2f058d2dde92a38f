import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import type { LinkView } from "../shared/answers.ts";
import { limits } from "../shared/limits.ts";
import { refusals } from "../shared/refusals.ts";
import { presenceFrame, textFrame } from "../shared/socketMessages.ts";
import { eventually } from "./kit/eventually.ts";
import { type HonestPair, honestPair } from "./kit/honestPair.ts";
import { type RawSocket, rawSocket } from "./kit/rawSocket.ts";
import { type RunningServer, startServer } from "./kit/runningServer.ts";
import { seededRandom, seedOfThisRun } from "./kit/seededRandom.ts";
import { elementAt, type Joined, join, stockClient } from "./kit/stockClient.ts";
import { type TemporaryFolder, temporaryFolder } from "./kit/temporaryFolder.ts";

let folder: TemporaryFolder;
let server: RunningServer;
let pair: HonestPair;
let memoryBefore: Memory;

interface Memory {
  readonly heapUsed: number;
  readonly external: number;
  readonly rss: number;
}

const megabyte = 1024 * 1024;

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await startServer({
    dataDirectory: folder.path,
    nodeArguments: ["--expose-gc", "--import", fileURLToPath(new URL("kit/tellMemory.ts", import.meta.url))],
    environment: { LOG_LEVEL: "warn" },
  });
  pair = await honestPair(server);
  await pair.latencies(10);
  memoryBefore = await memory();
});

afterEach(async ({ task }) => {
  console.log(task.name, "| the honest two:", await pair.latencies(40));
  expect(pair.linesLost, "the honest two stay connected").toBe(0);
});

afterAll(async () => {
  pair.leave();
  await server.kill();
  await folder.remove();
});

async function memory(): Promise<Memory> {
  const told = () => server.output.stderr.split("\n").filter((line) => line.startsWith("memory "));
  const before = told().length;
  process.kill(server.pid, "SIGUSR2");
  await eventually(() => told().length > before, "the server says what it uses");
  return JSON.parse(told().at(-1)?.slice("memory ".length) ?? "{}") as Memory;
}

function attacker(role: "participant" | "attendee", name: string): Promise<Joined> {
  return join(server.url, server.links[role], name);
}

function open(person: Joined): Promise<RawSocket> {
  return rawSocket(server.url, person.declarationId, { cookie: person.cookie });
}

/** The text as that person has it, and what `change` would send. */
async function forged(person: Joined, clientId: number | null, change: (fragment: Y.XmlFragment) => void) {
  const { document, leave } = await stockClient(server.url, person);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(document));
  if (clientId !== null) copy.clientID = clientId;
  const updates: Uint8Array[] = [];
  copy.on("update", (update: Uint8Array) => updates.push(update));
  copy.transact(() => change(copy.getXmlFragment("default")));
  leave();
  return updates[0] ?? new Uint8Array([0, 0]);
}

const write = (fragment: Y.XmlFragment) => elementAt(fragment, 4, 0, 0).insert(0, [new Y.XmlText("forged")]);

/** The client id of an honest writer who has left: under the id of one who writes on, a forgery may be old news. */
async function idOfSomebodyElse(): Promise<number> {
  const honest = await stockClient(server.url, await attacker("participant", "Vera"));
  elementAt(honest.fragment, 5, 0, 0).insert(0, [new Y.XmlText("honest")]);
  const { clientID } = honest.document;
  const reader = await stockClient(server.url, await attacker("attendee", ""));
  await reader.until(() => reader.fragment.toString().includes("honest"), "Vera's word");
  honest.leave();
  reader.leave();
  return clientID;
}

test("R3 R4 R8 R9 each forgery is refused by its named reason", { timeout: 90_000 }, async () => {
  const mallory = await attacker("participant", "Mallory");
  const hall = await attacker("attendee", "");
  const taken = await idOfSomebodyElse();
  const attacks: [string, Joined, Uint8Array, keyof typeof refusals][] = [
    [
      "deletes a section",
      mallory,
      await forged(mallory, null, (text) => text.delete(2, 1)),
      "section-protected",
    ],
    [
      "forges a section",
      mallory,
      await forged(mallory, null, (text) => text.insert(3, [new Y.XmlElement("section")])),
      "section-protected",
    ],
    ["writes under another's id", mallory, await forged(mallory, taken, write), "author-mismatch"],
    ["writes under the server's id", mallory, await forged(mallory, 1, write), "author-mismatch"],
    ["writes as attendee", hall, await forged(hall, null, write), "read-only"],
    [
      "sends the 7-byte frame",
      mallory,
      Uint8Array.from([1, 0x80, 0x80, 0x80, 0x80, 8, 0]),
      "frame-malformed",
    ],
    ["sends too much", mallory, new Uint8Array(limits.textFrameBytes), "frame-too-large"],
  ];
  for (const [what, person, update, reason] of attacks) {
    const socket = await open(person);
    socket.send(textFrame(update));
    expect((await socket.closed).reason, what).toBe(reason);
  }
  const socket = await open(mallory);
  socket.send(new Uint8Array(limits.socketFrameBytes + 1));
  expect((await socket.closed).code, "8 MiB and a byte").toBe(1009);
  await expect(
    rawSocket(server.url, mallory.declarationId, {
      cookie: mallory.cookie,
      origin: "https://elsewhere.example",
    }),
  ).rejects.toThrow("refused with 403");
});

/** Resolves once the server has read all that was sent, or has closed. */
async function judged({ socket, closed }: RawSocket): Promise<void> {
  const answered = new Promise((resolve) => socket.once("pong", resolve));
  if (socket.readyState === socket.OPEN) socket.ping();
  await Promise.race([answered, closed]);
}

test("R3 who keeps writing after their link was revoked is refused at once, and again", async () => {
  const chair = await join(server.url, server.links.facilitator, "Chair");
  const ask = async (path: string, body?: unknown) => {
    const response = await fetch(new URL(`/api/declarations/${chair.declarationId}/${path}`, server.url), {
      method: body === undefined ? "GET" : "POST",
      headers: { cookie: chair.cookie, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await response.json()) as unknown;
  };
  const made = (await ask("commands/createLink", { role: "participant" })) as {
    record: { data: { linkId: string } };
  };
  const { linkId } = made.record.data;
  const { links } = (await ask("links")) as { links: LinkView[] };
  const mallory = await join(server.url, links.find((link) => link.linkId === linkId)?.url ?? "", "Mallory");
  const update = textFrame(await forged(mallory, null, write));
  const socket = await open(mallory);
  const writing = setInterval(() => socket.send(update), 1);
  await ask("commands/revokeLink", { linkId });
  expect(await socket.closed).toEqual({ code: 4403, reason: "link-revoked" });
  clearInterval(writing);
  const again = await open(mallory);
  again.send(update);
  expect(await again.closed).toEqual({ code: 4403, reason: "link-revoked" });
});

test("R9 100,000 mutated frames from ten people", { timeout: 300_000 }, async () => {
  const seed = seedOfThisRun();
  const random = seededRandom(seed);
  const people = await Promise.all(
    Array.from({ length: 10 }, (_, index) => attacker("participant", `M${index}`)),
  );
  const honest = await Promise.all(
    people.map((person) =>
      forged(person, null, (text) => {
        write(text);
        elementAt(text, 4).insert(1, [new Y.XmlElement("clause")]);
      }),
    ),
  );
  const reasons = new Map<string, number>();
  let frames = 0;
  await Promise.all(
    people.map(async (person, index) => {
      const template = textFrame(honest[index] as Uint8Array);
      let socket = await open(person);
      let gone = false;
      let done = false;
      const watch = (one: RawSocket) =>
        one.closed.then(({ reason, code }) => {
          gone = true;
          if (done) return;
          reasons.set(reason || String(code), (reasons.get(reason || String(code)) ?? 0) + 1);
        });
      watch(socket);
      for (let sent = 0; sent < 10_000; sent++) {
        if (gone) {
          socket = await open(person);
          gone = false;
          watch(socket);
        }
        const frame = Uint8Array.from(template);
        for (let flips = 1 + Math.floor(random() * 4); flips > 0; flips--) {
          frame[Math.floor(random() * frame.length)] = Math.floor(random() * 256);
        }
        socket.send(frame);
        frames += 1;
        if (sent % 5 === 4) await judged(socket);
      }
      done = true;
      socket.close();
    }),
  );
  console.log(`${frames} mutated frames, seed ${seed}`, Object.fromEntries(reasons));
  for (const reason of reasons.keys()) {
    expect(Object.keys(refusals), `seed ${seed}`).toContain(reason);
    expect(reason, `seed ${seed}`).not.toBe("internal");
  }
});

test("R9 50,000 presence entries, in one frame and one by one: nobody sees more than one of them", async () => {
  const entries = Array.from({ length: 50_000 }, (_, index) => ({
    clientId: 2 ** 21 + index,
    clock: 1,
    state: "{}",
  }));
  const watcher = await stockClient(server.url, await attacker("participant", "Watcher"));
  const { awareness } = watcher.provider;
  const before = awareness.getStates().size;
  const sockets = [
    await open(await attacker("participant", "M")),
    await open(await attacker("participant", "N")),
  ];
  sockets[0]?.send(presenceFrame(entries));
  for (const entry of entries) sockets[1]?.send(presenceFrame([entry]));
  await eventually(() => awareness.getStates().size > before, "one of them shows");
  await pair.latencies(40);
  for (const { socket } of sockets) expect(socket.readyState).toBe(socket.OPEN);
  expect(awareness.getStates().size).toBe(before + 1);
  for (const socket of sockets) socket.close();
  watcher.leave();
});

test("R9 a thousand sockets that are opened and never used, and some that only half open", async () => {
  const { port } = new URL(server.url);
  const bare: Socket[] = [];
  for (let index = 0; index < 1000; index++) {
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => {});
    await once(socket, "connect");
    if (index % 2 === 0) socket.write("GET /sync/half HTTP/1.1\r\nUpgrade: websocket\r\n");
    bare.push(socket);
  }
  const late = await stockClient(server.url, await attacker("attendee", ""));
  late.leave();
  for (const socket of bare) socket.destroy();
});

test("R9 memory is back near its start, and the honest two have every word of each other", async () => {
  await pair.settled();
  const most = memoryBefore.heapUsed + memoryBefore.external + 32 * megabyte;
  let after = await memory();
  await eventually(async () => {
    after = await memory();
    return after.heapUsed + after.external < most;
  }, "memory is back");
  const inMegabytes = ({ heapUsed, external, rss }: Memory) =>
    [heapUsed, external, rss].map((bytes) => Math.round(bytes / megabyte)).join(", ");
  console.log(
    `heap, external, resident in MB: ${inMegabytes(memoryBefore)} before, ${inMegabytes(after)} after`,
  );
});
