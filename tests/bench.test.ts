/** The bench measures and asserts nothing; this keeps it from rotting: its smallest run, on Plenary alone. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "./kit/temporaryFolder.ts";

interface Told {
  readonly rows: readonly {
    readonly server: string;
    readonly failures: readonly string[];
    readonly rounds: readonly { readonly figures: Readonly<Record<string, number | null>> }[];
  }[];
}

test("in the bench's smallest run every word reaches everybody in the room, and nobody is dropped", async () => {
  const folder = await temporaryFolder();
  onTestFinished(folder.remove);
  const json = join(folder.path, "result.json");
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(import.meta.dirname, "bench/bench.ts"),
    "--quick",
    "--only",
    "plenary",
    "--json",
    json,
  ]);
  expect(stdout).toContain("| Plenary |");
  const { rows } = JSON.parse(await readFile(json, "utf8")) as Told;
  expect(rows.map(({ server, failures }) => ({ server, failures }))).toEqual([
    { server: "Plenary", failures: [] },
  ]);
  const figures = rows[0]?.rounds[0]?.figures;
  expect(figures?.editsPerSecond).toBeGreaterThan(0);
  expect(figures?.missing).toBe(0);
  expect(figures?.dropped).toBe(0);
});
