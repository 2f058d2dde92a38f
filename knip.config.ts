import type { KnipConfig } from "knip";

/** What a file in a language knip does not know reaches for, as the import statements it does know. */
function asImports(found: Iterable<RegExpMatchArray>, folder = ""): string {
  return Array.from(found, ([, path]) => `import "${folder}${path}";`).join("\n");
}

export default {
  // What is started by name; everything else must be reached from here.
  entry: [
    "server/main.ts",
    "client/*.html",
    "tests/**/*.test.{ts,tsx}",
    "tests/kit/{brokenPressWorker,killAtMoment,slowStore,tellMemory}.ts",
    "server/export/pressWorker.ts",
    "tests/bench/{bench,tellMemory,crowd/crowd,servers/*}.ts",
    "tests/bench/typing/plainPage/index.html",
  ],
  project: ["{shared,server,client,tests}/**/*.{ts,tsx,mjs,css,html}"],
  // A type that stands in the signature of an exported function is exported with it.
  ignoreExportsUsedInFile: { interface: true, type: true },
  // Style sheets that the server reads as files, to put them into the HTML it writes.
  ignoreFiles: ["server/export/*.css"],
  ignoreDependencies: [
    // The launcher starts it by its file, because it runs before npm has put anything on a path.
    "@biomejs/biome",
    // Typefaces that the PDF embeds: read as files, never imported.
    "@expo-google-fonts/*",
    "@fontsource/unifontex",
  ],
  // Of the system, where there is one: the bench and the tests of a full disk do without.
  ignoreBinaries: ["taskset", "mount", "umount", "prlimit", "soffice", "xmllint"],
  compilers: {
    css: (text: string) => asImports(text.matchAll(/(?:url\(|@import )\s*["']([^"':]+)["']/g)),
    html: (text: string) => asImports(text.matchAll(/<script[^>]* src="\.?\/([^"]+)"/g), "./"),
  },
} satisfies KnipConfig;
