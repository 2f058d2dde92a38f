/** How the people of a crowd come in: as in a browser where the server knows people, else straight away. */
import type { WriterAnswer } from "../../../shared/answers.ts";
import { schemaVersion } from "../../../shared/declaration/grammar.ts";
import { join } from "../../kit/stockClient.ts";
import type { Target } from "../tasks.ts";
import type { Address } from "./lineToServer.ts";
import { documentName } from "./wire.ts";

export interface Door {
  readonly address: Address;
  /** The Yjs client id that its writer has to use. */
  readonly clientId: number;
}

/** Requests at the same time: the server answers them on one core anyway. */
const atOnce = 40;

/** Doors for that many writers and readers, writers first. */
export async function openDoors(target: Target, writers: number, readers: number): Promise<Door[]> {
  const numbers = Array.from({ length: writers + readers }, (_, number) => number);
  const doors: Door[] = [];
  for (let from = 0; from < numbers.length; from += atOnce) {
    const group = numbers.slice(from, from + atOnce);
    doors.push(...(await Promise.all(group.map((number) => openDoor(target, number, number < writers)))));
  }
  return doors;
}

async function openDoor(target: Target, number: number, writes: boolean): Promise<Door> {
  const { hostname: host, port, origin } = new URL(target.url);
  const place = { host, port: Number(port) };
  // Ids as a stock client draws them: at random over 32 bits.
  const clientId = 2 ** 20 + Math.floor(Math.random() * (2 ** 32 - 2 ** 21));
  if (target.links === null)
    return { address: { ...place, path: `/${documentName}`, headers: {} }, clientId };
  const link = writes ? target.links.participant : target.links.attendee;
  const { declarationId, cookie } = await join(target.url, link, `Person ${number}`);
  return {
    address: {
      ...place,
      path: `/sync/${declarationId}?plenary=1&schema=${schemaVersion}`,
      headers: { Cookie: cookie, Origin: origin },
    },
    clientId: writes ? await takeClientId(target.url, declarationId, cookie) : clientId,
  };
}

async function takeClientId(url: string, declarationId: string, cookie: string): Promise<number> {
  const response = await fetch(`${url}/api/declarations/${declarationId}/writer`, {
    method: "POST",
    headers: { cookie },
  });
  if (!response.ok) throw new Error(`no client id: ${response.status} ${await response.text()}`);
  return ((await response.json()) as WriterAnswer).clientId;
}
