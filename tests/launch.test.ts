import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockWith, type StrangeCheckout, strangeCheckout } from "./kit/strangeCheckout.ts";

const newcomers = "20.20.2";
const pinned = process.versions.node;
let checkout: StrangeCheckout;

beforeEach(async () => {
  checkout = await strangeCheckout();
});
afterEach(() => checkout.remove());

describe("a fresh checkout", () => {
  test("is installed, built and served by one command, and stdout keeps the server's lines alone", async () => {
    const launch = checkout.launch(["start"], newcomers, { NODE_ENV: "production" });
    await launch.says("ready in process");
    expect(checkout.calls().map((call) => call.split(", /")[0])).toEqual([
      "npm ci --include=dev --loglevel=error",
      "vite build, production",
    ]);
    expect(launch.out()).toMatch(/^ready in process \d+ for undefined\n$/);
    expect(launch.errors()).toContain("added 2 packages");
    expect(launch.errors()).toContain("bundling");
    await launch.stop();
  });

  test("is installed without the Node that is about to be replaced on npm's path", async () => {
    const launch = checkout.launch(["start"], newcomers);
    await launch.says("ready in process");
    expect(checkout.calls()[0]).not.toContain(`${checkout.path}/node_modules`);
    await launch.stop();
  });

  test("on a Node that is too old says so in one line and touches nothing", async () => {
    const launch = checkout.launch(["start"], "18.20.4");
    expect(await launch.ended()).toBe(1);
    expect(launch.errors()).toBe("Plenary needs Node 20 or later; this is Node 18.20.4.\n");
    expect(checkout.calls()).toEqual([]);
  });

  test("without a network ends in one line that says what is missing", async () => {
    const launch = checkout.launch(["start"], newcomers, { NPM_FAILS: "1" });
    expect(await launch.ended()).toBe(1);
    expect(launch.errors().trim().split("\n").slice(-2)).toEqual([
      "no network",
      "The packages could not be installed (is the network there?): npm's reason stands above.",
    ]);
    expect(launch.out()).toBe("");
  });

  test("where npm may not run install scripts says how to allow the one that is needed", async () => {
    const launch = checkout.launch(["start"], newcomers, { NO_INSTALL_SCRIPTS: "1" });
    expect(await launch.ended()).toBe(1);
    expect(launch.errors()).toContain("npm rebuild node --ignore-scripts=false");
  });

  test("that cannot be built says so, and is built again at the next start", async () => {
    const failing = checkout.launch(["start"], newcomers, { VITE_FAILS: "1" });
    expect(await failing.ended()).toBe(1);
    expect(failing.errors()).toMatch(/bundling\nThe client could not be built; the reason stands above\.\n$/);
    const launch = checkout.launch(["start"], newcomers);
    await launch.says("ready in process");
    expect(checkout.calls().filter((call) => call === "vite build, production")).toHaveLength(2);
    await launch.stop();
  });
});

describe("a later start", () => {
  beforeEach(async () => {
    const first = checkout.launch(["build"], newcomers);
    expect(await first.ended()).toBe(0);
  });

  test("neither installs nor builds", async () => {
    const launch = checkout.launch(["start"], pinned);
    await launch.says("ready in process");
    expect(checkout.calls()).toHaveLength(2);
    await launch.stop();
  });

  test.each(["client/index.html", "shared/limits.ts", "vite.config.ts"])(
    "builds when %s has changed",
    async (path) => {
      checkout.write(path, "// changed");
      const launch = checkout.launch(["start"], pinned);
      await launch.says("ready in process");
      expect(checkout.calls().slice(2)).toEqual(["vite build, production"]);
      await launch.stop();
    },
  );

  test("installs when the lock names another version", async () => {
    checkout.write("package-lock.json", lockWith("2.0.0"));
    const launch = checkout.launch(["start"], newcomers);
    await launch.says("ready in process");
    expect(checkout.calls()[2]).toMatch(/^npm ci/);
    await launch.stop();
  });

  test("serves in the launcher's own process on the pinned Node, and beside it on another", async () => {
    const own = checkout.launch(["start"], pinned);
    await own.says(`ready in process ${own.pid} `);
    await own.stop();
    const beside = checkout.launch(["start"], newcomers);
    await beside.says("ready in process");
    expect(beside.out()).not.toContain(`process ${beside.pid} `);
    await beside.stop();
  });

  test.each([pinned, newcomers])(
    "on Node %s hands signals to the server and its exit code back",
    async (node) => {
      const stopped = checkout.launch(["start"], node);
      await stopped.says("ready in process");
      expect(await stopped.stop()).toBe(7);
      expect(stopped.out()).toContain("told to stop");
      const interrupted = checkout.launch(["start"], node);
      await interrupted.says("ready in process");
      interrupted.child.kill("SIGINT");
      expect(await interrupted.ended()).toBe(8);
    },
  );

  test.each(["start", "dev"])("by npm run %s hears a signal that npm's shell gets", async (name) => {
    const launch = checkout.launchScript(name);
    await launch.says("ready in process");
    await launch.stop();
    expect(launch.out()).toContain("told to stop");
  });

  test("for development runs pages and server, each knowing the other, and ends them together", async () => {
    const launch = checkout.launch(["dev"], newcomers, { PORT: "3456", VITE_PORT: "5678" });
    await launch.says("for http://127.0.0.1:5678\n");
    await launch.says("pages behind which stands http://127.0.0.1:3456\n");
    expect(checkout.calls().at(-1)).toBe("vite --port 5678 --strictPort, test");
    await launch.stop();
    expect(launch.out()).toContain("told to stop");
  });

  test("of something unknown names what there is", async () => {
    const launch = checkout.launch(["strat"], newcomers);
    expect(await launch.ended()).toBe(1);
    expect(launch.errors()).toBe('Plenary knows start, dev, build, test, check, bench, but not "strat".\n');
  });
});
