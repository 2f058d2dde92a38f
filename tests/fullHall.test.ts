import * as decoding from "lib0/decoding";
import { afterEach, expect, test } from "vitest";
import * as Y from "yjs";
import { schemaVersion } from "../shared/declaration/grammar.ts";
import { wordingHash } from "../shared/declaration/wording.ts";
import { type Position, positions } from "../shared/records.ts";
import { messageType, readPlenaryMessage } from "../shared/socketMessages.ts";
import { eventually } from "./kit/eventually.ts";
import { rawSocket } from "./kit/rawSocket.ts";
import { type RunningServer, startServer } from "./kit/runningServer.ts";
import { elementAt, type Joined, join, type StockClient, stockClient } from "./kit/stockClient.ts";
import { temporaryFolder } from "./kit/temporaryFolder.ts";

const attendees = 500;
const writers = 20;
/** As in a hall: not all in the same instant, but all within this. */
const votingMilliseconds = 8_000;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Someone in the hall with a phone: counts the positions that the socket tells. */
interface Phone {
  readonly who: Joined;
  readonly counted: Map<string, Position>;
}

test("500 attendees from one address take a position within 10 s while 20 participants write: each is counted once, and everybody counts the same", async () => {
  const folder = await temporaryFolder();
  closing.push(folder.remove);
  const server = await startServer({ dataDirectory: folder.path });
  closing.push(server.stop);

  const participants = await Promise.all(
    Array.from({ length: writers }, (_, index) => writer(server, `Writer ${index}`)),
  );
  const [first] = participants;
  if (first === undefined) throw new Error("nobody writes");
  const clauseId = elementAt(first.fragment, 2, 0).getAttribute("id") ?? "";
  const phones = await inTurns(attendees, 25, (index) => phone(server, index));

  const latencies: number[] = [];
  const stopWriting = writeAllTheTime(participants, latencies);
  const wording = wordingHash("");
  const started = performance.now();
  const answers = await Promise.all(
    phones.map(async ({ who }, index) => {
      await pause((votingMilliseconds * index) / attendees);
      const input = { clauseId, wording, position: positions[index % 3], reason: "" };
      const answer = await fetch(
        `${server.url}/api/declarations/${who.declarationId}/commands/takePosition`,
        {
          method: "POST",
          headers: {
            "content-type": "application/json",
            cookie: who.cookie,
            "idempotency-key": `position-${index}`,
          },
          body: JSON.stringify(input),
        },
      );
      return answer.status;
    }),
  );
  const last = performance.now();
  await eventually(
    () => phones.every(({ counted }) => counted.size === attendees),
    "every phone has counted everybody",
  );
  const equalAfter = performance.now() - last;
  await stopWriting();

  expect(new Set(answers)).toEqual(new Set([200]));
  const wanted = countsOf(Array.from({ length: attendees }, (_, index) => positions[index % 3] as Position));
  for (const { counted } of phones) expect(countsOf([...counted.values()])).toEqual(wanted);
  latencies.sort((one, other) => one - other);
  const p99 = latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN;
  console.log(
    `${attendees} positions in ${Math.round(last - started)} ms; all ${attendees} phones count the same ${Math.round(equalAfter)} ms after the last; ` +
      `${latencies.length} edits of ${writers} writers: p50 ${Math.round(latencies[latencies.length >> 1] ?? 0)} ms, p99 ${Math.round(p99)} ms`,
  );
});

function countsOf(taken: readonly Position[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const position of taken) counts[position] = (counts[position] ?? 0) + 1;
  return counts;
}

async function writer(server: RunningServer, name: string): Promise<StockClient> {
  const client = await stockClient(server.url, await join(server.url, server.links.participant, name));
  closing.push(client.leave);
  return client;
}

async function phone(server: RunningServer, index: number): Promise<Phone> {
  const who = await join(server.url, server.links.attendee, `Attendee ${index}`);
  const counted = new Map<string, Position>();
  const raw = await rawSocket(server.url, who.declarationId, {
    cookie: who.cookie,
    query: `?plenary=1&schema=${schemaVersion}`,
  });
  raw.socket.on("message", (data: Buffer) => {
    const decoder = decoding.createDecoder(new Uint8Array(data));
    const type = decoding.readVarUint(decoder);
    if (type !== messageType.records) return;
    const message = readPlenaryMessage(type, decoder);
    if (message.kind !== "records") return;
    for (const record of message.records) {
      if (record.kind === "positionTaken") counted.set(record.data.voter, record.data.position);
    }
  });
  closing.push(raw.close);
  return { who, counted };
}

/** Each writer adds a word now and then to a clause of another theme; the first one notes when it sees them. */
function writeAllTheTime(clients: readonly StockClient[], latencies: number[]): () => Promise<void> {
  const sentAt = new Map<string, number>();
  const [observer] = clients;
  const seen = (events: readonly Y.YEvent<Y.XmlText>[], { local }: Y.Transaction) => {
    if (local) return;
    for (const event of events) {
      for (const { insert } of event.delta) {
        if (typeof insert !== "string") continue;
        for (const word of insert.match(/\d+\.\d+/g) ?? []) {
          const sent = sentAt.get(word);
          if (sent !== undefined && sentAt.delete(word)) latencies.push(performance.now() - sent);
        }
      }
    }
  };
  observer?.fragment.observeDeep(seen as Parameters<Y.XmlFragment["observeDeep"]>[0]);
  let count = 0;
  const timers = clients.slice(1).map((client, index) => {
    const text = new Y.XmlText();
    elementAt(client.fragment, 3, 0, 0).insert(0, [text]);
    return setInterval(() => {
      const word = `${index + 1}.${count++}`;
      sentAt.set(word, performance.now());
      text.insert(text.length, `${word} `);
    }, 250);
  });
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await eventually(() => sentAt.size === 0, "every word has arrived");
  };
}

async function inTurns<Made>(
  count: number,
  atOnce: number,
  make: (index: number) => Promise<Made>,
): Promise<Made[]> {
  const made: Made[] = [];
  for (let start = 0; start < count; start += atOnce) {
    const turn = Array.from({ length: Math.min(atOnce, count - start) }, (_, index) => make(start + index));
    made.push(...(await Promise.all(turn)));
  }
  return made;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
