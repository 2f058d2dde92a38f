/** A page of HTML as the parts that a declaration knows: headings, paragraphs and lists; and what it cannot hold. */
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { isAllowedAddress } from "../../shared/declaration/grammar.ts";
import type { Block, Inline, List, Words } from "../../shared/declaration/readDeclaration.ts";
import type { DroppedKind } from "../../shared/imported.ts";
import { limits } from "../../shared/limits.ts";
import { Refusal } from "../errors.ts";

export type Part =
  | { readonly kind: "heading"; readonly level: number; readonly words: string }
  | { readonly kind: "block"; readonly block: Block }
  | { readonly kind: "dropped"; readonly what: DroppedKind; readonly words: string };

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

interface Marks {
  readonly bold: boolean;
  readonly italic: boolean;
  readonly href: string | null;
}

/** Elements around a word: more than any text processor writes, few enough for the stack. */
const deepest = 250;
/** Lists in lists; what lies deeper is listed at this depth. */
const deepestList = 5;

const silent = new Set(["script", "style", "head", "template", "noscript", "colgroup", "title", "meta"]);
const dropped: Readonly<Record<string, DroppedKind>> = {
  img: "picture",
  svg: "picture",
  video: "picture",
  audio: "picture",
  canvas: "picture",
  object: "picture",
  embed: "picture",
  iframe: "picture",
  math: "picture",
  input: "form",
  select: "form",
  textarea: "form",
};
const inlineElements = new Set(
  "a abbr b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup time tt u var wbr".split(
    " ",
  ),
);

/** The parts of that page in its order. Refusal import-too-complex. */
export function partsOf(html: string): Part[] {
  const reading = new Reading();
  reading.flow(parse(html).childNodes, { bold: false, italic: false, href: null }, 0, 0);
  reading.endParagraph();
  return reading.parts;
}

class Reading {
  readonly parts: Part[] = [];
  readonly #sideParts: Part[];
  #inlines: Inline[] = [];

  /** What is dropped inside a list is told with the page's own. */
  constructor(sideParts?: Part[]) {
    this.#sideParts = sideParts ?? this.parts;
  }

  flow(nodes: readonly Node[], marks: Marks, depth: number, listDepth: number): void {
    if (depth > deepest) throw new Refusal("import-too-complex");
    for (const node of nodes) {
      if ("value" in node) this.#text(node.value, marks);
      else if ("tagName" in node) this.#element(node, marks, depth + 1, listDepth);
    }
  }

  endParagraph(): void {
    const inlines = trimmed(this.#inlines);
    this.#inlines = [];
    if (inlines.length > 0) this.#add({ kind: "block", block: { kind: "paragraph", inlines } });
  }

  #add(part: Part): void {
    this.parts.push(part);
    if (this.parts.length > limits.importedBlocks) throw new Refusal("import-too-complex");
  }

  #element(element: Element, marks: Marks, depth: number, listDepth: number): void {
    const name = element.tagName;
    const what = attribute(element, "class") === "plenary-note" ? "note" : dropped[name];
    if (what !== undefined) {
      this.#sideParts.push({ kind: "dropped", what, words: wordsOf(element, depth) });
    } else if (silent.has(name)) return;
    else if (name === "br") this.#inlines.push({ kind: "lineBreak" });
    else if (inlineElements.has(name)) {
      this.flow(element.childNodes, this.#marked(element, marks), depth, listDepth);
    } else {
      this.endParagraph();
      if (/^h[1-6]$/.test(name) && listDepth === 0) this.#heading(element, depth);
      else if (name === "ul" || name === "ol") this.#list(element, marks, depth, listDepth);
      else if (name === "tr") this.#row(element, marks, depth, listDepth);
      else if (name === "pre") this.#lines(element, marks, depth, listDepth);
      else this.flow(element.childNodes, marks, depth, listDepth);
      this.endParagraph();
    }
  }

