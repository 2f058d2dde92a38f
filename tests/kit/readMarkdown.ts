/** Markdown read back by an independent reader, to be compared with what was written. */
import MarkdownIt from "markdown-it";
import { type Block, type Inline, plainText } from "../../shared/declaration/readDeclaration.ts";

/** CommonMark to the letter. */
export const reader = new MarkdownIt("commonmark");

type Tokens = ReturnType<typeof reader.parse>;
type Run = [text: string, bold: boolean, italic: boolean, href: string | null];
type Tree = Run[] | { list: string; items: Tree[][] };

/** What a Markdown reader sees in a line: runs of words with their marks. */
export function runsIn(children: Tokens): Run[] {
  const runs: Run[] = [];
  let bold = 0;
  let italic = 0;
  let href: string | null = null;
  for (const child of children) {
    switch (child.type) {
      case "text":
      case "text_special":
        runs.push([child.content, bold > 0, italic > 0, href]);
        break;
      case "strong_open":
      case "strong_close":
        bold += child.nesting;
        break;
      case "em_open":
      case "em_close":
        italic += child.nesting;
        break;
      case "link_open":
        href = decodeURI(String(child.attrGet("href")));
        break;
      case "link_close":
        href = null;
        break;
      case "hardbreak":
        runs.push(["\n", false, false, null]);
        break;
      default:
        throw new Error(`markup that nobody wrote: ${child.type}`);
    }
  }
  return merged(runs);
}

/** The same runs from what was written: spaces at the edges of lines and marks around spaces are nobody's words. */
export function expectedRuns(inlines: readonly Inline[]): Run[] {
  return merged(
    inlines.map(
      (each): Run =>
        each.kind === "lineBreak"
          ? ["\n", false, false, null]
          : [
              each.text.replaceAll(/[\t\n]+/g, " "),
              each.bold,
              each.italic,
              each.href?.startsWith("javascript:") ? null : each.href,
            ],
    ),
  );
}

/** Character by character without spaces, so that only words and their marks are compared. */
function merged(runs: readonly Run[]): Run[] {
  const characters = runs.flatMap(([text, bold, italic, href]) =>
    [...text]
      .filter((character) => character === "\n" || character.trim() !== "")
      .map((character): Run => [character, bold, italic, href]),
  );
  while (characters[0]?.[0] === "\n") characters.shift();
  while (characters.at(-1)?.[0] === "\n") characters.pop();
  return characters;
}

export function treeIn(tokens: Tokens): Tree[] {
  const stack: { trees: Tree[]; items: Tree[][] }[] = [{ trees: [], items: [] }];
  const top = () => stack.at(-1) as (typeof stack)[number];
  for (const token of tokens) {
    if (token.type === "inline") top().trees.push(runsIn(token.children ?? []));
    else if (token.type === "list_item_open") stack.push({ trees: [], items: [] });
    else if (token.type === "list_item_close") {
      const { trees } = stack.pop() as (typeof stack)[number];
      top().items.push(trees);
    } else if (token.type.endsWith("list_open")) stack.push({ trees: [], items: [] });
    else if (token.type.endsWith("list_close")) {
      const { items } = stack.pop() as (typeof stack)[number];
      top().trees.push({ list: token.type.startsWith("bullet") ? "bulletList" : "orderedList", items });
    } else if (!token.type.startsWith("paragraph_"))
      throw new Error(`a block that nobody wrote: ${token.type}`);
  }
  return top().trees;
}

export function expectedTree(blocks: readonly Block[]): Tree[] {
  return blocks.filter(hasWords).map((block) =>
    block.kind === "paragraph"
      ? expectedRuns(block.inlines)
      : {
          list: block.kind,
          items: block.items
            .filter((item) => block.kind === "orderedList" || item.some(hasWords))
            .map((item) => expectedTree(item)),
        },
  );
}

function hasWords(block: Block): boolean {
  return block.kind === "paragraph"
    ? plainText(block.inlines).trim() !== ""
    : block.items.some((item) => item.some(hasWords));
}
