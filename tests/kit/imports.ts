import { posix } from "node:path";
import { type ESTree, parseSync } from "vite";

export type Imports = { specifiers: string[]; comments: string[]; reexportsOnly: boolean };

/**
 * Everything a file reaches for, as written: imports with and without types, re-exports, `import()` in code and in
 * types, workers by URL, and `@import` of stylesheets. Throws when the file cannot be parsed.
 */
export function importsOf(path: string, text: string): Imports {
  return path.endsWith(".css") ? importsOfStyles(text) : importsOfCode(path, text);
}

/** The file a relative specifier means, seen from the file that holds it; null for a package. */
export function resolveImport(from: string, specifier: string): string | null {
  const path = specifier.replace(/\?.*$/, "");
  return path.startsWith(".") ? posix.join(posix.dirname(from), path) : null;
}

function importsOfCode(path: string, text: string): Imports {
  const { program, comments, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const specifiers = [...nodesIn(program)].map(sourceOf).filter((source) => source !== null);
  const statements = program.body.length;
  const reexports = program.body.filter(isReexport).length;
  return {
    specifiers,
    comments: comments.map((comment) => comment.value),
    reexportsOnly: statements > 0 && reexports === statements,
  };
}

/** What this piece of syntax reaches for, where it names it plainly. */
function sourceOf(node: ESTree.Node): string | null {
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
    case "ImportExpression":
    case "TSImportType":
      return wordingOf(node.source);
    case "NewExpression": {
      // `new URL("./worker.ts", import.meta.url)` is how a worker is named.
      const [first = null, second] = node.arguments;
      const isUrl = node.callee.type === "Identifier" && node.callee.name === "URL";
      const path = isUrl && second?.type === "MemberExpression" ? wordingOf(first) : null;
      return path !== null && /\.tsx?$/.test(path) ? path : null;
    }
    default:
      return null;
  }
}

function wordingOf(node: ESTree.Node | null): string | null {
  return node?.type === "Literal" && typeof node.value === "string" ? node.value : null;
}

function* nodesIn(part: unknown): Generator<ESTree.Node> {
  if (typeof part !== "object" || part === null) return;
  if ("type" in part && typeof part.type === "string") yield part as ESTree.Node;
  for (const child of Object.values(part)) yield* nodesIn(child);
}

function isReexport(node: ESTree.Statement | ESTree.Directive): boolean {
  return (
    node.type === "ExportAllDeclaration" || (node.type === "ExportNamedDeclaration" && node.source !== null)
  );
}

function importsOfStyles(text: string): Imports {
  const comments = [...text.matchAll(/\/\*([\s\S]*?)\*\//g)].map((match) => match[1] ?? "");
  const rules = text.replace(/\/\*[\s\S]*?\*\//g, "");
  const specifiers = [...rules.matchAll(/@import\s+(?:url\(\s*)?["']([^"']+)["']/g)].map(
    (match) => match[1] ?? "",
  );
  return { specifiers, comments, reexportsOnly: false };
}
