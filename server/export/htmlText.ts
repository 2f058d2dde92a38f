/** Words and blocks in HTML: what people wrote stays what they wrote, and only our own tags are markup. */
import { isAllowedAddress } from "../../shared/declaration/grammar.ts";
import type { Block, Inline, List, Paragraph } from "../../shared/declaration/readDeclaration.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Safe between tags and in a quoted attribute. No control characters: HTML cannot hold them. */
export function htmlWords(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\v\f\r]/g, " ")
    .replaceAll(/(?![\t\n])\p{Cc}/gu, "")
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** Lines of plain text, each a paragraph. */
export function htmlLines(text: string): string {
  return text
    .split(/\n+/)
    .filter((line) => line.trim() !== "")
    .map((line) => `<p dir="auto">${htmlWords(line)}</p>`)
    .join("");
}

/** Throws on a kind of block that it does not know. */
export function htmlBlocks(blocks: readonly Block[]): string {
  return blocks.map(writeBlock).join("\n");
}

const writers: { readonly [Kind in Block["kind"]]: (block: Extract<Block, { kind: Kind }>) => string } = {
  paragraph: ({ inlines }: Paragraph) =>
    inlines.every((inline) => inline.kind === "words" && inline.text.trim() === "")
      ? ""
      : `<p dir="auto">${inlines.map(writeInline).join("")}</p>`,
  bulletList: (list: List) => `<ul>${writeItems(list)}</ul>`,
  orderedList: (list: List) =>
    `<ol${list.start === 1 ? "" : ` start="${Math.trunc(list.start)}"`}>${writeItems(list)}</ol>`,
};

function writeBlock(block: Block): string {
  if (!Object.hasOwn(writers, block.kind)) throw new Error(`HTML has no writer for "${block.kind}".`);
  return (writers[block.kind] as (block: Block) => string)(block);
}

function writeItems({ items }: List): string {
  return items.map((item) => `<li>${htmlBlocks(item)}</li>`).join("");
}

function writeInline(inline: Inline): string {
  if (inline.kind === "lineBreak") return "<br>";
  let words = htmlWords(inline.text);
  if (inline.italic) words = `<em>${words}</em>`;
  if (inline.bold) words = `<strong>${words}</strong>`;
  return isAllowedAddress(inline.href) ? `<a href="${htmlWords(inline.href)}">${words}</a>` : words;
}
