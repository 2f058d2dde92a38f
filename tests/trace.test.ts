/**
 * A recorded real session of two people typing into one text at the same time (26,078 transactions),
 * replayed by two stock clients through the running server, concurrent as recorded. Source of the
 * recording: josephg/editing-traces, `concurrent_traces/friendsforever.json.gz`, CC BY 4.0.
 */
import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import { KnownStructs } from "../server/rooms/knownStructs.ts";
import { eventually } from "./kit/eventually.ts";
import { startServer } from "./kit/runningServer.ts";
import { sharedMaterial } from "./kit/sharedMaterial.ts";
import { elementAt, join, type StockClient, stockClient } from "./kit/stockClient.ts";
import { temporaryFolder } from "./kit/temporaryFolder.ts";

interface Trace {
  readonly endContent: string;
  readonly txns: readonly {
    readonly parents: readonly number[];
    readonly agent: number;
    readonly patches: readonly (readonly [number, number, string])[];
  }[];
}

/** What a transaction turned into, and how another client can tell that it has received it. */
interface Written {
  readonly update: Uint8Array;
  readonly clientId: number;
  readonly clock: number;
  readonly deletions: readonly { client: number; clock: number; len: number }[];
}

const place = [2, 0, 0] as const;

test("the recorded session ends in exactly its text, also after kill -9 and a restart, and is exported whole", {
  timeout: 300_000,
}, async (context) => {
  const trace = JSON.parse(
    gunzipSync(await readFile(sharedMaterial(context, "traces/friendsforever.json.gz"))).toString(),
  ) as Trace;
  const folder = await temporaryFolder();
  onTestFinished(folder.remove);
  let server = await startServer({ dataDirectory: folder.path });
  const people = await Promise.all([
    join(server.url, server.links.participant, "First author"),
    join(server.url, server.links.participant, "Second author"),
  ]);
  const clients = await Promise.all(people.map((person) => stockClient(server.url, person)));
  await replay(trace, clients);
  for (const client of clients) {
    await client.until(() => textOf(client.fragment) === trace.endContent, "the end of the recorded session");
  }
  for (const client of clients) client.leave();

  const facilitator = await join(server.url, server.links.facilitator, "Facilitator");
  await eventually(
    async () => comparable(await markdown(server.url, facilitator)).includes(comparable(trace.endContent)),
    "the export",
  );
  await server.kill();
  server = await startServer({ dataDirectory: folder.path });
  const late = await stockClient(server.url, people[0] as (typeof people)[0]);
  expect(textOf(late.fragment)).toBe(trace.endContent);
  expect(comparable(await markdown(server.url, facilitator))).toContain(comparable(trace.endContent));
  late.leave();
  await server.stop();
});

/** Each agent types its own transactions in order, and waits where the recording had seen the other's. */
async function replay(trace: Trace, clients: readonly StockClient[]): Promise<void> {
  const hands = clients.map((client, agent) => {
    const hand = new Y.Doc();
    // Of two words written at one place at once the lower id stands first, as in the recording.
    hand.clientID = 3_000_000_000 + agent;
    Y.applyUpdate(hand, Y.encodeStateAsUpdate(client.document));
    return hand;
  });
  const written: Written[] = [];
  const wakers = new Set<() => void>();
  const wake = () => {
    for (const waker of wakers) waker();
  };
  for (const client of clients) client.document.on("update", wake);

  await Promise.all(
    clients.map(async (client, agent) => {
      const hand = hands[agent] as Y.Doc;
      const text = elementAt(hand.getXmlFragment("default"), ...place).get(0) as Y.XmlText;
      const received = new KnownStructs(client.document);
      const merged = new Set<number>();
      for (const [index, transaction] of trace.txns.entries()) {
        if (transaction.agent !== agent) continue;
        for (const needed of unmergedAncestors(trace, transaction.parents, agent, merged)) {
          await untilWoken(wakers, () => hasReceived(received, written[needed]));
          Y.applyUpdate(hand, (written[needed] as Written).update);
          merged.add(needed);
        }
        const update = type(hand, text, transaction.patches);
        written[index] = { update, ...traceOf(hand, update) };
        Y.applyUpdate(client.document, update, "hand");
        if (index % 200 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    }),
  );
  for (const client of clients) client.document.off("update", wake);
}

/** The other agent's transactions that the recording had merged and this hand has not, oldest first. */
function unmergedAncestors(
  trace: Trace,
  parents: readonly number[],
  agent: number,
  merged: Set<number>,
): number[] {
  const found = new Set<number>();
  const look = [...parents];
  for (let index = look.pop(); index !== undefined; index = look.pop()) {
    const transaction = trace.txns[index];
    if (transaction === undefined || transaction.agent === agent || merged.has(index) || found.has(index))
      continue;
    found.add(index);
    look.push(...transaction.parents);
  }
  return [...found].sort((a, b) => a - b);
}

function type(
  hand: Y.Doc,
  text: Y.XmlText,
  patches: readonly (readonly [number, number, string])[],
): Uint8Array {
  let update = new Uint8Array();
  const keep = (bytes: Uint8Array) => {
    update = Uint8Array.from(bytes);
  };
  hand.on("update", keep);
  hand.transact(() => {
    for (const [position, deleted, inserted] of patches) {
      if (deleted > 0) text.delete(position, deleted);
      if (inserted !== "") text.insert(position, inserted);
    }
  });
  hand.off("update", keep);
  return update;
}

function traceOf(hand: Y.Doc, update: Uint8Array): Omit<Written, "update"> {
  const deletions = [...Y.decodeUpdate(update).ds.clients].flatMap(([client, ranges]) =>
    ranges.map(({ clock, len }) => ({ client, clock, len })),
  );
  return { clientId: hand.clientID, clock: Y.getState(hand.store, hand.clientID), deletions };
}

function hasReceived(received: KnownStructs, written: Written | undefined): boolean {
  return (
    written !== undefined &&
    received.state(written.clientId) >= written.clock &&
    written.deletions.every(({ client, clock, len }) => received.isDeleted(client, clock, len))
  );
}

function untilWoken(wakers: Set<() => void>, holds: () => boolean): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve) => {
    const waker = () => {
      if (!holds()) return;
      wakers.delete(waker);
      resolve();
    };
    wakers.add(waker);
  });
}

function textOf(fragment: Y.XmlFragment): string {
  return (elementAt(fragment, ...place).toArray() as Y.XmlText[])
    .map((text) => (text.toDelta() as { insert: string }[]).map((run) => run.insert).join(""))
    .join("");
}

async function markdown(
  url: string,
  facilitator: { cookie: string; declarationId: string },
): Promise<string> {
  const response = await fetch(`${url}/api/declarations/${facilitator.declarationId}/export/md`, {
    headers: { cookie: facilitator.cookie },
  });
  expect(response.status).toBe(200);
  return response.text();
}

/** Words alone: without the escapes that Markdown needs, and with all white space alike. */
function comparable(text: string): string {
  return text
    .replaceAll(/\\([!-/:-@[-`{-~])/g, "$1")
    .replaceAll(/\s+/g, " ")
    .trim();
}
