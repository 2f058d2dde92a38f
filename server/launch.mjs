/**
 * The one command behind `npm start`, `npm run dev`, `npm test`, `npm run check`, `npm run build` and
 * `npm run bench`: brings a checkout to life (packages, client) and runs the asked thing on the Node that
 * package.json pins. Plain JavaScript for Node 18 and later, because it runs before that Node is there and has
 * to say so kindly to those who are too old.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const oldestNode = 20;
const pinnedNode = 24;
const root = fileURLToPath(new URL("..", import.meta.url));
const packages = join(root, "node_modules");
const pinnedRuntime = join(packages, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
const clientStamp = join(root, "dist", ".built-from");

const jobs = { start, dev, build: buildClient, test, check, bench };
const tools = {
  biome: "@biomejs/biome/bin/biome",
  knip: "knip/bin/knip.js",
  tsc: "typescript/bin/tsc",
  vite: "vite/bin/vite.js",
  vitest: "vitest/vitest.mjs",
};

/** A reason to stop that needs no stack trace: one line for the person at the terminal. */
class Halt extends Error {}

try {
  if (majorOf(process.versions.node) < oldestNode)
    throw new Halt(`Plenary needs Node ${oldestNode} or later; this is Node ${process.versions.node}.`);
  const [name = "start", ...words] = process.argv.slice(2);
  const job = Object.hasOwn(jobs, name) ? jobs[name] : null;
  if (job === null) throw new Halt(`Plenary knows ${Object.keys(jobs).join(", ")}, but not "${name}".`);
  installPackages();
  await job(words);
} catch (reason) {
  if (!(reason instanceof Halt)) throw reason;
  console.error(reason.message);
  process.exitCode = 1;
}

/** Serves. In this process where it is the pinned Node already: signals then reach the server without a middleman. */
async function start() {
  buildClientUnlessFresh();
  if (majorOf(process.versions.node) === pinnedNode)
    await import(pathToFileURL(join(root, "server", "main.ts")).href);
  else process.exitCode = await run(["server/main.ts"]).ended;
}

/**
 * Vite for the pages (port VITE_PORT, 5173) and a server behind it (PORT) that starts again when its code changes;
 * when one of them ends, both end.
 */
async function dev() {
  const pages = `http://127.0.0.1:${process.env.VITE_PORT ?? 5173}`;
  const server = `http://127.0.0.1:${process.env.PORT ?? 3000}`;
  const children = [
    run(["--watch", "--watch-preserve-output", "server/main.ts"], {
      PUBLIC_URL: process.env.PUBLIC_URL ?? pages,
    }),
    run([tool("vite"), "--port", new URL(pages).port, "--strictPort"], { PLENARY_URL: server }),
  ];
  process.exitCode = await Promise.race(children.map((child) => child.ended));
  for (const child of children) child.stop();
  await Promise.all(children.map((child) => child.ended));
}

/** Builds the client; what the build says goes to stderr, so that stdout keeps the server's lines alone. */
function buildClient() {
  const sources = fingerprintOfSources();
  const { status } = spawnSync(pinnedRuntime, [tool("vite"), "build"], {
    cwd: root,
    // Whatever this runs under, tests too: React's development build is half again as heavy.
    env: { ...withTools(), NODE_ENV: "production" },
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) throw new Halt("The client could not be built; the reason stands above.");
  // Vite empties dist first, so a build that was cut short leaves no stamp and is done again.
  writeFileSync(clientStamp, sources);
}

async function test(words) {
  buildClientUnlessFresh();
  process.exitCode = await run([tool("vitest"), "run", ...words]).ended;
}

/** The room beside others, measured: minutes of both cores, so it is no part of the tests. */
async function bench(words) {
  buildClientUnlessFresh();
  process.exitCode = await run(["tests/bench/bench.ts", ...words]).ended;
}

/** Types, style, unused things and the rules of the house: every one is asked, whatever the others say. */
async function check() {
  const questions = {
    // Forced, because the compiler's notes of an earlier run outlive a change of its settings.
    types: [tool("tsc"), "-b", "--force"],
    biome: [tool("biome"), "check"],
    knip: [tool("knip")],
    house: [tool("vitest"), "run", "--project", "rules", "tests/house.test.ts"],
  };
  const refused = [];
  for (const [name, words] of Object.entries(questions)) {
    console.log(`check: ${name}`);
    if ((await run(words).ended) !== 0) refused.push(name);
  }
  if (refused.length > 0) throw new Halt(`check: refused by ${refused.join(", ")}`);
  console.log("check: everything holds");
}

function buildClientUnlessFresh() {
  const built = existsSync(clientStamp) ? readFileSync(clientStamp, "utf8") : "";
  if (built !== fingerprintOfSources()) buildClient();
}

/** Everything the built client depends on, in one hash. */
function fingerprintOfSources() {
  const hash = createHash("sha256");
  const files = ["package-lock.json", "vite.config.ts", ...filesIn("client"), ...filesIn("shared")];
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

/** The files of a folder and its folders, in an order that does not depend on the file system. */
function filesIn(folder) {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

/** Installs exactly what package-lock.json names, unless it is there. */
function installPackages() {
  if (packagesAreThere()) return;
  console.error("Installing Plenary's packages (once)");
  // Build tools count as dev dependencies, and NODE_ENV=production would leave them out.
  const { status, error } = spawnSync("npm", ["ci", "--include=dev", "--loglevel=error"], {
    cwd: root,
    env: { ...process.env, PATH: pathWithoutPackages() },
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status !== 0)
    throw new Halt(
      `The packages could not be installed (is the network there?): ${error?.message ?? "npm's reason stands above"}.`,
    );
  if (!existsSync(pinnedRuntime))
    throw new Halt(
      `Node ${pinnedNode} did not come with the packages, because npm may not run their install scripts here; allow it once with: npm rebuild node --ignore-scripts=false`,
    );
}

/** npm writes its own note of what it installed when it is done; this compares the note with the lock. */
function packagesAreThere() {
  const note = join(packages, ".package-lock.json");
  if (!existsSync(pinnedRuntime) || !existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(note, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === "" || optional || devOptional || present[path]?.version === version,
  );
}

/** The PATH without our own packages: npm must not run on the very Node it is about to replace. */
function pathWithoutPackages() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.filter((folder) => !resolve(folder).startsWith(`${packages}${sep}`)).join(delimiter);
}

/**
 * Starts the pinned Node on these words, at this terminal. Signals are passed on to it; `ended` resolves with its
 * exit code.
 */
function run(words, environment = {}) {
  const env = { ...withTools(), ...environment };
  const child = spawn(pinnedRuntime, words, { cwd: root, env, stdio: "inherit" });
  const passOn = (signal) => {
    // Ctrl+C at a terminal reaches the child without us, and twice would mean "stop at once".
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  process.on("SIGINT", passOn).on("SIGTERM", passOn);
  const ended = new Promise((settle, fail) => {
    child.once("error", fail);
    child.once("exit", (code, signal) => {
      process.off("SIGINT", passOn).off("SIGTERM", passOn);
      settle(code ?? 128 + constants.signals[signal]);
    });
  });
  return { ended, stop: () => child.kill("SIGTERM") };
}

function withTools() {
  return { ...process.env, PATH: join(packages, ".bin") + delimiter + pathWithoutPackages() };
}

function tool(name) {
  return join(packages, tools[name]);
}

function majorOf(version) {
  return Number.parseInt(version, 10);
}
