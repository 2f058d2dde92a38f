/** A room at work: everybody comes in, the writers write at their pace, and each arrival is timed. */
import { setTimeout as pause } from "node:timers/promises";
import * as Y from "yjs";
import type { Scenario } from "../scenarios.ts";
import type { FanOutResult, Mark, Target } from "../tasks.ts";
import { templateState } from "../template.ts";
import { Arrivals } from "./arrivals.ts";
import { Client } from "./client.ts";
import { type Door, openDoors } from "./doors.ts";
import { FrameBook } from "./frameBook.ts";
import { tokenWord } from "./tokens.ts";
import { type Wire, wireOf } from "./wire.ts";
import { Writer } from "./writer.ts";

/** Sockets opened at the same time while the room fills. */
const batch = 50;
/** What has not arrived this long after the last edit is missing. */
const patienceMilliseconds = 15_000;

export async function fanOut(
  task: {
    readonly target: Target;
    readonly scenario: Scenario;
    readonly warmUpSeconds: number;
    readonly seconds: number;
  },
  mark: (mark: Mark) => void,
): Promise<FanOutResult> {
  const { target, scenario, warmUpSeconds, seconds } = task;
  const wire = wireOf(target.dialect);
  const book = new FrameBook(wire);
  const doors = await openDoors(target, scenario.writers, scenario.readers);
  const perSecond = scenario.writers * scenario.editsPerSecond;
  const arrivals = new Arrivals({
    writers: scenario.writers,
    clients: doors.length,
    mostEdits: Math.ceil(perSecond * (warmUpSeconds + seconds + 5) * 1.2) + scenario.writers,
  });
  const dropped: string[] = [];
  const clients = await fill(doors, wire, book, arrivals, dropped);

  const ground = wire.hasText ? await (clients[0] as Client).text : templateState();
  const writers = clients.slice(0, scenario.writers).map((client, number) => {
    const writer = new Writer(ground, (doors[number] as Door).clientId, number);
    client.ownText = (stateVector) => Y.encodeStateAsUpdate(writer.document, stateVector);
    return writer;
  });
  for (const [number, writer] of writers.entries()) {
    const { line } = clients[number] as Client;
    line.send(wire.text(writer.begin(number, arrivals.send(number))));
    line.send(wire.presence(writer.caret()));
    await pause(2);
  }
  const everybodySees = await until(() => arrivals.waiting() === 0);
  if (!everybodySees) process.stderr.write(`${arrivals.waiting()} clients miss a beginning\n`);

  const desk = startWriting(scenario, (number) => {
    const { line } = clients[number] as Client;
    const writer = writers[number] as Writer;
    line.send(wire.text(writer.type(tokenWord(arrivals.send(number)))));
    line.send(wire.presence(writer.caret()));
  });
  await pause(warmUpSeconds * 1000);
  mark("begin");
  arrivals.beginWindow();
  const before = reading(clients);
  await pause(seconds * 1000);
  mark("end");
  arrivals.endWindow();
  const after = reading(clients);
  clearInterval(desk);

  await until(() => arrivals.waiting() === 0);
  const delays = arrivals.delays();
  const { edits, arrivals: expected } = arrivals.expected();
  for (const client of clients) client.line.end();
  const elapsed = (after.at - before.at) / 1000;
  return {
    ...delays,
    edits,
    expected,
    missing: expected - delays.writers.count - delays.readers.count,
    dropped: dropped.length,
    bytes: after.bytes - before.bytes,
    seconds: elapsed,
    crowdLoad: (after.cpu - before.cpu) / 1_000_000 / elapsed,
  };
}

async function fill(
  doors: readonly Door[],
  wire: Wire,
  book: FrameBook,
  arrivals: Arrivals,
  dropped: string[],
): Promise<Client[]> {
  const clients: Client[] = [];
  for (let from = 0; from < doors.length; from += batch) {
    const group = doors.slice(from, from + batch).map(
      (door, index) =>
        new Client(door, wire, book, {
          arrived: (tokens, now) => arrivals.arrived(from + index, tokens, now),
          dropped: (reason) => {
            if (dropped.push(reason) <= 3) process.stderr.write(`a client was dropped: ${reason}\n`);
          },
        }),
    );
    await Promise.all(group.map((client) => (wire.hasText ? client.text : client.line.opened)));
    clients.push(...group);
  }
  return clients;
}

/** Every writer at the scenario's pace, each in a rhythm of its own. */
function startWriting(scenario: Scenario, edit: (writer: number) => void): NodeJS.Timeout {
  const interval = 1000 / scenario.editsPerSecond;
  const start = performance.now();
  const due = Float64Array.from({ length: scenario.writers }, () => start + Math.random() * interval);
  return setInterval(() => {
    const now = performance.now();
    for (let writer = 0; writer < due.length; writer++) {
      if ((due[writer] as number) > now) continue;
      due[writer] = now + interval * (0.7 + Math.random() * 0.6);
      edit(writer);
    }
  }, 2);
}

function reading(clients: readonly Client[]): { at: number; bytes: number; cpu: number } {
  const { user, system } = process.cpuUsage();
  const bytes = clients.reduce((sum, client) => sum + client.line.bytesReceived, 0);
  return { at: performance.now(), bytes, cpu: user + system };
}

/** Whether `holds` came true within the patience of the bench. */
async function until(holds: () => boolean): Promise<boolean> {
  const end = performance.now() + patienceMilliseconds;
  while (!holds()) {
    if (performance.now() > end) return false;
    await pause(100);
  }
  return true;
}
