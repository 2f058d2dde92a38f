import { spawnSync } from "node:child_process";
import { chromiumIsMissing, chromiumPath } from "./chromium.ts";

/** Before the first browser test: fetches Debian's Chromium where that is possible, else says how to get one. */
export default function installChromium(): void {
  if (chromiumPath() !== null) return;
  const become = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const installed =
    succeeds([...become, "apt-get", "--version"]) &&
    succeeds([...become, "apt-get", "update", "-q"]) &&
    succeeds([
      ...become,
      "apt-get",
      "install",
      "-qy",
      "--no-install-recommends",
      "chromium",
      "fonts-liberation",
    ]) &&
    chromiumPath() !== null;
  if (!installed) console.error(`Browser tests cannot run: ${chromiumIsMissing}.`);
}

/** What the command says goes to stderr: stdout belongs to the test report. */
function succeeds(command: string[]): boolean {
  const [program = "", ...words] = command;
  const quiet = words.includes("--version");
  const { status } = spawnSync(program, words, {
    stdio: ["ignore", quiet ? "ignore" : 2, quiet ? "ignore" : 2],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return status === 0;
}
