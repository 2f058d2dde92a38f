import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { describe } from "vitest";

const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Why browser tests cannot run here, and how to change that. */
export const chromiumIsMissing =
  "no Chromium on this machine: install the system's package (Debian: apt-get install chromium)";

/** The system's Chromium or Chrome, or null when there is none. */
export function chromiumPath(): string | null {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const places = folders.flatMap((folder) => commands.map((command) => join(folder, command)));
  return [...places, ...applications].find(isExecutable) ?? null;
}

const quietArguments = [
  // Chromium's sandbox refuses to run as root, and the pages are our own.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts a headless Chromium that speaks to nobody but the pages it is given; throws when there is none. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: pathOrThrow(), args: quietArguments });
}

/** As launchChromium, with the profile in that folder: what a page keeps is there again at the next start. */
export async function launchProfile(
  folder: string,
  options: Parameters<typeof chromium.launchPersistentContext>[1],
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    ...options,
    executablePath: pathOrThrow(),
    args: quietArguments,
  });
}

function pathOrThrow(): string {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error(chromiumIsMissing);
  return executablePath;
}

/** A `describe` for stories told in a browser: skipped where there is none, failing there under CI. */
export function describeInChromium(name: string, stories: () => void): void {
  if (chromiumPath() !== null || process.env.CI === "true") describe(name, stories);
  else describe.skip(`${name} (${chromiumIsMissing})`, stories);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
