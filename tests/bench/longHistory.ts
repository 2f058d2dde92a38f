/**
 * A declaration with a long past: the recorded session of two people (`../shared/traces`), written
 * again and again into clauses of its own until the wanted number of keystrokes is reached.
 */
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import * as Y from "yjs";
import { createDeclaration } from "../../server/commands/createDeclaration.ts";
import { openStore } from "../../server/store/openStore.ts";
import { fragmentName } from "../../shared/declaration/grammar.ts";

/** The recording; absent on a checkout without the material handed out beside it. */
export const recording = resolve(import.meta.dirname, "../../../shared/traces/friendsforever.json.gz");

interface Transaction {
  readonly parents: readonly number[];
  readonly agent: number;
  readonly patches: readonly (readonly [position: number, deleted: number, inserted: string])[];
}

export interface LongHistory {
  /** Where Plenary starts from: its whole log, with a snapshot as old as one can be. */
  readonly dataDirectory: string;
  /** Where the others start from: the one state that their database extensions keep. */
  readonly stateFile: string;
  readonly keystrokes: number;
  readonly stateBytes: number;
}

/** As in the room directory: this many updates can stand behind the newest snapshot. */
const updatesBehindSnapshot = 499;

/** Writes the history into that folder, ready to start from. */
export async function writeLongHistory(folder: string, keystrokes: number): Promise<LongHistory> {
  const { txns } = JSON.parse(gunzipSync(readFileSync(recording)).toString()) as { txns: Transaction[] };
  const dataDirectory = join(folder, "data");
  const store = await openStore({ dataDirectory });
  const { declarationId } = await createDeclaration(store, {
    title: "A long history",
    participantId: null,
    now: Date.now(),
  });
  const stored = await store.loadText(declarationId);
  const document = new Y.Doc();
  for (const update of stored.updates) Y.applyUpdate(document, update);
  const updates: Uint8Array[] = [];
  let typed = 0;
  for (let round = 0; typed < keystrokes; round++) {
    const part = txns.slice(0, keystrokes - typed);
    updates.push(...replay(part, document, round));
    typed += part.length;
  }

  let { sequence } = stored;
  const snapshotAt = Math.max(0, updates.length - updatesBehindSnapshot);
  const before = new Y.Doc();
  for (const update of stored.updates) Y.applyUpdate(before, update);
  for (let from = 0; from < updates.length; from += 1000) {
    const group = updates.slice(from, from + 1000);
    await store.appendText(
      group.map((update) => ({ declarationId, sequence: ++sequence, update, authors: [] })),
    );
  }
  before.transact(() => {
    for (const update of updates.slice(0, snapshotAt)) Y.applyUpdate(before, update);
  });
  await store.saveSnapshot(declarationId, stored.sequence + snapshotAt, Y.encodeStateAsUpdateV2(before));
  await store.close();
  const state = Y.encodeStateAsUpdate(document);
  const stateFile = join(folder, "state");
  await writeFile(stateFile, state);
  return { dataDirectory, stateFile, keystrokes: typed, stateBytes: state.length };
}

/** The recorded session in a new clause of `document`, concurrent as recorded; answers its updates in order. */
function replay(transactions: readonly Transaction[], document: Y.Doc, round: number): Uint8Array[] {
  const updates: Uint8Array[] = [];
  const start = documentAt(Y.encodeStateAsUpdate(document), 3 * round + 1);
  start.on("update", (update: Uint8Array) => updates.push(update));
  layDownClause(start, round);
  const ground = Y.encodeStateAsUpdate(start);
  const hands = [2, 3].map((client) => documentAt(ground, 3 * round + client));
  const texts = hands.map(textOfLastClause);
  const written: Uint8Array[] = [];
  /** For each transaction, the newest one of the other agent that it builds on. */
  const knows: number[] = [];
  const merged = [-1, -1];
  for (const hand of hands)
    hand.on("update", (update: Uint8Array, origin: unknown) => origin === "hand" && written.push(update));
  for (const [index, { parents, agent, patches }] of transactions.entries()) {
    const hand = hands[agent] as Y.Doc;
    const text = texts[agent] as Y.XmlText;
    const newest = Math.max(
      -1,
      ...parents.map((parent) => (transactions[parent]?.agent === agent ? (knows[parent] ?? -1) : parent)),
    );
    knows[index] = newest;
    for (let other = (merged[agent] as number) + 1; other <= newest; other++) {
      if (transactions[other]?.agent !== agent) Y.applyUpdate(hand, written[other] as Uint8Array);
    }
    merged[agent] = Math.max(merged[agent] as number, newest);
    const before = written.length;
    hand.transact(() => {
      for (const [position, deleted, inserted] of patches) {
        if (deleted > 0) text.delete(position, deleted);
        if (inserted !== "") text.insert(position, inserted);
      }
    }, "hand");
    if (written.length === before) written.push(new Uint8Array([0, 0]));
  }
  updates.push(...written);
  document.transact(() => {
    for (const update of updates) Y.applyUpdate(document, update);
  });
  return updates;
}

function documentAt(state: Uint8Array, clientId: number): Y.Doc {
  const document = new Y.Doc();
  // Above the ids that Plenary has handed out by then.
  document.clientID = 1000 + clientId;
  Y.applyUpdate(document, state);
  return document;
}

function layDownClause(document: Y.Doc, round: number): void {
  document.transact(() => {
    const section = sectionOf(document);
    const clause = new Y.XmlElement("clause");
    clause.setAttribute("id", `history-${round}`);
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText()]);
    clause.insert(0, [paragraph]);
    section.insert(section.length, [clause]);
  });
}

function textOfLastClause(document: Y.Doc): Y.XmlText {
  const section = sectionOf(document);
  const clause = section.get(section.length - 1) as Y.XmlElement;
  return (clause.get(0) as Y.XmlElement).get(0) as Y.XmlText;
}

function sectionOf(document: Y.Doc): Y.XmlElement {
  return document.getXmlFragment(fragmentName).get(1) as Y.XmlElement;
}
