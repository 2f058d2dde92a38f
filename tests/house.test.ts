import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { type FileTree, offencesAtTheTop, offencesIn } from "./kit/houseRules.ts";

const root = resolve(import.meta.dirname, "..");
/** What git ignores: made here, never handed on. */
const made = new Set([".git", "node_modules", "dist", "data", "test-results", "screenshots"]);

describe("the house as it stands", () => {
  test("keeps its rules: directions, circles, length, names, nothing left behind", () => {
    const files = filesOfTheHouse();
    expect(files.size).toBeGreaterThan(10);
    expect(offencesIn(files)).toEqual([]);
  });

  test("holds at the top level only what a newcomer looks for there", () => {
    const names = readdirSync(root).filter((name) => !made.has(name) && !name.endsWith(".log"));
    expect(offencesAtTheTop(names)).toEqual([]);
  });
});

describe("a made-up house is refused", () => {
  const sound = {
    "shared/limits.ts": `import * as Y from "yjs"; export const limits = Y;`,
    "server/errors.ts": `import { limits } from "../shared/limits.ts"; export const refuse = limits;`,
    "server/store/store.ts": `import type { refuse } from "../errors.ts"; export type Store = typeof refuse;`,
    "server/rooms/room.ts": `export { type Store } from "../store/store.ts"; export const room = 1;`,
    "client/ui/button.tsx": `import "./button.css"; import { limits } from "../../shared/limits.ts"; export const Button = limits;`,
    "client/ui/button.css": `@import "../styles/tokens.css"; .button { color: red }`,
    "client/styles/tokens.css": ":root { --ink: black }",
    "tests/room.test.ts": `import "../server/rooms/room.ts"; import "../client/ui/button.tsx"; import "../vitest.config.ts";`,
  };

  test("but one that keeps the rules is not", () => {
    expect(offencesIn(tree({}))).toEqual([]);
  });

  test.each([
    [
      "the client reaches into the server for a type",
      { "client/session/feed.ts": `import type { Store } from "../../server/store/store.ts";` },
      "client/session/feed.ts imports server/store/store.ts: client never imports server",
    ],
    [
      "the server reaches into the client by import()",
      { "server/app.ts": `export const page = () => import("../client/ui/button.tsx");` },
      "server/app.ts imports client/ui/button.tsx: server never imports client",
    ],
    [
      "the server hides a type of the client in import()",
      { "server/app.ts": `export type Page = import("../client/ui/button.tsx").Button;` },
      "server/app.ts imports client/ui/button.tsx: server never imports client",
    ],
    [
      "the agreement leans on a room",
      { "shared/records.ts": `export * from "../server/errors.ts"; export const one = 1;` },
      "shared/records.ts imports server/errors.ts: shared never imports server",
    ],
    [
      "somebody imports a test",
      { "server/app.ts": `import "../tests/room.test.ts";` },
      "server/app.ts imports tests/room.test.ts: server never imports tests",
    ],
    [
      "the store looks up at the rooms",
      { "server/store/log.ts": `import { room } from "../rooms/room.ts"; export const log = room;` },
      "server/store/log.ts imports server/rooms/room.ts: imports run downwards only",
    ],
    [
      "the store and the exports know each other",
      {
        "server/export/markdown.ts": `import type { Store } from "../store/store.ts"; export type Own = Store;`,
      },
      "server/export/markdown.ts imports server/store/store.ts: stand side by side",
    ],
    [
      "a panel paints with the editor's stylesheet",
      {
        "client/panels/panel.css": `@import url("../editor/page.css");`,
        "client/editor/page.css": "p { margin: 0 }",
      },
      "client/panels/panel.css imports client/editor/page.css: stand side by side",
    ],
    [
      "a worker is fetched from above",
      {
        "client/ui/spin.ts": `export const at = new URL("../session/work.ts", import.meta.url);`,
        "client/session/work.ts": "export const work = 1;",
      },
      "client/ui/spin.ts imports client/session/work.ts: imports run downwards only",
    ],
    [
      "two files hold each other by types alone",
      {
        "server/rooms/room.ts": `import type { Gate } from "./gate.ts"; export type Room = Gate;`,
        "server/rooms/gate.ts": `import type { Room } from "./room.ts"; export type Gate = Room;`,
      },
      "a circle: server/rooms/gate.ts → server/rooms/room.ts → server/rooms/gate.ts",
    ],
    [
      "the agreement touches Node",
      { "shared/files.ts": `import { join } from "node:path"; export const at = join;` },
      "shared/files.ts takes node:path, which shared may not",
    ],
    [
      "the agreement touches React, for a type",
      { "shared/view.ts": `import type { ReactNode } from "react"; export type View = ReactNode;` },
      "shared/view.ts takes react, which shared may not",
    ],
    [
      "the server touches React",
      {
        "server/app.ts": `import { renderToString } from "react-dom/server"; export const app = renderToString;`,
      },
      "server/app.ts takes react-dom/server, which server may not",
    ],
    [
      "the client touches Node",
      { "client/main.tsx": `import "node:fs";` },
      "client/main.tsx takes node:fs, which client may not",
    ],
    [
      "an alias hides where an import goes",
      { "client/main.tsx": `import "/server/errors.ts";` },
      "client/main.tsx names /server/errors.ts by an alias",
    ],
    [
      "an import leaves the house",
      { "server/app.ts": `import "../../elsewhere/app.ts";` },
      "server/app.ts imports ../elsewhere/app.ts, which is no file of the house",
    ],
    [
      "a file grows past three hundred lines",
      { "server/app.ts": "export const line = 1;\n".repeat(301) },
      "server/app.ts has 301 lines, more than 300",
    ],
    [
      "a bin opens",
      { "client/ui/colourUtils.ts": "export const one = 1;" },
      `client/ui/colourUtils.ts is a bin: "utils" names nothing`,
    ],
    [
      "a folder of bins opens",
      { "server/http/common/parse.ts": "export const one = 1;" },
      `server/http/common/parse.ts is a bin: "common" names nothing`,
    ],
    [
      "a barrel is called index",
      { "client/ui/index.ts": "export const one = 1;" },
      "client/ui/index.ts is a barrel",
    ],
    [
      "a barrel is called otherwise",
      {
        "client/ui/controls.ts": `export * from "./button.tsx"; export type { Button } from "./button.tsx";`,
      },
      "client/ui/controls.ts only passes on what others export",
    ],
    [
      "a file stands outside every layer",
      { "server/mailer.ts": "export const one = 1;" },
      "server/mailer.ts belongs to no layer of its room",
    ],
    [
      "work is put off in a comment",
      { "server/app.ts": "export const one = 1; // TODO: two" },
      "server/app.ts leaves a TODO behind",
    ],
    [
      "the compiler is silenced",
      { "server/app.ts": `// @ts-ignore\nexport const one: string = 1;` },
      "server/app.ts leaves a @ts-ignore behind",
    ],
  ])("when %s", (_story, files, offence) => {
    expect(offencesIn(tree(files))).toEqual([offence]);
  });

  test("when a stranger lies at the top level", () => {
    expect(offencesAtTheTop(["client", "notes.md", "server"])).toEqual([
      "notes.md has no place at the top level",
    ]);
  });

  test("when a file cannot be read as TypeScript", () => {
    expect(() => offencesIn(tree({ "server/app.ts": "export const = 1;" }))).toThrow(
      /server\/app.ts cannot be parsed/,
    );
  });

  function tree(files: Readonly<Record<string, string | undefined>>): FileTree {
    const all = new Map<string, string>(Object.entries(sound));
    for (const [path, text] of Object.entries(files)) if (text !== undefined) all.set(path, text);
    return all;
  }
});

function filesOfTheHouse(): FileTree {
  const files = new Map<string, string>();
  for (const room of ["shared", "server", "client", "tests"])
    for (const entry of readdirSync(join(root, room), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(tsx?|css)$/.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      files.set(path.slice(root.length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8"));
    }
  return files;
}
