import { afterEach, beforeEach, expect, test } from "vitest";
import { foldRecords } from "../shared/deliberation/fold.ts";
import { type Deliberation, emptyDeliberation } from "../shared/deliberation/state.ts";
import type { PlenaryRecord } from "../shared/records.ts";
import { type Hall, type Listener, openHall, type Person } from "./kit/hall.ts";
import { type Ledger, randomDebate } from "./kit/randomDebate.ts";
import { seededRandom, seedOfThisRun } from "./kit/seededRandom.ts";

const clauseWords = ["Member States fund pilots.", "Regions report.", "Universities recognise."];
const voteKinds = ["positionTaken", "amendmentSupported", "ideaBacked"];

let hall: Hall;
beforeEach(async () => {
  hall = await openHall();
});
afterEach(() => hall.close());

const seed = seedOfThisRun();

async function debate(random: () => number, steps: number) {
  const clauses = [];
  for (const [index, words] of clauseWords.entries())
    clauses.push({ id: await hall.clause(index + 2, words), words });
  const chair = await hall.person("facilitator", "Chairname");
  const people = [
    await hall.person("participant", "Ananame", "University"),
    await hall.person("attendee", "Benname", "Employer"),
    await hall.person("attendee", "Cemname", "Student"),
  ];
  const readers = [chair, ...people, await hall.person("screen", "Screenname")];
  const live = new Map<Person, Listener>();
  for (const reader of readers) live.set(reader, await reader.listens());
  const ledger = await randomDebate({ hall, chair, people, clauses, random, steps });
  const policy = { moderation: "after" as const, words: "The end.", participantsAdopt: true };
  const last = await chair.does("setPolicy", policy);
  for (const [{ name }, listener] of live)
    await listener.until(({ sequence }) => sequence >= last.sequence, `${name} hears the last`);
  return { chair, people, live, ledger };
}

test(`No reader is sent what is held or hidden from them, nor the name behind a vote; and live or late, it comes to the same (seed ${seed})`, async () => {
  const { chair, people, live, ledger } = await debate(seededRandom(seed), 400);
  console.info(
    `seed ${seed}: ${ledger.taken} commands taken, ${ledger.written.size} marks, ${ledger.shown.size} shown`,
  );
  expect(ledger.taken).toBeGreaterThan(100);
  const late = await hall.person("attendee", "Latename");
  for (const reader of [...live.keys(), late]) {
    if (reader === chair) continue;
    const read = (await reader.reads()).records;
    const heard = live.get(reader)?.records ?? [];
    expect(secretsIn(heard, reader, ledger), `${reader.name}, live`).toEqual([]);
    expect(secretsIn(read, reader, ledger), `${reader.name}, later`).toEqual([]);
    expect(goneFrom(read, reader, ledger), `${reader.name} is sent what went`).toEqual([]);
    expect(missingIn(read, ledger), `${reader.name} lacks what is shown`).toEqual([]);
    for (const record of [...heard, ...read].filter(({ kind }) => voteKinds.includes(kind))) {
      const names = [chair, ...people].filter(({ name, participantId }) =>
        [name, participantId].some((each) => JSON.stringify(record).includes(each)),
      );
      expect(names.filter((person) => person !== reader).map(({ name }) => name)).toEqual([]);
    }
  }
  for (const [reader, listener] of live) {
    const seen = (await reader.reads()).deliberation;
    const moderates = reader === chair;
    expect(visible(listener.deliberation, reader, moderates), reader.name).toEqual(
      visible(seen, reader, moderates),
    );
  }
});

test(`The records come to one state, however they are cut, doubled and ordered on their way (seed ${seed})`, async () => {
  const random = seededRandom(seed + 1);
  const { live, chair } = await debate(random, 120);
  for (const reader of live.keys()) {
    const { records } = await reader.reads();
    const whole = foldRecords(records);
    for (let round = 0; round < 20; round++) {
      let state = emptyDeliberation;
      for (let at = 0; at < records.length; ) {
        const end = at + 1 + Math.floor(random() * 30);
        const from = Math.max(0, at - Math.floor(random() * 10));
        state = foldRecords(
          shuffled([...records.slice(from, end), ...records.slice(at, at + 3)], random),
          state,
        );
        at = end;
      }
      expect(state, `${reader.name}, round ${round}`).toEqual(whole);
    }
    if (reader !== chair) continue;
    const onServer = (await hall.door.rooms.recordsOf(hall.door.declarationId)).deliberation;
    expect(onServer).toEqual(whole);
  }
});

/** The marks of others in those records that nobody was ever shown. */
function secretsIn(records: readonly PlenaryRecord[], reader: Person, { written, shown }: Ledger): string[] {
  const sent = JSON.stringify(records);
  return [...written].flatMap(([mark, by]) =>
    by !== reader && !shown.has(mark) && sent.includes(`"${mark}"`) ? [mark] : [],
  );
}

/** The marks of others in those records that stand in what is hidden, held or withdrawn now. */
function goneFrom(records: readonly PlenaryRecord[], reader: Person, { entries, written }: Ledger): string[] {
  const sent = JSON.stringify(records);
  return [...entries.values()]
    .filter(({ by, hidden, held, withdrawn }) => by !== reader && (hidden || held || withdrawn))
    .flatMap(({ marks }) => marks)
    .filter((mark) => written.has(mark) && sent.includes(`"${mark}"`));
}

function missingIn(records: readonly PlenaryRecord[], { entries }: Ledger): string[] {
  const sent = JSON.stringify(records);
  return [...entries.values()]
    .filter(({ hidden, held, withdrawn }) => !hidden && !held && !withdrawn)
    .flatMap(({ marks }) => marks)
    .filter((mark) => !sent.includes(`"${mark}"`));
}

/** What that reader's pages show: of what is hidden or withdrawn only that it was there. */
function visible(state: Deliberation, reader: Person, moderates: boolean) {
  const blank = <Made extends { visibility: string; author: { participantId: string | null } | null }>(
    made: Made,
    gone: boolean,
    without: Partial<Made>,
  ) =>
    moderates || !gone || made.author?.participantId === reader.participantId
      ? made
      : { ...made, ...without };
  const each = <Made>(all: ReadonlyMap<string, Made>, show: (made: Made) => Made) =>
    [...all].map(([id, made]) => [id, show(made)] as const);
  return {
    ...state,
    comments: each(state.comments, (made) =>
      blank(made, made.visibility === "hidden" || made.withdrawn, { words: "", anchor: null }),
    ),
    amendments: each(state.amendments, (made) =>
      blank(made, made.visibility === "hidden", { wording: "", reason: "" }),
    ),
    ideas: each(state.ideas, (made) =>
      blank(made, made.visibility === "hidden", { words: "", talk: "", speaker: "" }),
    ),
  };
}

function shuffled<Thing>(things: readonly Thing[], random: () => number): Thing[] {
  const left = [...things];
  return things.map(() => left.splice(Math.floor(random() * left.length), 1)[0] as Thing);
}
