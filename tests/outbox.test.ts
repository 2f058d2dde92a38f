import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RefusedError } from "../client/session/askServer.ts";
import { createOutbox, type Outbox } from "../client/session/outbox.ts";
import { type OutboxStorage, storageInMemory } from "../client/session/outboxStorage.ts";
import type { sendCommand } from "../client/session/sendCommand.ts";
import { createValue, type OwnValue } from "../client/session/value.ts";
import { type Deliberation, emptyDeliberation } from "../shared/deliberation/state.ts";
import type { PlenaryRecord } from "../shared/records.ts";

type Answer = "yes" | "silence" | RefusedError;

/** A server that carries out each key once, and answers as it is told. */
function playServer() {
  const carriedOut = new Map<string, { name: string; input: unknown; sequence: number }>();
  const arrivals: string[] = [];
  const answers: Answer[] = [];
  const send = vi.fn(async (_declarationId: string, name: string, input: unknown, key = "") => {
    arrivals.push(key);
    const answer = answers.shift() ?? "yes";
    if (answer instanceof RefusedError) throw answer;
    const known = carriedOut.get(key) ?? { name, input, sequence: carriedOut.size + 1 };
    carriedOut.set(key, known);
    if (answer === "silence") await new Promise(() => {});
    return { sequence: known.sequence } as PlenaryRecord;
  });
  return { carriedOut, arrivals, answers, send: send as unknown as typeof sendCommand };
}

const unreachable = new RefusedError("unreachable", "The server cannot be reached.");
const muted = new RefusedError("muted", "A facilitator has muted your contributions.");

let server: ReturnType<typeof playServer>;
let storage: OutboxStorage;
let deliberation: OwnValue<Deliberation>;
const open: Outbox[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  server = playServer();
  storage = { ...storageInMemory(), kept: true };
  deliberation = createValue(emptyDeliberation);
});

afterEach(() => {
  for (const outbox of open.splice(0)) outbox.close();
  vi.useRealTimers();
});

function openOutbox(): Outbox {
  const outbox = createOutbox({
    declarationId: "declaration",
    storage: Promise.resolve(storage),
    deliberation,
    send: server.send,
  });
  open.push(outbox);
  return outbox;
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const shown = (sequence: number) => deliberation.set({ ...emptyDeliberation, sequence });
const states = (outbox: Outbox) => outbox.entries.get().map((entry) => entry.state.kind);
const say = (outbox: Outbox, words: string) => outbox.put("comment", { clauseId: "clause", words });

test("what is sent stays in sight until its record is shown, and is kept no longer than until it was carried out", async () => {
  const outbox = openOutbox();
  say(outbox, "one");
  await settle();
  expect(states(outbox)).toEqual(["sending"]);
  expect(await storage.list()).toEqual([]);
  shown(1);
  expect(states(outbox)).toEqual([]);
});

test("without a line it waits, and goes out in its order as soon as there is one", async () => {
  server.answers.push(unreachable);
  const outbox = openOutbox();
  for (const words of ["one", "two", "three"]) say(outbox, words);
  await settle();
  expect(states(outbox)).toEqual(["waiting", "waiting", "waiting"]);
  expect(server.arrivals).toHaveLength(1);
  outbox.sendNow();
  await settle();
  expect([...server.carriedOut.values()].map(({ input }) => input)).toEqual(
    ["one", "two", "three"].map((words) => ({ clauseId: "clause", words })),
  );
});

test("it is sent again by itself, ever more slowly", async () => {
  server.answers.push(unreachable, unreachable, unreachable);
  const outbox = openOutbox();
  say(outbox, "one");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.arrivals).toHaveLength(4);
  expect(server.carriedOut.size).toBe(1);
});

test("a request that is swallowed is sent again under its key and done once", async () => {
  server.answers.push("silence");
  const outbox = openOutbox();
  const key = say(outbox, "one");
  await settle();
  expect(states(outbox)).toEqual(["sending"]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(server.arrivals).toEqual([key, key]);
  expect(server.carriedOut.size).toBe(1);
});

test("after the browser was closed the next visit sends it, in order, before anything new", async () => {
  server.answers.push(unreachable);
  const before = openOutbox();
  say(before, "one");
  say(before, "two");
  await settle();
  before.close();
  const after = openOutbox();
  say(after, "three");
  await settle();
  expect([...server.carriedOut.values()].map(({ input }) => input)).toEqual(
    ["one", "two", "three"].map((words) => ({ clauseId: "clause", words })),
  );
});

test("a refusal for good is shown with its sentence, also on the next visit, and does not hold up the others", async () => {
  server.answers.push(muted);
  const outbox = openOutbox();
  const key = say(outbox, "one");
  say(outbox, "two");
  await settle();
  const refused = { kind: "refused", id: "muted", message: muted.message };
  expect(outbox.entries.get().map((entry) => entry.state)).toEqual([refused, { kind: "sending" }]);
  shown(1);
  outbox.close();

  const later = openOutbox();
  await settle();
  expect(later.entries.get().map((entry) => entry.state)).toEqual([refused]);
  expect(server.carriedOut.size).toBe(1);
  later.takeOut(key);
  await settle();
  expect(later.entries.get()).toEqual([]);
  expect(await storage.list()).toEqual([]);
});

test("a refused one can be sent once more", async () => {
  server.answers.push(muted);
  const outbox = openOutbox();
  const key = say(outbox, "one");
  await settle();
  outbox.tryAgain(key);
  await settle();
  expect(server.carriedOut.has(key)).toBe(true);
});

test("what the server stumbles over does not hold up the others for ever", async () => {
  const stumble = new RefusedError("internal", "Something went wrong on the server.");
  server.answers.push(stumble, stumble, stumble, stumble, stumble);
  const outbox = openOutbox();
  say(outbox, "one");
  say(outbox, "two");
  await vi.advanceTimersByTimeAsync(120_000);
  expect(states(outbox)).toEqual(["refused", "sending"]);
});

test("of two positions on one clause that wait, the later goes out alone; other clauses keep theirs", async () => {
  server.answers.push(unreachable);
  const outbox = openOutbox();
  say(outbox, "first in line");
  await settle();
  const position = (clauseId: string, which: "agree" | "disagree") =>
    outbox.put("takePosition", { clauseId, position: which, wording: "hash" });
  position("clause", "agree");
  position("another", "agree");
  position("clause", "disagree");
  outbox.sendNow();
  await settle();
  const positions = [...server.carriedOut.values()].slice(1).map(({ input }) => input);
  expect(positions).toEqual([
    { clauseId: "another", position: "agree", wording: "hash" },
    { clauseId: "clause", position: "disagree", wording: "hash" },
  ]);
});

test("a vote that is so already is no refusal", async () => {
  server.answers.push(new RefusedError("nothing-changed", "This is so already."));
  const outbox = openOutbox();
  outbox.put("backIdea", { ideaId: "idea", backs: true });
  await settle();
  expect(outbox.entries.get()).toEqual([]);
});

test("what another window of the same person sent or took out is not sent again", async () => {
  server.answers.push(unreachable);
  const one = openOutbox();
  const key = say(one, "one");
  await settle();
  await storage.remove(key);
  one.sendNow();
  await settle();
  expect(server.carriedOut.size).toBe(0);
  expect(one.entries.get()).toEqual([]);
});

test("where nothing can be kept it says so and sends all the same", async () => {
  storage = storageInMemory();
  const outbox = openOutbox();
  say(outbox, "one");
  await settle();
  expect(outbox.kept.get()).toBe(false);
  expect(server.carriedOut.size).toBe(1);
});
