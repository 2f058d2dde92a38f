/**
 * Reads a declaration out of its Yjs document into plain values: the one reading that the reader
 * page, the outline and every export share. It never writes into the document.
 */
import * as Y from "yjs";
import { fragmentName, parseQuestions, type SectionKind } from "./grammar.ts";
import { clauseNumber } from "./numbering.ts";
import { type RoadmapFields, readRoadmapFields } from "./roadmapFields.ts";

export interface Words {
  readonly kind: "words";
  readonly text: string;
  readonly bold: boolean;
  readonly italic: boolean;
  /** The address where the words are a link, else null. */
  readonly href: string | null;
}

export interface LineBreak {
  readonly kind: "lineBreak";
}

export type Inline = Words | LineBreak;

export interface Paragraph {
  readonly kind: "paragraph";
  readonly inlines: readonly Inline[];
}

export interface List {
  readonly kind: "bulletList" | "orderedList";
  /** The number of the first item of an ordered list; 1 elsewhere. */
  readonly start: number;
  readonly items: readonly (readonly Block[])[];
}

export type Block = Paragraph | List;

export interface Clause {
  /** Permanent id; empty for a moment in a clause that the server has not yet given one. */
  readonly id: string;
  /** As printed: `2.3` in a theme, `(1)` in the preamble, `C.1` in the closing. */
  readonly number: string;
  readonly questions: readonly string[];
  readonly roadmap: RoadmapFields;
  readonly blocks: readonly Block[];
}

export interface Section {
  readonly kind: SectionKind;
  readonly theme: string | null;
  readonly clauses: readonly Clause[];
}

export interface Declaration {
  readonly title: string;
  readonly sections: readonly Section[];
}

/** An element that the grammar does not know: nothing may be left out silently, so reading stops. */
export class UnknownElementError extends Error {
  readonly elementName: string;

  constructor(elementName: string) {
    super(`The declaration holds "${elementName}", which this version of Plenary does not know.`);
    this.name = "UnknownElementError";
    this.elementName = elementName;
  }
}

/**
 * The whole declaration as it stands in `document`. Throws UnknownElementError rather than dropping words.
 * `blocksOf` reads one clause: who reads often may remember what did not change.
 */
export function readDeclaration(
  document: Y.Doc,
  blocksOf: (clause: Y.XmlElement) => readonly Block[] = readBlocks,
): Declaration {
  let title = "";
  const sections: Section[] = [];
  for (const child of document.getXmlFragment(fragmentName).toArray()) {
    if (!(child instanceof Y.XmlElement)) throw new UnknownElementError("text outside a section");
    if (child.nodeName === "title") title += plainText(readInlines(child));
    else if (child.nodeName === "section") sections.push(readSection(child, blocksOf));
    else throw new UnknownElementError(child.nodeName);
  }
  return { title, sections };
}

/** One section element with its clauses, numbered. */
function readSection(element: Y.XmlElement, blocksOf: (clause: Y.XmlElement) => readonly Block[]): Section {
  const kind = sectionKind(element.getAttribute("kind"));
  const theme = element.getAttribute("theme") ?? null;
  const clauses = element.toArray().map((child, index): Clause => {
    if (!(child instanceof Y.XmlElement) || child.nodeName !== "clause") {
      throw new UnknownElementError(child instanceof Y.XmlElement ? child.nodeName : "text in a section");
    }
    return {
      id: child.getAttribute("id") ?? "",
      number: clauseNumber(kind, theme, index),
      questions: parseQuestions(child.getAttribute("questions")),
      roadmap: readRoadmapFields((name) => child.getAttribute(name)),
      blocks: blocksOf(child),
    };
  });
  return { kind, theme, clauses };
}

/** The words of inlines without marks; a line break becomes a newline. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map((inline) => (inline.kind === "words" ? inline.text : "\n")).join("");
}

/** The words of blocks without marks, a line for each paragraph. */
export function plainTextOfBlocks(blocks: readonly Block[]): string {
  return blocks
    .map((block) =>
      block.kind === "paragraph" ? plainText(block.inlines) : block.items.map(plainTextOfBlocks).join("\n"),
    )
    .join("\n");
}

function sectionKind(attribute: string | undefined): SectionKind {
  return attribute === "preamble" || attribute === "closing" ? attribute : "theme";
}

/** The blocks in a clause or a list item. Throws UnknownElementError. */
export function readBlocks(parent: Y.XmlElement): Block[] {
  return parent.toArray().map((child): Block => {
    if (!(child instanceof Y.XmlElement)) throw new UnknownElementError("text outside a paragraph");
    switch (child.nodeName) {
      case "paragraph":
        return { kind: "paragraph", inlines: readInlines(child) };
      case "bulletList":
      case "orderedList":
        return { kind: child.nodeName, start: listStart(child), items: child.toArray().map(readListItem) };
      default:
        throw new UnknownElementError(child.nodeName);
    }
  });
}

function listStart(list: Y.XmlElement): number {
  const start: unknown = list.getAttribute("start");
  return typeof start === "number" ? start : 1;
}

function readListItem(item: Y.XmlElement | Y.XmlText | Y.XmlHook): Block[] {
  if (!(item instanceof Y.XmlElement) || item.nodeName !== "listItem") {
    throw new UnknownElementError(item instanceof Y.XmlElement ? item.nodeName : "text in a list");
  }
  return readBlocks(item);
}

function readInlines(parent: Y.XmlElement): Inline[] {
  return parent.toArray().flatMap((child): Inline[] => {
    if (child instanceof Y.XmlText) return readWords(child);
    if (child instanceof Y.XmlElement && child.nodeName === "hardBreak") return [{ kind: "lineBreak" }];
    throw new UnknownElementError(child instanceof Y.XmlElement ? child.nodeName : "an unknown inline");
  });
}

function readWords(text: Y.XmlText): Words[] {
  const runs = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
  return runs.map(({ insert, attributes = {} }) => {
    if (typeof insert !== "string") throw new UnknownElementError("an embedded object");
    const link = attributes.link as { href?: unknown } | undefined;
    return {
      kind: "words",
      text: insert,
      bold: attributes.bold !== undefined,
      italic: attributes.italic !== undefined,
      href: typeof link?.href === "string" ? link.href : null,
    };
  });
}
