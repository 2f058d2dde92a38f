/** A hall that comes in at one moment: everybody wants the whole of a long text at once. */
import { setTimeout as pause } from "node:timers/promises";
import * as Y from "yjs";
import type { JoinStormResult, Mark, Target } from "../tasks.ts";
import { Client } from "./client.ts";
import { openDoors } from "./doors.ts";
import { FrameBook } from "./frameBook.ts";
import { Histogram } from "./histogram.ts";
import { tokensIn, tokenWord } from "./tokens.ts";
import { wireOf } from "./wire.ts";
import { Writer } from "./writer.ts";

const patienceMilliseconds = 60_000;
/** Words of one edit while the text is made; a hand that pastes and types by turns. */
const wordsAtOnce = 12;

export async function joinStorm(
  task: { readonly target: Target; readonly clients: number; readonly bytes: number },
  mark: (mark: Mark) => void,
): Promise<JoinStormResult> {
  const wire = wireOf(task.target.dialect);
  const doors = await openDoors(task.target, 1, task.clients);
  const [first, ...crowd] = doors;
  if (first === undefined) throw new Error("nobody to write the text");
  const scribe = new Client(first, wire, new FrameBook(wire));
  const writer = new Writer(await scribe.text, first.clientId, 0);
  scribe.line.send(wire.text(writer.begin(0, 0)));
  let last = 0;
  while (Y.encodeStateAsUpdate(writer.document).length < task.bytes) {
    for (let edit = 0; edit < 50; edit++) {
      const words = Array.from({ length: wordsAtOnce }, () => tokenWord(++last)).join("");
      scribe.line.send(wire.text(writer.scatter(words)));
    }
    // A server may read one session more slowly than this loop writes.
    await pause(50);
  }
  const whole = Y.encodeStateAsUpdate(writer.document);
  await untilWhole(task.target, whole.length);
  // The scribe stays: a server may let a text go with the last who had it open.

  const book = new FrameBook(wire);
  const delays = new Histogram();
  const began = performance.now();
  const { user, system } = process.cpuUsage();
  mark("begin");
  const clients = crowd.map((door) => new Client(door, wire, book));
  const giveUp = pause(patienceMilliseconds, undefined, { ref: false });
  const texts = clients.map(async (client) => {
    const text = await Promise.race([client.text.catch(() => null), giveUp]);
    if (!(text instanceof Uint8Array)) return null;
    delays.add(performance.now() - began);
    return text;
  });
  const received = await Promise.all(texts);
  mark("end");
  const elapsed = performance.now() - began;
  const used = process.cpuUsage({ user, system });
  for (const client of [scribe, ...clients]) client.line.end();
  return {
    textBytes: whole.length,
    delays: delays.summary(),
    bytes: clients.reduce((sum, client) => sum + client.line.bytesReceived, 0),
    incomplete: incompleteOf(received, last),
    crowdLoad: (used.user + used.system) / 1000 / elapsed,
  };
}

/** How many did not get every word; each distinct text is read once. */
function incompleteOf(received: readonly (Uint8Array | null)[], lastToken: number): number {
  const verdicts = new Map<Uint8Array | null, boolean>([[null, false]]);
  for (const text of received) {
    if (text !== null && !verdicts.has(text))
      verdicts.set(text, new Set(tokensIn(text)).size === lastToken + 1);
  }
  return received.filter((text) => !verdicts.get(text)).length;
}

/** Waits until the server serves all of it to one who comes. */
async function untilWhole(target: Target, bytes: number): Promise<void> {
  const wire = wireOf(target.dialect);
  const end = performance.now() + patienceMilliseconds;
  const [door] = await openDoors(target, 0, 1);
  if (door === undefined) throw new Error("no door");
  while (performance.now() < end) {
    const look = new Client(door, wire, new FrameBook(wire));
    const text = await look.text;
    look.line.end();
    if (text.length >= bytes) return;
    await pause(500);
  }
  throw new Error("the text never became whole");
}
