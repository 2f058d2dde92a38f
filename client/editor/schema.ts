/**
 * The editor's schema, from the grammar's elements. Every content expression is `*` and every
 * attribute has a default (R5): the binding deletes, for everyone, an element its schema refuses.
 *
 * A default is null wherever the document may lack the attribute: null is the one value that the
 * binding does not write back, and a section's attributes may not be written at all (R4).
 */
import { type Extensions, Mark, Node } from "@tiptap/core";
import { elements, isAllowedAddress } from "../../shared/declaration/grammar.ts";
import {
  type RoadmapFieldName,
  roadmapAttributes,
  roadmapFieldNames,
} from "../../shared/declaration/roadmapFields.ts";

/** The content expression of an element: anything the grammar allows in it, any number of times. */
function contentOf(name: keyof typeof elements): string {
  const { children, text } = elements[name];
  const kinds = [...(text ? ["text"] : []), ...children];
  return kinds.length === 0 ? "" : `(${kinds.join(" | ")})*`;
}

const Declaration = Node.create({ name: "doc", topNode: true, content: "(title | section)*" });

const Title = Node.create({
  name: "title",
  content: contentOf("title"),
  isolating: true,
  defining: true,
  selectable: false,
  parseHTML: () => [{ tag: "h1.declaration-title" }],
  renderHTML: () => ["h1", { class: "declaration-title" }, 0],
});

const Section = Node.create({
  name: "section",
  content: contentOf("section"),
  isolating: true,
  defining: true,
  selectable: false,
  draggable: false,
  addAttributes: () => ({
    kind: {
      default: null,
      parseHTML: (element) => element.getAttribute("data-kind"),
      renderHTML: renderAs("data-kind", "kind"),
    },
    theme: {
      default: null,
      parseHTML: (element) => element.getAttribute("data-theme"),
      renderHTML: renderAs("data-theme", "theme"),
    },
  }),
  parseHTML: () => [{ tag: "section[data-kind]" }],
  renderHTML: ({ HTMLAttributes }) => ["section", { ...HTMLAttributes, class: "declaration-section" }, 0],
});

const Clause = Node.create({
  name: "clause",
  content: contentOf("clause"),
  defining: true,
  selectable: false,
  draggable: false,
  addAttributes: () => ({
    /** Never read from a clipboard: whatever is pasted is a new clause. */
    id: { default: null, parseHTML: () => null, renderHTML: renderAs("data-id", "id") },
    questions: {
      default: null,
      parseHTML: (element) => element.getAttribute("data-questions"),
      renderHTML: renderAs("data-questions", "questions"),
    },
    ...Object.fromEntries(
      roadmapFieldNames.map((name) => [
        name,
        {
          default: null,
          parseHTML: (element: HTMLElement) => roadmapValueIn(element, name),
          renderHTML: renderAs(`data-roadmap-${name.toLowerCase()}`, name),
        },
      ]),
    ),
  }),
  parseHTML: () => [{ tag: "div.clause" }],
  renderHTML: ({ HTMLAttributes }) => ["div", { ...HTMLAttributes, class: "clause" }, 0],
});

const Paragraph = Node.create({
  name: "paragraph",
  priority: 1000,
  content: contentOf("paragraph"),
  selectable: false,
  parseHTML: () => [{ tag: "p" }],
  renderHTML: () => ["p", 0],
});

const BulletList = Node.create({
  name: "bulletList",
  content: contentOf("bulletList"),
  selectable: false,
  parseHTML: () => [{ tag: "ul" }],
  renderHTML: () => ["ul", 0],
});

const OrderedList = Node.create({
  name: "orderedList",
  content: contentOf("orderedList"),
  selectable: false,
  addAttributes: () => ({
    start: {
      default: null,
      parseHTML: (element) => wholeNumber(element.getAttribute("start")),
      renderHTML: renderAs("start", "start"),
    },
  }),
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
});

const ListItem = Node.create({
  name: "listItem",
  content: contentOf("listItem"),
  defining: true,
  selectable: false,
  parseHTML: () => [{ tag: "li" }],
  renderHTML: () => ["li", 0],
});

const HardBreak = Node.create({
  name: "hardBreak",
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: "br" }],
  renderHTML: () => ["br"],
  renderText: () => "\n",
});

const Text = Node.create({ name: "text" });

const Bold = Mark.create({
  name: "bold",
  parseHTML: () => [
    { tag: "strong" },
    // Google Docs wraps everything it copies in a <b> that is not bold.
    { tag: "b", getAttrs: (element) => element.style.fontWeight !== "normal" && null },
    { style: "font-weight", getAttrs: (weight) => /^(bold(er)?|[6-9]\d{2})$/.test(weight) && null },
  ],
  renderHTML: () => ["strong", 0],
});

const Italic = Mark.create({
  name: "italic",
  parseHTML: () => [
    { tag: "em" },
    { tag: "i", getAttrs: (element) => element.style.fontStyle !== "normal" && null },
    { style: "font-style=italic" },
  ],
  renderHTML: () => ["em", 0],
});

const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    { tag: "a[href]", getAttrs: (element) => isAllowedAddress(element.getAttribute("href")) && null },
  ],
  // A text may come from anywhere: an address that is not allowed is shown as words without a link.
  renderHTML: ({ mark }) =>
    isAllowedAddress(mark.attrs.href)
      ? ["a", { href: mark.attrs.href, rel: "noopener noreferrer nofollow", target: "_blank" }, 0]
      : ["span", 0],
});

/** Everything that makes the schema, and nothing that acts. */
export const schemaExtensions: Extensions = [
  Declaration,
  Text,
  Paragraph,
  Title,
  Section,
  Clause,
  BulletList,
  OrderedList,
  ListItem,
  HardBreak,
  Link,
  Bold,
  Italic,
];

/** Lists stand in lists at most this deep here; the server allows more, for what other clients send. */
export const deepestList = 4;

function renderAs(attribute: string, name: string) {
  return (attributes: Record<string, unknown>): Record<string, unknown> =>
    attributes[name] === null ? {} : { [attribute]: attributes[name] };
}

/** From a clipboard that may hold anything: the server would refuse a wrong value and with it the writer. */
function roadmapValueIn(element: HTMLElement, name: RoadmapFieldName): string | null {
  const value = element.getAttribute(`data-roadmap-${name.toLowerCase()}`);
  return roadmapAttributes[name](value) ? value : null;
}

function wholeNumber(attribute: string | null): number | null {
  const number = Number(attribute);
  return attribute !== null && Number.isSafeInteger(number) && number !== 1 ? number : null;
}
