import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { eventually } from "./eventually.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

const root = resolve(import.meta.dirname, "../..");

/** What stands in for npm: notes how it was called, and puts down what the real one would. */
const npm = `#!/bin/sh
echo "npm $*, $PATH" >> calls
[ "$NPM_FAILS" ] && { echo "no network" >&2; exit 1; }
mkdir -p node_modules/node/bin node_modules/vite/bin
[ "$NO_INSTALL_SCRIPTS" ] || ln -sf "${process.execPath}" node_modules/node/bin/node
cp vite.js node_modules/vite/bin/vite.js
cp package-lock.json node_modules/.package-lock.json
echo "added 2 packages"
`;

const vite = `
const { appendFileSync, mkdirSync, rmSync, writeFileSync } = require("node:fs");
appendFileSync("calls", "vite " + process.argv.slice(2).join(" ") + ", " + process.env.NODE_ENV + "\\n");
if (process.argv[2] !== "build") {
  console.log("pages behind which stands " + process.env.PLENARY_URL);
  setInterval(() => {}, 1000);
} else {
  rmSync("dist", { recursive: true, force: true });
  mkdirSync("dist");
  console.log("bundling");
  if (process.env.VITE_FAILS) process.exit(1);
  writeFileSync("dist/index.html", "built");
}
`;

const server = `
process.on("SIGTERM", () => { console.log("told to stop"); process.exit(7); });
process.on("SIGINT", () => { console.log("interrupted"); process.exit(8); });
setInterval(() => {}, 1000);
console.log("ready in process " + process.pid + " for " + process.env.PUBLIC_URL);
`;

export interface Launch {
  readonly child: ChildProcess;
  readonly pid: number;
  out(): string;
  errors(): string;
  /** Resolves once standard output holds these words. */
  says(words: string): Promise<void>;
  /** The exit code, once it is over. */
  ended(): Promise<number | null>;
  /** Sends SIGTERM and gives the exit code. */
  stop(): Promise<number | null>;
}

export interface StrangeCheckout {
  readonly path: string;
  /** Runs the launcher with these words; `node` is the version it believes to run on. */
  launch(words: string[], node: string, environment?: Record<string, string>): Launch;
  /** Runs a script of the real package.json as npm does: in a shell. */
  launchScript(name: string): Launch;
  /** How npm and vite were called so far, line by line. */
  calls(): string[];
  write(path: string, text: string): void;
  remove(): Promise<void>;
}

/** A fresh checkout in miniature: the real launcher, with stand-ins for npm, the build and the server. */
export async function strangeCheckout(): Promise<StrangeCheckout> {
  const folder = await temporaryFolder();
  const launches: Launch[] = [];
  const at = (path: string) => join(folder.path, path);
  for (const room of ["server", "client", "shared", "bin"]) mkdirSync(at(room));
  copyFileSync(resolve(root, "server/launch.mjs"), at("server/launch.mjs"));
  const write = (path: string, text: string) => writeFileSync(at(path), text);
  write("bin/npm", npm);
  chmodSync(at("bin/npm"), 0o755);
  write("vite.js", vite);
  write("server/main.ts", server);
  write("client/index.html", "<h1>Plenary</h1>");
  write("shared/limits.ts", "export const limit = 1;");
  write("vite.config.ts", "export default {};");
  write("package-lock.json", lockWith("1.0.0"));
  write("calls", "");
  function launched(command: string, words: string[], environment: Record<string, string>): Launch {
    const path = [at("node_modules/.bin"), at("bin"), process.env.PATH].join(delimiter);
    const launch = started(command, words, folder.path, { ...process.env, ...environment, PATH: path });
    launches.push(launch);
    return launch;
  }
  return {
    path: folder.path,
    write,
    calls: () => readFileSync(at("calls"), "utf8").split("\n").slice(0, -1),
    launch(words, node, environment = {}) {
      const believe = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${node}" } });`;
      const preload = ["--import", `data:text/javascript,${encodeURIComponent(believe)}`];
      return launched(process.execPath, [...preload, at("server/launch.mjs"), ...words], environment);
    },
    launchScript(name) {
      const { scripts } = JSON.parse(readFileSync(resolve(root, "package.json"), "utf8"));
      return launched("sh", ["-c", scripts[name]], {});
    },
    async remove() {
      for (const launch of launches) endGroup(launch.pid);
      await Promise.all(launches.map((launch) => launch.ended()));
      await folder.remove();
    },
  };
}

/** A lock of two packages: one for every machine, one for a platform that is not this one. */
export function lockWith(version: string): string {
  return JSON.stringify({
    packages: {
      "": {},
      "node_modules/vite": { version },
      "node_modules/strange-platform": { version, optional: true },
    },
  });
}

function started(command: string, words: string[], cwd: string, env: NodeJS.ProcessEnv): Launch {
  // A process group of its own, so that nothing outlives the test that started it.
  const child = spawn(command, words, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let [out, errors] = ["", ""];
  child.stdout.on("data", (part) => {
    out += part;
  });
  child.stderr.on("data", (part) => {
    errors += part;
  });
  const closed = once(child, "close").then(() => child.exitCode);
  return {
    child,
    pid: child.pid ?? 0,
    out: () => out,
    errors: () => errors,
    says: (text) => eventually(() => out.includes(text), `"${text}" in: ${out}${errors}`),
    ended: () => closed,
    stop() {
      child.kill("SIGTERM");
      return closed;
    },
  };
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It is over already.
  }
}
