import { expect, onTestFinished, test } from "vitest";
import { eventually } from "./kit/eventually.ts";
import { startServer } from "./kit/runningServer.ts";
import { seededRandom, seedOfThisRun } from "./kit/seededRandom.ts";
import { join } from "./kit/stockClient.ts";
import { temporaryFolder } from "./kit/temporaryFolder.ts";
import { textOnDisk } from "./kit/textOnDisk.ts";
import { Witness, wordsOf } from "./kit/witness.ts";

const rounds = Number(process.env.KILLS ?? 5);

test(`R1 R2 nothing that anyone was told is saved, and nothing that anyone else has seen, is missing after ${rounds} × kill -9 while four people write`, {
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
  const people = await Promise.all(names.map((name) => join(server.url, server.links.participant, name)));
  const witnesses = people.map((person, index) => new Witness(server.url, person, names[index] as string));
  onTestFinished(() => {
    for (const witness of witnesses) witness.leave();
  });
  const declarationId = (people[0] as (typeof people)[0]).declarationId;
  await eventually(() => witnesses.every((witness) => witness.provider.synced), "all four are in the room");

  const writing = witnesses.map((witness) => keepWriting(witness));
  onTestFinished(() => {
    for (const stop of writing) stop();
  });
  let saved = 0;
  for (let round = 1; round <= rounds; round++) {
    const enough = saved + 20 + Math.floor(random() * 200);
    await eventually(() => countSaved(witnesses) >= enough, `words saved in round ${round}, seed ${seed}`);
    const told = new Set(witnesses.flatMap((witness) => [...witness.saved]));
    const seen = new Set(witnesses.flatMap((witness) => others(witness)));
    await server.kill();
    const onDisk = wordsOf(await textOnDisk(folder.path, declarationId));
    const missing = [...told, ...seen].filter((word) => !onDisk.has(word));
    expect(missing, `round ${round}, seed ${seed}`).toEqual([]);
    server = await startServer({ dataDirectory: folder.path, port });
    saved = countSaved(witnesses);
  }
  for (const stop of writing) stop();
  await eventually(
    () => witnesses.every((witness) => witness.unsaved === 0),
    `everybody's words are saved again, seed ${seed}`,
  );
  const all = witnesses.flatMap((witness) => witness.written);
  await eventually(
    () => witnesses.every((witness) => new Set(all).isSubsetOf(witness.words())),
    `everybody sees everybody's words, seed ${seed}`,
  );
  for (const witness of witnesses) witness.leave();
  await server.stop();
  const onDisk = wordsOf(await textOnDisk(folder.path, declarationId));
  expect(
    all.filter((word) => !onDisk.has(word)),
    `seed ${seed}`,
  ).toEqual([]);
});

/** Writes a word every few milliseconds, connected or not, until the answered function is called. */
function keepWriting(witness: Witness): () => void {
  let count = 0;
  const timer = setInterval(() => {
    if (witness.unsaved > 500) return;
    count += 1;
    witness.write(`${witness.name}${count}`);
  }, 4);
  return () => clearInterval(timer);
}

function countSaved(witnesses: readonly Witness[]): number {
  return witnesses.reduce((sum, witness) => sum + witness.saved.size, 0);
}

function others(witness: Witness): string[] {
  return [...witness.words()].filter((word) => !word.startsWith(witness.name));
}
