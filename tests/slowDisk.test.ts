import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { eventually } from "./kit/eventually.ts";
import { type RunningServer, startServer } from "./kit/runningServer.ts";
import { smallDisk } from "./kit/smallDisk.ts";
import { join } from "./kit/stockClient.ts";
import { temporaryFolder } from "./kit/temporaryFolder.ts";
import { textOnDisk } from "./kit/textOnDisk.ts";
import { Witness, wordsOf } from "./kit/witness.ts";

const leaving: (() => void)[] = [];

afterEach(() => {
  for (const leave of leaving.splice(0)) leave();
});

async function writer(server: RunningServer, name: string): Promise<Witness> {
  const witness = new Witness(server.url, await join(server.url, server.links.participant, name), name);
  leaving.push(() => witness.leave());
  await eventually(() => witness.provider.synced, `${name} is in the room`);
  return witness;
}

/** Alice and Bob write while the disk takes nothing, and after. */
async function liveThroughFullDisk(
  server: RunningServer,
  dataDirectory: string,
  disk: { fill(): Promise<void>; free(): Promise<void> },
): Promise<void> {
  const [alice, bob] = [await writer(server, "alice"), await writer(server, "bob")];
  alice.write("before");
  await eventually(() => alice.saved.has("before") && bob.words().has("before"), "the word before");
  await disk.fill();
  const during: string[] = [];
  // Long words, so that they cannot fit into what a page of the log has left.
  for (let index = 0; index < 40; index++) during.push(`during${index}-${"x".repeat(1000)}`);
  for (const word of during) alice.write(word);
  bob.write("also");
  await eventually(
    () => alice.notices.includes("storage-failed") && bob.notices.includes("storage-failed"),
    "both are told that nothing can be stored",
  );
  expect(during.filter((word) => alice.saved.has(word))).toEqual([]);
  expect(during.filter((word) => bob.words().has(word))).toEqual([]);
  expect(bob.saved.has("also")).toBe(false);
  await disk.free();
  await eventually(() => alice.unsaved === 0 && bob.unsaved === 0, "all is saved once there is room");
  await eventually(() => during.every((word) => bob.words().has(word)), "Bob sees it");
  await server.kill();
  const declarationId = alice.provider.roomname;
  const onDisk = wordsOf(await textOnDisk(dataDirectory, declarationId));
  expect(["before", "also", ...during].filter((word) => !onDisk.has(word))).toEqual([]);
}

test("R1 R2 a disk that is really full: writers are told, nothing stored suffers, it goes on by itself", async (context) => {
  const disk = await smallDisk(16);
  if (disk === null) return context.skip("a file system can be mounted by root alone");
  onTestFinished(disk.remove);
  const server = await startServer({ dataDirectory: disk.path });
  onTestFinished(() => server.kill());
  await liveThroughFullDisk(server, disk.path, disk);
});

test("R1 R2 files that may not grow any more: the same", async (context) => {
  const folder = await temporaryFolder();
  onTestFinished(folder.remove);
  const server = await startServer({ dataDirectory: folder.path });
  onTestFinished(() => server.kill());
  const mayGrowTo = (bytes: string) =>
    spawnSync("prlimit", ["--pid", String(server.pid), `--fsize=${bytes}:`]).status === 0;
  if (!mayGrowTo("unlimited")) return context.skip("this system has no prlimit");
  await liveThroughFullDisk(server, folder.path, {
    fill: async () => void mayGrowTo("4096"),
    free: async () => void mayGrowTo("unlimited"),
  });
});

test("R1 R2 a store that takes 300 ms for an append: saved is told late and truthfully, nobody sees a word before", async () => {
  const folder = await temporaryFolder();
  onTestFinished(folder.remove);
  const slow = fileURLToPath(new URL("kit/slowStore.ts", import.meta.url));
  const server = await startServer({ dataDirectory: folder.path, nodeArguments: ["--import", slow] });
  onTestFinished(() => server.kill());
  const [alice, bob] = [await writer(server, "alice"), await writer(server, "bob")];
  const declarationId = alice.provider.roomname;
  for (let index = 0; index < 10; index++) {
    const word = `word${index}`;
    const written = performance.now();
    alice.write(word);
    await eventually(() => alice.saved.has(word) || bob.words().has(word), "saved or seen");
    expect(performance.now() - written).toBeGreaterThan(250);
    const onDisk = wordsOf(await textOnDisk(folder.path, declarationId));
    expect(onDisk.has(word), `${word} is on disk`).toBe(true);
    await eventually(() => alice.saved.has(word) && bob.words().has(word), "saved and seen");
  }
});
