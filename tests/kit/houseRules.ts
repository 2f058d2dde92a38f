import { importsOf, resolveImport } from "./imports.ts";

/** A tree of files: path from the project's root with forward slashes → text. */
export type FileTree = ReadonlyMap<string, string>;

const longestFile = 300;

/**
 * Each room from the bottom up. A layer may import itself and every row below it; layers that stand in one row
 * never import each other. `shared` has no layers, and `tests` may look at everything.
 */
const layers: Record<string, readonly (readonly string[])[]> = {
  server: [
    ["errors"],
    ["config"],
    ["store", "export", "import"],
    ["participant"],
    ["rooms"],
    ["commands"],
    ["http"],
    ["app"],
    ["main"],
  ],
  client: [["styles"], ["ui"], ["session"], ["editor", "panels", "reader"], ["pages"], ["main"]],
};

/** Which rooms a room may reach into, besides itself. */
const neighbours: Record<string, readonly string[]> = {
  shared: [],
  server: ["shared"],
  client: ["shared"],
  tests: ["shared", "server", "client"],
};

/** The agreement is pure: what it may take from outside is what runs the same everywhere. */
const packagesOfShared = ["yjs", "lib0", "zod", "diff"];
const browserPackages = ["react", "react-dom", "react-aria-components", "y-websocket", "y-indexeddb"];
const forbiddenPackages: Record<string, (name: string) => boolean> = {
  shared: (name) => !packagesOfShared.includes(name),
  server: (name) => browserPackages.includes(name) || name === "@tiptap/react",
  client: (name) => name.startsWith("node:"),
  tests: () => false,
};

const bins = new Set(["util", "utils", "helper", "helpers", "common", "misc"]);

const topLevel = new Set([
  ".ci",
  ".readme",
  ".gitignore",
  ".npmrc",
  "LICENSE",
  "README.md",
  "biome.json",
  "client",
  "knip.config.ts",
  "package-lock.json",
  "package.json",
  "server",
  "shared",
  "tests",
  "tsconfig.base.json",
  "tsconfig.json",
  "vite.config.ts",
  "vitest.config.ts",
]);

/** What stands at the top of the house and has no business there. */
export function offencesAtTheTop(names: readonly string[]): string[] {
  return names.filter((name) => !topLevel.has(name)).map((name) => `${name} has no place at the top level`);
}

/** Every breach of the rules of the house in these files, as sentences; none means that the house stands. */
export function offencesIn(files: FileTree): string[] {
  const offences: string[] = [];
  const ways = new Map<string, string[]>();
  for (const [path, text] of files) {
    offences.push(...offencesOfName(path), ...offencesOfLength(path, text));
    const { specifiers, comments, reexportsOnly } = importsOf(path, text);
    if (reexportsOnly) offences.push(`${path} only passes on what others export`);
    offences.push(...comments.flatMap((comment) => offencesOfComment(path, comment)));
    const reached: string[] = [];
    for (const specifier of specifiers) {
      const target = resolveImport(path, specifier);
      if (target === null) offences.push(...offencesOfPackage(path, specifier));
      else if (!files.has(target)) offences.push(...offencesOfStranger(path, target));
      else {
        offences.push(...offencesOfDirection(path, target));
        reached.push(target);
      }
    }
    ways.set(path, reached);
  }
  return [...offences, ...circlesIn(ways)];
}

function offencesOfName(path: string): string[] {
  const offences: string[] = [];
  const words = path.split(/[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase());
  for (const word of words) if (bins.has(word)) offences.push(`${path} is a bin: "${word}" names nothing`);
  if (/(^|\/)index\.[cm]?[jt]sx?$/.test(path)) offences.push(`${path} is a barrel`);
  if (layerOf(path) === null) offences.push(`${path} belongs to no layer of its room`);
  return offences;
}

function offencesOfLength(path: string, text: string): string[] {
  const lines = text.replace(/\n$/, "").split("\n").length;
  return lines > longestFile ? [`${path} has ${lines} lines, more than ${longestFile}`] : [];
}

function offencesOfComment(path: string, comment: string): string[] {
  const found = /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|nocheck|expect-error)\b/.exec(comment);
  return found === null ? [] : [`${path} leaves a ${found[0]} behind`];
}

function offencesOfPackage(path: string, specifier: string): string[] {
  const room = roomOf(path);
  if (/^[/#~]/.test(specifier)) return [`${path} names ${specifier} by an alias`];
  const [scope = "", name = ""] = specifier.split("/");
  const wanted = scope.startsWith("@") ? `${scope}/${name}` : scope;
  return forbiddenPackages[room]?.(wanted) ? [`${path} takes ${specifier}, which ${room} may not`] : [];
}

/** Only tests look outside the four rooms, at the configuration and the launcher. */
function offencesOfStranger(path: string, target: string): string[] {
  return roomOf(path) === "tests" && !(roomOf(target) in neighbours)
    ? []
    : [`${path} imports ${target}, which is no file of the house`];
}

function offencesOfDirection(path: string, target: string): string[] {
  const [room, targetRoom] = [roomOf(path), roomOf(target)];
  if (room !== targetRoom)
    return neighbours[room]?.includes(targetRoom)
      ? []
      : [`${path} imports ${target}: ${room} never imports ${targetRoom}`];
  const [layer, targetLayer] = [layerOf(path), layerOf(target)];
  if (layer === null || targetLayer === null || layer.name === targetLayer.name) return [];
  if (layer.row > targetLayer.row) return [];
  const reason = layer.row === targetLayer.row ? "stand side by side" : "imports run downwards only";
  return [`${path} imports ${target}: ${reason}`];
}

function roomOf(path: string): string {
  return path.split("/")[0] ?? "";
}

/** Where a file stands in its room; null when its room has layers and none of them is its own. */
function layerOf(path: string): { name: string; row: number } | null {
  const [room = "", entry = ""] = path.split("/");
  const rows = layers[room];
  const name = entry.replace(/\.[a-z]+$/, "");
  if (rows === undefined) return { name: room, row: 0 };
  const row = rows.findIndex((names) => names.includes(name));
  return row === -1 ? null : { name, row };
}

/** Every circle of imports, each told once, from the file that comes first in the alphabet. */
function circlesIn(ways: ReadonlyMap<string, readonly string[]>): string[] {
  const circles = new Set<string>();
  const done = new Set<string>();
  const trail: string[] = [];
  const walk = (path: string): void => {
    const start = trail.indexOf(path);
    if (start !== -1) {
      circles.add(toldOnce(trail.slice(start)));
      return;
    }
    if (done.has(path)) return;
    trail.push(path);
    for (const target of ways.get(path) ?? []) walk(target);
    trail.pop();
    done.add(path);
  };
  for (const path of ways.keys()) walk(path);
  return [...circles];
}

function toldOnce(circle: readonly string[]): string {
  const first = circle.indexOf([...circle].sort()[0] ?? "");
  const [head = "", ...rest] = [...circle.slice(first), ...circle.slice(0, first)];
  return `a circle: ${[head, ...rest, head].join(" → ")}`;
}
