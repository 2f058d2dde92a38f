/** Programs of the system that some tests look at papers with, and how to come by them. */
import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { describe } from "vitest";

/** Each program and the Debian package that brings it. */
export const systemPrograms = {
  pdfinfo: "poppler-utils",
  pdffonts: "poppler-utils",
  pdftotext: "poppler-utils",
  xmllint: "libxml2-utils",
  soffice: "libreoffice-writer-nogui",
} as const;
export type SystemProgram = keyof typeof systemPrograms;

/** Where the program lies on the PATH, or null. */
export function programPath(name: string): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

/** What the program answers on its standard output; it gets `input` on its standard input. Throws where it fails. */
export function runProgram(name: SystemProgram, words: readonly string[], input?: Uint8Array): string {
  const { status, stdout, stderr, error } = spawnSync(name, words, { input, maxBuffer: 256 * 1024 * 1024 });
  if (status === 0) return stdout.toString("utf8");
  throw new Error(`${name} ${words.join(" ")}: ${error?.message ?? stderr.toString("utf8")}`);
}

/** A `describe` for tests that need those programs: skipped with the reason where one is missing, failing there under CI. */
export function describeWith(programs: readonly SystemProgram[], name: string, tests: () => void): void {
  const missing = programs.filter((program) => programPath(program) === null);
  if (missing.length === 0 || process.env.CI === "true") describe(name, tests);
  else describe.skip(`${name} (${whyNot(missing)})`, tests);
}

function whyNot(missing: readonly SystemProgram[]): string {
  const packages = new Set(missing.map((program) => systemPrograms[program]));
  return `no ${missing.join(", ")} on this machine; Debian: apt-get install ${[...packages].join(" ")}`;
}

/** Fetches Debian packages where that is possible; answers whether it was. */
export function installPackages(names: readonly string[]): boolean {
  const become = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  return (
    succeeds([...become, "apt-get", "--version"]) &&
    succeeds([...become, "apt-get", "update", "-q"]) &&
    succeeds([...become, "apt-get", "install", "-qy", "--no-install-recommends", ...names])
  );
}

/** What the command says goes to stderr: stdout belongs to the test report. */
function succeeds(command: readonly string[]): boolean {
  const [program = "", ...words] = command;
  const quiet = words.includes("--version");
  const { status } = spawnSync(program, words, {
    stdio: ["ignore", quiet ? "ignore" : 2, quiet ? "ignore" : 2],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return status === 0;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
