import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type TemporaryFolder, temporaryFolder } from "./kit/temporaryFolder.ts";

const vitest = resolve(import.meta.dirname, "../node_modules/vitest/vitest.mjs");
const reporter = resolve(import.meta.dirname, "kit/closingLine.ts");
let folder: TemporaryFolder;

beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

test("a run that went well ends in its count alone", () => {
  const run = runOf({ "one.test.js": `test("a", () => {}); test("b", () => {});` });
  expect(run).toEqual({ status: 0, ending: ["2 passed, 0 failed"] });
});

test("skipped tests are named with their reasons before the closing line counts them", () => {
  const run = runOf({
    "one.test.js": `test("a", () => {}); test("b", (context) => context.skip("no Chromium"));`,
  });
  expect(run).toEqual({ status: 0, ending: ["skipped: b: no Chromium", "1 passed, 0 failed, 1 skipped"] });
});

test("a failure is counted, and nothing follows the closing line", () => {
  const run = runOf({ "one.test.js": `test("a", () => {}); test("b", () => { throw new Error("no"); });` });
  expect(run).toEqual({ status: 1, ending: ["1 passed, 1 failed"] });
});

test.each([
  ["a file that cannot be loaded", `import "./nowhere.js";`, "0 passed, 1 failed"],
  [
    "an error nobody caught",
    `test("a", () => { Promise.reject(new Error("lost")); });`,
    "1 passed, 1 failed",
  ],
  [
    "a suite that could not be set up",
    `describe("s", () => { beforeAll(() => { throw new Error("no"); }); test("a", () => {}); });`,
    "0 passed, 1 failed, 1 skipped",
  ],
])("%s counts as a failure, although no test failed", (_story, text, closingLine) => {
  const run = runOf({ "one.test.js": text });
  expect(run.status).toBe(1);
  expect(run.ending.at(-1)).toBe(closingLine);
});

/** The exit code of a run over these files, and what stands after the summary of Vitest's own. */
function runOf(files: Readonly<Record<string, string>>): { status: number | null; ending: string[] } {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder.path, name), text);
  const words = ["run", "--globals", "--root", folder.path, "--reporter=default", `--reporter=${reporter}`];
  const { status, stdout } = spawnSync(process.execPath, [vitest, ...words], {
    cwd: folder.path,
    env: { ...process.env, NO_COLOR: "1" },
    encoding: "utf8",
  });
  const lines = stdout.trimEnd().split("\n");
  const summary = lines.findLastIndex((line) => line.trim() === "");
  return { status, ending: lines.slice(summary + 1) };
}
