// @vitest-environment jsdom
/**
 * Three to five real editors, the real room and the real store, on a network that loses, repeats,
 * delays and half-closes lines, with restarts of the server between. CONCURRENCY=1000 runs the full
 * number; SEED repeats one run.
 */
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { createDeclaration } from "../server/commands/createDeclaration.ts";
import {
  createParticipantDirectory,
  type ParticipantDirectory,
} from "../server/participant/participantDirectory.ts";
import { createSeals } from "../server/participant/seals.ts";
import { Rooms } from "../server/rooms/roomDirectory.ts";
import { openStore } from "../server/store/openStore.ts";
import type { Store } from "../server/store/store.ts";
import { readDeclaration } from "../shared/declaration/readDeclaration.ts";
import { Drafter } from "./kit/drafter.ts";
import { eventually } from "./kit/eventually.ts";
import { act } from "./kit/hands.ts";
import { seededRandom, seedOfThisRun } from "./kit/seededRandom.ts";
import { type TemporaryFolder, temporaryFolder } from "./kit/temporaryFolder.ts";

const runs = process.env.SEED ? 1 : Number(process.env.CONCURRENCY ?? 30);
const log = pino({ level: "silent" });
const names = ["Alice", "Bob", "Carol", "Dan", "Erin"];

let folder: TemporaryFolder;
let store: Store;
let participants: ParticipantDirectory;

beforeAll(async () => {
  folder = await temporaryFolder();
  store = await openStore({ dataDirectory: folder.path });
  participants = createParticipantDirectory({
    store,
    seals: createSeals("a secret for the stage, at least 32 bytes long"),
    now: Date.now,
  });
});

afterAll(async () => {
  await store.close();
  await folder.remove();
});

/** A server that a test can end as a power cut would: what was not on disk yet is never stored. */
function startRooms(): { rooms: Rooms; crash(): void } {
  let running = true;
  const mortal = new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...words: unknown[]) => (running ? value.apply(target, words) : new Promise(() => {}));
    },
  });
  const rooms = new Rooms({ store: mortal, participants, log, now: Date.now });
  return {
    rooms,
    crash() {
      running = false;
      // Its timers end with it; that it would like to store something first is heard by nobody.
      void rooms.close();
    },
  };
}

/** Each word that is written is a sign of its own, so that it can be told whether it is still there. */
const firstSign = 0x4e00;

interface Account {
  readonly written: Set<string>;
  /** What somebody's own hands took away. */
  readonly deleted: Set<string>;
  readonly kept: Set<string>;
}

function signsIn(document: Y.Doc): Set<string> {
  return new Set(JSON.stringify(readDeclaration(document)).match(/[\u4e00-\u9fff]/g) ?? []);
}

function clauseIds(document: Y.Doc): string[] {
  return readDeclaration(document).sections.flatMap((section) => section.clauses.map((clause) => clause.id));
}

