import { afterEach, beforeEach, expect, test } from "vitest";
import type { WebSocket as NodeWebSocket } from "ws";
import * as Y from "yjs";
import { eventually } from "./kit/eventually.ts";
import { openStage, type Stage } from "./kit/stage.ts";
import { elementAt, type StockClient, stockClient } from "./kit/stockClient.ts";

let stage: Stage;
const leaving: (() => void)[] = [];

beforeEach(async () => {
  stage = await openStage();
});

afterEach(async () => {
  for (const leave of leaving.splice(0)) leave();
  await stage.close();
});

/** Past this the operating system's own queues of a socket, on both sides, are full for certain. */
const volume = 24 * 1024 * 1024;
const chunk = 64 * 1024;
const heldAtMost = 2 * 1024 * 1024;

async function stock(role: "participant" | "attendee", name: string) {
  const person = await stage.join(role, name);
  const client = await stockClient(stage.url, person);
  leaving.push(client.leave);
  return { ...client, participantId: person.participantId };
}

/** What the room holds for that person, in bytes that their socket has not taken. */
async function heldFor(participantId: string): Promise<number> {
  const { connections } = await stage.rooms.open(stage.declarationId);
  const own = [...connections].find(({ participant }) => participant.id === participantId);
  if (own === undefined) throw new Error("has left the room");
  return own.unsentBytes;
}

/** The socket under the stock provider, which runs on `ws` here. */
function socketOf(client: StockClient): NodeWebSocket {
  return client.provider.ws as unknown as NodeWebSocket;
}

/** Writes a long passage and takes it out again, so that the changes are many and the text stays of a size. */
async function rewrite(writer: StockClient, place: number): Promise<void> {
  const text = elementAt(writer.fragment, place, 0, 0).get(0) as Y.XmlText;
  text.insert(0, "w".repeat(chunk));
  text.delete(0, chunk - 10);
  await eventually(() => socketOf(writer).bufferedAmount === 0, "the passage was sent");
}

test.each(["attendee", "participant"] as const)(
  "R10 %s: one who stops reading costs under 2 MB, and ends with the writers' text",
  async (role) => {
    const [alice, bob] = [await stock("participant", "Alice"), await stock("participant", "Bob")];
    const slow = await stock(role, "Sleeper");
    socketOf(slow).pause();
    if (role === "participant")
      elementAt(slow.fragment, 4, 0, 0).insert(0, [new Y.XmlText("from the sleeper")]);
    let most = 0;
    for (let sent = 0; sent < volume; sent += 2 * chunk) {
      await Promise.all([rewrite(alice, 2), rewrite(bob, 3)]);
      most = Math.max(most, await heldFor(slow.participantId));
    }
    console.log(`${role}: ${volume >> 20} MB of changes, at most ${Math.round(most / 1024)} KB held`);
    expect(most).toBeLessThan(heldAtMost);
    if (role === "participant") {
      await alice.until(() => alice.fragment.toString().includes("from the sleeper"), "the sleeper's words");
    }
    socketOf(slow).resume();
    await eventually(() => sameText(slow.document, alice.document), "the sleeper has all of it");
    await eventually(() => sameText(bob.document, alice.document), "Bob has all of it");
    expect(slow.fragment.toString()).toBe(alice.fragment.toString());
    expect(slow.document.store.pendingStructs).toBeNull();
    expect(slow.document.store.pendingDs).toBeNull();
  },
);

test("R10 a reader who asks for the whole text again and again without reading costs under 2 MB", async () => {
  const alice = await stock("participant", "Alice");
  const text = elementAt(alice.fragment, 2, 0, 0).get(0) as Y.XmlText;
  for (let part = 0; part < 8; part++) text.insert(0, `${part}`.repeat(chunk));
  const slow = await stock("attendee", "Sleeper");
  await slow.until(() => slow.fragment.toString().length > 8 * chunk, "the text");
  socketOf(slow).pause();
  let most = 0;
  for (let ask = 0; ask < 200; ask++) {
    text.insert(0, "more ");
    socketOf(slow).send(Uint8Array.from([0, 0, 1, 0]));
    await eventually(() => socketOf(slow).bufferedAmount === 0, "the ask was sent");
    most = Math.max(most, await heldFor(slow.participantId));
  }
  console.log(`200 asks for ${(8 * chunk) >> 10} KB: at most ${Math.round(most / 1024)} KB held`);
  expect(most).toBeLessThan(heldAtMost);
  socketOf(slow).resume();
  await eventually(() => sameText(slow.document, alice.document), "the sleeper has all of it");
});

/** Equal state vectors and equal delete sets. */
function sameText(one: Y.Doc, other: Y.Doc): boolean {
  return Y.equalSnapshots(Y.snapshot(one), Y.snapshot(other));
}
