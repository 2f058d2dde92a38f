import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, createLogger, type InlineConfig, type Plugin, type Rolldown } from "vite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

const house = new URL("../", import.meta.url);
const pages = ["index.html", "join.html", "draft.html", "read.html"];

interface BuildFile {
  readonly pageBudgets: (budgets: Readonly<Record<string, number>>) => Plugin;
}

/** Its path is no constant, so that the compiler does not take the file into this room. */
const buildFile = (await import(new URL("vite.config.ts", house).href)) as BuildFile;

function silentBuild(more: InlineConfig): Promise<unknown> {
  return build({ mode: "production", customLogger: createLogger("silent"), ...more });
}

/** A page of a few lines whose script weighs about `bytes` that cannot be compressed away. */
function smallPage(bytes: number): InlineConfig {
  const noise = Array.from({ length: bytes }, (_, place) => ((place * 7919) % 2147483647).toString(36)).join(
    "",
  );
  return {
    configFile: false,
    root: "/",
    build: { write: false, rolldownOptions: { input: "/read.html" } },
    plugins: [
      {
        name: "small-page",
        enforce: "pre",
        resolveId: (id) => (id === "/read.html" || id === "/read.js" ? id : null),
        load(id) {
          if (id === "/read.html") return '<script type="module" src="/read.js"></script>';
          return id === "/read.js" ? `document.title = ${JSON.stringify(noise)}` : null;
        },
      },
      buildFile.pageBudgets({ "read.html": 3 }),
    ],
  };
}

/** Vite builds what NODE_ENV says, and under Vitest that is the heavier React of development. */
beforeAll(() => {
  vi.stubEnv("NODE_ENV", "production");
});
afterAll(() => {
  vi.unstubAllEnvs();
});

describe("the pages as they are built", () => {
  let folder = "";
  let html: ReadonlyMap<string, string> = new Map();
  let styles = "";
  const said: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plenary-build-"));
    const logger = createLogger("info", { allowClearScreen: false });
    logger.info = (message) => {
      said.push(message);
    };
    await build({
      mode: "production",
      configFile: new URL("vite.config.ts", house).pathname,
      root: new URL("client", house).pathname,
      customLogger: logger,
      build: {
        outDir: folder,
        emptyOutDir: true,
        rolldownOptions: { input: pages.map((page) => new URL(`client/${page}`, house).pathname) },
      },
    });
    html = new Map(
      await Promise.all(
        pages.map(async (page) => [page, await readFile(join(folder, page), "utf8")] as const),
      ),
    );
    const assets = await readdir(join(folder, "assets"));
    const sheets = assets.filter((name) => name.endsWith(".css"));
    styles = (await Promise.all(sheets.map((name) => readFile(join(folder, "assets", name), "utf8")))).join(
      "\n",
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("each page says what it weighs, reader and drafting page within their budgets", () => {
    const all = said.join("\n");
    for (const page of pages) expect(all).toContain(`${page}: `);
    expect(Number(/read\.html: ([\d.]+) kB/.exec(all)?.[1])).toBeLessThanOrEqual(130);
    expect(Number(/draft\.html: ([\d.]+) kB/.exec(all)?.[1])).toBeLessThanOrEqual(350);
  });

  test.each(pages)(
    "%s carries no script and no style of its own, so that the strictest policy holds",
    (page) => {
      const source = html.get(page) ?? "";
      expect(source).toContain('<script type="module"');
      expect(source).not.toMatch(/<script(?![^>]*\ssrc=)/);
      expect(source).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
    },
  );

  test("R12 no page and no stylesheet names another host", () => {
    for (const source of [...html.values(), styles]) {
      expect(source).not.toMatch(/(?:src|href)=["']?(?:https?:)?\/\/|url\(["']?(?:https?:)?\/\/|@import/);
    }
  });

  test("the first fonts are asked for with the page, and every font is ours", () => {
    for (const source of html.values()) {
      const preloaded = [...source.matchAll(/rel="preload" href="\/assets\/(source-[^"]+\.woff2)"/g)];
      expect(preloaded.length).toBe(2);
    }
    expect(styles).toMatch(/font-display:swap/);
    expect(styles).not.toMatch(/data:/);
  });
});

describe("a page over its budget", () => {
  test("fails the build, with the page, its weight and the limit in the message", async () => {
    await expect(silentBuild(smallPage(4000))).rejects.toThrow(
      /read\.html loads [\d.]+ kB of JavaScript, at most 3 kB/,
    );
  });

  test("a lighter one is built", async () => {
    const built = (await silentBuild(smallPage(100))) as Rolldown.RolldownOutput;
    expect(built.output.length).toBeGreaterThan(0);
  });
});
