import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../server/store/openStore.ts";
import { eventually } from "./kit/eventually.ts";
import { isCompaction, type KillMoment, killMoments } from "./kit/killMoments.ts";
import { type RunningServer, startServer } from "./kit/runningServer.ts";
import { seededRandom, seedOfThisRun } from "./kit/seededRandom.ts";
import { join } from "./kit/stockClient.ts";
import { temporaryFolder } from "./kit/temporaryFolder.ts";
import { textOnDisk } from "./kit/textOnDisk.ts";
import { Witness, wordsOf } from "./kit/witness.ts";

/** `KILLS=30 npm test` for the full number; never fewer than one at each moment. */
const rounds = Math.max(killMoments.length, Number(process.env.KILLS ?? 0));
const killer = fileURLToPath(new URL("kit/killAtMoment.ts", import.meta.url));
/** Updates after which the room compacts its log, less a few that the writers shall bring themselves. */
const nearlyDue = 480;

test(`R1 R2 nothing told or seen is missing after ${rounds} × kill -9 between append, send and acknowledge and inside compaction`, {
  timeout: 60_000 + rounds * 20_000,
}, async () => {
  const seed = seedOfThisRun();
  const random = seededRandom(seed);
  const folder = await temporaryFolder();
  onTestFinished(folder.remove);
  let server = await startServer({ dataDirectory: folder.path });
  onTestFinished(() => server.kill());
  const port = Number(new URL(server.url).port);
  const names = ["alice", "bob", "carol", "dan"];
  const { url, links } = server;
  const people = await Promise.all(names.map((name) => join(url, links.participant, name)));
  const declarationId = people[0]?.declarationId ?? "";
  const witnesses = people.map((person, index) => new Witness(url, person, names[index] ?? ""));
  onTestFinished(() => {
    for (const witness of witnesses) witness.leave();
  });
  await eventually(() => witnesses.every((witness) => witness.provider.synced), "all four are in the room");

  for (let round = 0; round < rounds; round++) {
    const moment = killMoments[round % killMoments.length] as KillMoment;
    const after = isCompaction(moment) ? 1 : 1 + Math.floor(random() * 60);
    const story = `round ${round + 1}, ${moment}, time ${after}, seed ${seed}`;
    await server.kill();
    if (isCompaction(moment)) await growLog(folder.path, declarationId);
    server = await startServer({
      dataDirectory: folder.path,
      port,
      nodeArguments: ["--import", killer],
      environment: { KILL_AT: moment, KILL_AFTER: String(after) },
    });
    const stop = keepWriting(witnesses);
    await diedByItself(server, story);
    stop();
    // What was on its way when the server died may still arrive, and then counts as told and seen.
    await eventually(() => witnesses.every(({ provider }) => !provider.wsconnected), `line cut: ${story}`);
    const told = witnesses.flatMap((witness) => [...witness.saved]);
    const seen = witnesses.flatMap((witness) =>
      [...witness.words()].filter((word) => !word.startsWith(witness.name)),
    );
    const onDisk = wordsOf(await textOnDisk(folder.path, declarationId));
    expect(
      [...told, ...seen].filter((word) => !onDisk.has(word)),
      story,
    ).toEqual([]);
    console.log(`${story}: ${told.length} words told, ${seen.length} seen, none missing`);
  }

  server = await startServer({ dataDirectory: folder.path, port });
  await eventually(() => witnesses.every((witness) => witness.unsaved === 0), `all is saved, seed ${seed}`);
  const all = witnesses.flatMap((witness) => witness.written);
  await eventually(
    () => witnesses.every((witness) => new Set(all).isSubsetOf(witness.words())),
    `everybody sees everybody's words, seed ${seed}`,
  );
  await server.kill();
  const onDisk = wordsOf(await textOnDisk(folder.path, declarationId));
  expect(
    all.filter((word) => !onDisk.has(word)),
    `seed ${seed}`,
  ).toEqual([]);
});

async function diedByItself(server: RunningServer, story: string): Promise<void> {
  const tooLong = Promise.withResolvers<never>();
  const timer = setTimeout(() => tooLong.reject(new Error(`the moment never came: ${story}`)), 40_000);
  await Promise.race([server.ended, tooLong.promise]).finally(() => clearTimeout(timer));
}

/** Each writes a word every few milliseconds, connected or not, until the answered function is called. */
function keepWriting(witnesses: readonly Witness[]): () => void {
  const timer = setInterval(() => {
    for (const witness of witnesses) {
      if (witness.unsaved < 200) witness.write(`${witness.name}${witness.written.length}`);
    }
  }, 8);
  return () => clearInterval(timer);
}

/** Appends updates without words, so that the next snapshot is due within a second of writing. */
async function growLog(dataDirectory: string, declarationId: string): Promise<void> {
  const store = await openStore({ dataDirectory });
  try {
    const { sequence, snapshot } = await store.loadText(declarationId);
    const missing = (snapshot?.sequence ?? 0) + nearlyDue - sequence;
    await store.appendText(
      Array.from({ length: Math.max(0, missing) }, (_, index) => ({
        declarationId,
        sequence: sequence + index + 1,
        update: new Uint8Array([0, 0]),
        authors: [],
      })),
    );
  } finally {
    await store.close();
  }
}
