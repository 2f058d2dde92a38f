/** The words on a paper, read back by an independent reader of its format. */
import { unzipSync } from "fflate";
import MarkdownIt from "markdown-it";
import { parse } from "parse5";
import type { ExportFormat } from "../../shared/exports.ts";
import { runProgram } from "./systemPackages.ts";

const text = (bytes: Uint8Array) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

/** One reader for each format; one that is missing does not compile. */
export const readers: Readonly<Record<ExportFormat, (paper: Uint8Array) => string>> = {
  pdf: (paper) => runProgram("pdftotext", ["-raw", "-", "-"], paper),
  html: (paper) => wordsIn(parse(text(paper))),
  md: (paper) => wordsIn(parse(new MarkdownIt("commonmark").enable("table").render(text(paper)))),
  csv: (paper) => cellsOf(text(paper)).flat().join("\n"),
  // Words, entities and tags of XML read alike as HTML.
  akn: (paper) => wordsIn(parse(text(paper))),
  docx: (paper) => wordsIn(parse(text(unzipSync(paper)["word/document.xml"] ?? new Uint8Array()))),
  json: (paper) => stringsIn(JSON.parse(text(paper))).join("\n"),
};

/** What remains of words when no reader's way with spaces and invisible characters counts. */
export function bare(words: string): string {
  return words
    .toWellFormed()
    .normalize("NFKC")
    .replaceAll(/[\s\p{Cc}\p{Cf}\p{Noncharacter_Code_Point}]/gu, "");
}

interface HtmlNode {
  readonly nodeName: string;
  readonly value?: string;
  readonly childNodes?: readonly HtmlNode[];
}

function wordsIn(node: HtmlNode): string {
  if (node.nodeName === "style") return "";
  if (node.nodeName === "script") throw new Error("a script on paper");
  return node.value ?? (node.childNodes ?? []).map(wordsIn).join("");
}

/** RFC 4180: quotes are doubled inside a quoted cell. */
export function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const match of csv.replace(/^\ufeff/, "").matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    const [, quoted, plain = "", end] = match;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") rows.push([]);
    else if (end === "") break;
  }
  return rows.filter((row) => row.length > 1);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
