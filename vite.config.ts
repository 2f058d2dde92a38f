/** The four pages: one HTML file each, built into dist/, every script and style its own file because the pages allow none inline. */
import { request } from "node:http";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type Rolldown } from "vite";

/** Kilobytes (1,000 bytes) of gzipped JavaScript a page may load before it is usable. */
const kilobyteBudgets: Readonly<Record<string, number>> = { "read.html": 130, "draft.html": 350 };

/** Fonts every page needs for its first lines: upright, Latin. The others are fetched when a letter asks for them. */
const preloadedFonts = /source-(serif-4-latin-opsz|sans-3-latin-wght)-normal.*\.woff2$/;

const devServerTarget = process.env.PLENARY_URL ?? "http://127.0.0.1:3000";

/** Prints what each page weighs and fails the build when a page is over its budget. */
export function pageBudgets(budgets: Readonly<Record<string, number>>): Plugin {
  return {
    name: "plenary:page-budgets",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const tooHeavy: string[] = [];
      for (const page of pagesOf(bundle)) {
        const atOnce = chunksReachedFrom(page.entry, bundle, (chunk) => chunk.imports);
        const reachable = chunksReachedFrom(page.entry, bundle, (chunk) => [
          ...chunk.imports,
          ...chunk.dynamicImports,
        ]);
        const kilobytes = gzippedKilobytes(atOnce);
        const lazy = [...reachable].filter((chunk) => !atOnce.has(chunk));
        const budget = budgets[page.name];
        this.info(
          `${page.name}: ${kilobytes.toFixed(1)} kB of JavaScript, gzipped${budget ? ` (at most ${budget})` : ""}`,
        );
        for (const chunk of lazy) {
          this.info(`  later, ${chunk.name}: ${gzippedKilobytes(new Set([chunk])).toFixed(1)} kB`);
        }
        if (budget !== undefined && kilobytes > budget) {
          tooHeavy.push(
            `${page.name} loads ${kilobytes.toFixed(1)} kB of JavaScript, at most ${budget} kB are allowed`,
          );
        }
      }
      if (tooHeavy.length > 0) this.error(tooHeavy.join("\n"));
    },
  };
}

function pagesOf(bundle: Rolldown.OutputBundle): { name: string; entry: Rolldown.OutputChunk }[] {
  return Object.values(bundle).flatMap((output) =>
    output.type === "chunk" && output.isEntry && output.facadeModuleId?.endsWith(".html")
      ? [{ name: output.facadeModuleId.replace(/^.*\//, ""), entry: output }]
      : [],
  );
}

function chunksReachedFrom(
  entry: Rolldown.OutputChunk,
  bundle: Rolldown.OutputBundle,
  importsOf: (chunk: Rolldown.OutputChunk) => readonly string[],
): Set<Rolldown.OutputChunk> {
  const reached = new Set([entry]);
  for (const chunk of reached) {
    for (const fileName of importsOf(chunk)) {
      const imported = bundle[fileName];
      if (imported?.type === "chunk") reached.add(imported);
    }
  }
  return reached;
}

function gzippedKilobytes(chunks: ReadonlySet<Rolldown.OutputChunk>): number {
  let bytes = 0;
  for (const chunk of chunks) bytes += gzipSync(chunk.code).length;
  return bytes / 1000;
}

/** Asks for the first fonts together with the page, before any stylesheet has named them. */
function fontPreloads(): Plugin {
  return {
    name: "plenary:font-preloads",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((fileName) => preloadedFonts.test(fileName))
          .map((fileName) => ({
            tag: "link",
            attrs: {
              rel: "preload",
              href: `/${fileName}`,
              as: "font",
              type: "font/woff2",
              crossorigin: true,
            },
            injectTo: "head-prepend" as const,
          })),
    },
  };
}

/** In development, the addresses of the real server: /join/TOKEN, and /d/ID by what the person may do. */
function pageAddresses(): Plugin {
  return {
    name: "plenary:page-addresses",
    apply: "serve",
    configureServer(server) {
      server.middlewares.use(async (incoming, _answer, next) => {
        const path = incoming.url?.split("?")[0] ?? "/";
        const declarationId = /^\/d\/([^/]+)$/.exec(path)?.[1];
        if (path.startsWith("/join/")) incoming.url = "/join.html";
        else if (declarationId !== undefined) {
          const role = await roleIn(declarationId, incoming.headers.cookie ?? "");
          incoming.url = role === "facilitator" || role === "participant" ? "/draft.html" : "/read.html";
        }
        next();
      });
    },
  };
}

function roleIn(declarationId: string, cookie: string): Promise<unknown> {
  return new Promise((resolve) => {
    const asking = request(
      `${devServerTarget}/api/declarations/${declarationId}/me`,
      { headers: { cookie } },
      async (answer) => {
        const body = await Array.fromAsync(answer).then((parts) => Buffer.concat(parts).toString());
        resolve(answer.statusCode === 200 ? JSON.parse(body).role : null);
      },
    );
    asking.on("error", () => resolve(null)).end();
  });
}

export default defineConfig({
  root: fileURLToPath(new URL("client", import.meta.url)),
  plugins: [react(), fontPreloads(), pageAddresses(), pageBudgets(kilobyteBudgets)],
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The budgets above are what counts.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      input: ["index", "join", "draft", "read"].map((page) =>
        fileURLToPath(new URL(`client/${page}.html`, import.meta.url)),
      ),
    },
  },
  server: {
    host: "127.0.0.1",
    fs: { allow: [".."] },
    proxy: {
      // The server compares Origin with Host: it has to see the address that the browser sees.
      "/api": { target: devServerTarget, changeOrigin: false },
      "/sync": { target: devServerTarget, changeOrigin: false, ws: true },
    },
  },
});
