/** People who only sit there: what a connection costs in memory while nothing happens. */
import { setTimeout as pause } from "node:timers/promises";
import type { IdleResult, Mark, Target } from "../tasks.ts";
import { Client } from "./client.ts";
import { openDoors } from "./doors.ts";
import { FrameBook } from "./frameBook.ts";
import { wireOf } from "./wire.ts";

/** Come and go before the first look, so that the server has its code and its room in memory. */
const warmUpClients = 100;
/** Until what was left to do after so many arrivals is done. */
const settleMilliseconds = 1500;
/** The server is looked at from outside, and collects its garbage for that. */
const lookMilliseconds = 1500;

export async function idle(
  task: { readonly target: Target; readonly clients: number },
  mark: (mark: Mark) => void,
): Promise<IdleResult> {
  const wire = wireOf(task.target.dialect);
  const book = new FrameBook(wire);
  const doors = await openDoors(task.target, 0, task.clients + warmUpClients);
  let dropped = 0;
  const enter = async (from: number, to: number) => {
    const clients: Client[] = [];
    for (let start = from; start < to; start += 50) {
      const group = doors
        .slice(start, Math.min(start + 50, to))
        .map((door) => new Client(door, wire, book, { dropped: () => dropped++ }));
      await Promise.all(group.map((client) => (wire.hasText ? client.text : client.line.opened)));
      clients.push(...group);
    }
    return clients;
  };
  const early = await enter(0, warmUpClients);
  await pause(settleMilliseconds);
  mark("begin");
  await pause(lookMilliseconds);
  const clients = await enter(warmUpClients, doors.length);
  await pause(settleMilliseconds);
  mark("end");
  await pause(lookMilliseconds);
  for (const client of [...early, ...clients]) client.line.end();
  return { dropped };
}
