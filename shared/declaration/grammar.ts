/**
 * The grammar of a declaration, once: which element may stand in which, with which attributes and
 * marks. The editor's schema is built from it, the server's text guard enforces it struct by
 * struct, and whoever reads a declaration relies on it.
 *
 * Every element accepts any number of children, none included (R5): concurrent editing can empty
 * anything, and the editor binding deletes, for everyone, an element its schema refuses.
 */
import { roadmapAttributes } from "./roadmapFields.ts";

/** Goes up with every change of the grammar; a browser with another number writes nothing (R6). */
export const schemaVersion = 2;

/** The name of the Y.XmlFragment that holds a declaration. */
export const fragmentName = "default";

export type SectionKind = "preamble" | "theme" | "closing";

export type ElementName =
  | "title"
  | "section"
  | "clause"
  | "paragraph"
  | "bulletList"
  | "orderedList"
  | "listItem"
  | "hardBreak";

export type MarkName = "bold" | "italic" | "link";

type AttributeRule = (value: unknown) => boolean;

export interface ElementRule {
  /** Elements that may stand in it. */
  readonly children: readonly ElementName[];
  /** Whether text may stand in it. */
  readonly text: boolean;
  /** Its attributes and what each may hold. Values are strings or numbers: the binding compares by identity. */
  readonly attributes: Readonly<Record<string, AttributeRule>>;
}

const isText =
  (maximum: number): AttributeRule =>
  (value) =>
    typeof value === "string" && value.length <= maximum;

const blocks: readonly ElementName[] = ["paragraph", "bulletList", "orderedList"];

export const elements: Readonly<Record<ElementName, ElementRule>> = {
  title: { children: [], text: true, attributes: {} },
  section: {
    children: ["clause"],
    text: false,
    attributes: { kind: isText(20), theme: isText(80) },
  },
  clause: {
    children: blocks,
    text: false,
    attributes: {
      id: (value) => typeof value === "string" && /^[A-Za-z0-9_-]{1,64}$/.test(value),
      /** Ids of the guiding questions it answers, separated by a space. */
      questions: isText(2000),
      ...roadmapAttributes,
    },
  },
  paragraph: { children: ["hardBreak"], text: true, attributes: {} },
  bulletList: { children: ["listItem"], text: false, attributes: {} },
  orderedList: {
    children: ["listItem"],
    text: false,
    attributes: { start: (value) => Number.isSafeInteger(value) },
  },
  listItem: { children: blocks, text: false, attributes: {} },
  hardBreak: { children: [], text: false, attributes: {} },
};

/** Lists stand in lists at most this deep, so that no text can exhaust a reader's stack. */
export const maximumDepth = 12;

export function isElementName(name: string): name is ElementName {
  return Object.hasOwn(elements, name);
}

/** Addresses a link may point at: http, https and mailto, at most 2,000 characters. */
export function isAllowedAddress(href: unknown): href is string {
  return typeof href === "string" && href.length <= 2000 && /^(https?:\/\/|mailto:)[^\s]+$/i.test(href);
}

/** Whether `value` is what a mark of that name holds in the text: an object, for a link with an allowed `href`; or null, which ends the mark. */
export function isAllowedMark(name: string, value: unknown): boolean {
  if (value === null) return name === "bold" || name === "italic" || name === "link";
  if (typeof value !== "object") return false;
  const attributes = value as Record<string, unknown>;
  switch (name) {
    case "bold":
    case "italic":
      return Object.keys(attributes).length === 0;
    case "link":
      return Object.keys(attributes).every((key) => key === "href") && isAllowedAddress(attributes.href);
    default:
      return false;
  }
}

/** The question ids in a clause's `questions` attribute, in their order, without repetition. */
export function parseQuestions(attribute: unknown): string[] {
  return typeof attribute === "string" ? [...new Set(attribute.split(" ").filter(Boolean))] : [];
}