async function run(seed: number): Promise<Account> {
  const account: Account = { written: new Set(), deleted: new Set(), kept: new Set() };
  const random = seededRandom(seed);
  let server = startRooms();
  const { declarationId, links } = await createDeclaration(store, {
    title: "T",
    participantId: null,
    now: Date.now(),
  });
  const link = links.find((each) => each.role === "participant");
  const token = link ? participants.tokenOf(link) : null;
  const state = Y.encodeStateAsUpdate(await server.rooms.readText(declarationId));
  const people = await Promise.all(
    names.slice(0, 3 + Math.floor(random() * 3)).map(async (name) => {
      const { participant, cookie } = await participants.join({ token: token ?? "", name }, false);
      await participants.fromCookie(cookie.split(";")[0], declarationId);
      const clientId = await server.rooms.takeClientId(declarationId, participant.id);
      return new Drafter(participant, clientId, state);
    }),
  );
  let words = 0;
  const actOf = (person: Drafter) => {
    const before = signsIn(person.hands.document);
    words += 1;
    act(person.hands, random, String.fromCodePoint(firstSign + words));
    const after = signsIn(person.hands.document);
    for (const sign of after.difference(before)) account.written.add(sign);
    for (const sign of before.difference(after)) account.deleted.add(sign);
  };
  const letIn = async (person: Drafter) => person.comesInto(await server.rooms.open(declarationId));

  for (const person of people) await letIn(person);
  for (let round = 0; round < 25; round++) {
    for (const person of people) {
      for (let step = Math.floor(random() * 4); step > 0; step--) actOf(person);
      person.carry(Math.floor(random() * 6));
      const chance = random();
      if (chance < 0.05) person.losesTheLine();
      else if (chance < 0.08) person.sleeps();
      else if (chance < 0.11) person.isMissed();
      else if (chance < 0.16) person.repeats();
      else if (chance < 0.5) await letIn(person);
    }
    if (random() < 0.3) await new Promise((resolve) => setImmediate(resolve));
    if (random() < 0.06) {
      for (const person of people) {
        person.isMissed();
        person.losesTheLine();
      }
      server.crash();
      server = startRooms();
    }
  }
  for (const person of people) person.isMissed();
  const room = await server.rooms.open(declarationId);
  // A snapshot is the state vector and the delete set: equal where nothing differs but how it is cut.
  const level = () => {
    const whole = Y.snapshot(room.document);
    return people.every(
      (person) => person.synced && Y.equalSnapshots(whole, Y.snapshot(person.hands.document)),
    );
  };
  await eventually(async () => {
    for (const person of people) {
      if (person.refused !== null) throw new Error(`${person.hands.name} was refused: ${person.refused}`);
      await letIn(person);
      person.carry(Number.POSITIVE_INFINITY);
    }
    // A repair first asks the store for a client id, then takes the way of all text: both are waited for.
    for (let turn = 0; turn < 3; turn++) {
      await store.ping();
      await room.textLog.idle();
      for (const person of people) person.carry(Number.POSITIVE_INFINITY);
    }
    return level();
  }, "everybody holds the same text");

  const stored = await server.rooms.readText(declarationId);
  const [text, ids] = [readDeclaration(stored), clauseIds(stored)];
  expect(text.sections.map(({ kind, theme }) => `${kind} ${theme}`)).toEqual([
    "preamble null",
    "theme strategic-leadership",
    "theme digital-transformation",
    "theme recognition-interoperability",
    "theme lifelong-learning",
    "closing null",
  ]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).not.toContain("");
  for (const { hands } of people) {
    expect(hands.document.store.pendingStructs).toBeNull();
    expect(hands.document.store.pendingDs).toBeNull();
    expect(readDeclaration(hands.document)).toEqual(text);
    hands.editor.state.doc.check();
    expect(hands.editor.getJSON()).toEqual(people[0]?.hands.editor.getJSON());
  }
  for (const person of people) person.leaves();
  await server.rooms.close();
  return { ...account, kept: signsIn(stored) };
}

test(`R4 R5 ${runs} times three to five people do whatever hands can do while lines and servers fail: one text, whole, everywhere`, {
  timeout: 60_000 + runs * 15_000,
}, async () => {
  const first = seedOfThisRun();
  let written = 0;
  let swallowed = 0;
  const failed: number[] = [];
  for (let index = 0; index < runs; index++) {
    try {
      const account = await run(first + index);
      const wanted = account.written.difference(account.deleted);
      written += wanted.size;
      swallowed += wanted.difference(account.kept).size;
    } catch (error) {
      console.error(`SEED=${first + index}`, error);
      failed.push(first + index);
    }
  }
  console.log(
    `${runs} runs from seed ${first}: of ${written} words that nobody deleted, merges swallowed ${swallowed}`,
  );
  expect(failed, "repeat one with SEED=…").toEqual([]);
  // Without the rescue it is about one in eight; what is left was lost on a line that died at that moment.
  if (runs >= 20) expect(swallowed / written).toBeLessThan(0.08);
});