  #marked(element: Element, marks: Marks): Marks {
    switch (element.tagName) {
      case "b":
      case "strong":
        return { ...marks, bold: true };
      case "i":
      case "em":
      case "cite":
        return { ...marks, italic: true };
      case "a": {
        const href = attribute(element, "href");
        if (href === undefined || href.startsWith("#")) return marks;
        if (isAllowedAddress(href)) return { ...marks, href };
        this.#sideParts.push({ kind: "dropped", what: "address", words: plain(href).slice(0, 300) });
        return marks;
      }
      default:
        return marks;
    }
  }

  #text(value: string, marks: Marks): void {
    const text = plain(value).replaceAll(/[ \t\n\r\f]+/g, " ");
    if (text !== "") this.#inlines.push({ kind: "words", text, ...marks });
  }

  #heading(element: Element, depth: number): void {
    const words = wordsOf(element, depth);
    if (words !== "") this.#add({ kind: "heading", level: Number(element.tagName.slice(1)), words });
  }

  #list(element: Element, marks: Marks, depth: number, listDepth: number): void {
    const start = Number.parseInt(attribute(element, "start") ?? "1", 10);
    const items: Block[][] = [];
    for (const child of element.childNodes) {
      if (!("tagName" in child)) {
        if ("value" in child && child.value.trim() !== "")
          items.push(this.#item([child], marks, depth, listDepth));
        continue;
      }
      // Word's footnotes arrive as a list that links back to where they stood.
      if (/^(footnote|endnote)-\d+$/.test(attribute(child, "id") ?? "")) {
        this.#sideParts.push({
          kind: "dropped",
          what: "footnote",
          words: wordsOf(child, depth).replace(/\s*↑$/, ""),
        });
        continue;
      }
      const nodes = child.tagName === "li" ? child.childNodes : [child];
      items.push(this.#item(nodes, marks, depth, listDepth));
    }
    const filled = items.filter((item) => item.length > 0);
    if (filled.length === 0) return;
    if (listDepth >= deepestList) {
      for (const block of filled.flat()) this.#add({ kind: "block", block });
      return;
    }
    const ordered = element.tagName === "ol";
    const list: List = {
      kind: ordered ? "orderedList" : "bulletList",
      start: ordered && Number.isSafeInteger(start) ? start : 1,
      items: filled,
    };
    this.#add({ kind: "block", block: list });
  }

  #item(nodes: readonly Node[], marks: Marks, depth: number, listDepth: number): Block[] {
    const inner = new Reading(this.#sideParts);
    inner.flow(nodes, marks, depth + 1, listDepth + 1);
    inner.endParagraph();
    return inner.parts.flatMap((part) => (part.kind === "block" ? [part.block] : []));
  }

  /** A row of a table becomes a paragraph, its cells side by side. */
  #row(element: Element, marks: Marks, depth: number, listDepth: number): void {
    for (const cell of element.childNodes) {
      if (!("tagName" in cell)) continue;
      const inner = this.#item(cell.childNodes, marks, depth, listDepth).flatMap(inlinesOf);
      if (inner.length === 0) continue;
      if (this.#inlines.length > 0) this.#text(" | ", marks);
      this.#inlines.push(...inner);
    }
  }

  /** Every line end counts. */
  #lines(element: Element, marks: Marks, depth: number, listDepth: number): void {
    const [only, ...others] = element.childNodes;
    if (only === undefined || others.length > 0 || !("value" in only)) {
      this.flow(element.childNodes, marks, depth, listDepth);
      return;
    }
    for (const [index, line] of only.value.split("\n").entries()) {
      if (index > 0) this.#inlines.push({ kind: "lineBreak" });
      this.#text(line, marks);
    }
  }
}

function inlinesOf(block: Block): Inline[] {
  if (block.kind === "paragraph") return [...block.inlines];
  return block.items.flatMap((item) => [
    ...item.flatMap(inlinesOf),
    { kind: "words", text: " ", bold: false, italic: false, href: null } as const,
  ]);
}

/** Without space at the ends of lines, and doubled space between runs, as a browser shows it. */
function trimmed(inlines: readonly Inline[]): Inline[] {
  const lines: Words[][] = [[]];
  for (const inline of inlines) {
    if (inline.kind === "lineBreak") lines.push([]);
    else lines.at(-1)?.push(inline);
  }
  const kept = lines.map(trimmedLine);
  while (kept[0]?.length === 0) kept.shift();
  while (kept.at(-1)?.length === 0) kept.pop();
  return kept.flatMap((line, index): Inline[] => (index === 0 ? line : [{ kind: "lineBreak" }, ...line]));
}

function trimmedLine(words: readonly Words[]): Words[] {
  const line: Words[] = [];
  for (const run of words) {
    const last = line.at(-1);
    const text = last === undefined || last.text.endsWith(" ") ? run.text.replace(/^ +/, "") : run.text;
    if (text === "") continue;
    if (last !== undefined && sameMarks(last, run))
      line[line.length - 1] = { ...last, text: last.text + text };
    else line.push({ ...run, text });
  }
  const last = line.pop();
  if (last === undefined) return line;
  const text = last.text.replace(/ +$/, "");
  return text === "" ? trimmedLine(line) : [...line, { ...last, text }];
}

function sameMarks(one: Words, other: Words): boolean {
  return one.bold === other.bold && one.italic === other.italic && one.href === other.href;
}

/** The words in an element without marks, and of a picture what it says instead of itself. */
function wordsOf(element: Element, depth: number): string {
  const found = [attribute(element, "alt"), attribute(element, "title"), attribute(element, "value")];
  gather(element.childNodes, depth, found);
  return plain(found.filter(Boolean).join(" ")).replaceAll(/\s+/g, " ").trim();
}

function gather(nodes: readonly Node[], depth: number, found: (string | undefined)[]): void {
  if (depth > deepest) throw new Refusal("import-too-complex");
  let run = "";
  for (const node of nodes) {
    if ("value" in node) run += node.value;
    else if ("tagName" in node && !silent.has(node.tagName)) {
      const inner: string[] = [];
      gather(node.childNodes, depth + 1, inner);
      run += inlineElements.has(node.tagName) ? inner.join(" ") : ` ${inner.join(" ")} `;
    }
  }
  if (run !== "") found.push(run);
}

/** Without control characters and halves of characters, which no text should carry. */
function plain(text: string): string {
  return text.toWellFormed().replaceAll(/(?![\t\n\r\f])\p{Cc}/gu, "");
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value;
}
