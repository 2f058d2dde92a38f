/** The finished document as an Akoma Ntoso 3.0 `statement` (OASIS LegalDocML). */

import { isAllowedAddress } from "../../shared/declaration/grammar.ts";
import type { Block, Inline, List } from "../../shared/declaration/readDeclaration.ts";
import { roadmapFieldNames } from "../../shared/declaration/roadmapFields.ts";
import { aknAnnex } from "./aknAnnex.ts";
import { identification, type Places, placesIn, voting, workflow } from "./aknMeta.ts";
import type { FinishedClause, FinishedDocument, FinishedSection } from "./finishedDocument.ts";
import { element, type Xml } from "./xml.ts";

const namespace = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";
/** Of the roadmap fields, which Akoma Ntoso has no words for. */
const ownNamespace = "urn:plenary:roadmap:1";

/** Valid against the schema of the standard. Throws on a kind of block that it does not know. */
export function writeAkn(document: FinishedDocument): string {
  const places = placesIn(document);
  const preamble = document.sections.filter(({ kind }) => kind === "preamble");
  const body = document.sections.filter(({ kind }) => kind !== "preamble");
  const statement = element(
    "statement",
    { name: "declaration", contains: "singleVersion" },
    meta(document, places),
    element("coverPage", {}, element("p", {}, element("docTitle", {}, document.title))),
    preamble.some(({ clauses }) => clauses.length > 0)
      ? element("preamble", {}, ...preamble.map((section, index) => recitals(section, index, places)))
      : null,
    element("mainBody", {}, ...body.map((section) => bodySection(section, places))),
    aknAnnex(document, places),
  );
  const root = element("akomaNtoso", { xmlns: namespace, "xmlns:plenary": ownNamespace }, statement);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;
}

function meta(document: FinishedDocument, places: Places): Xml {
  const themed = document.sections.filter(({ theme }) => theme !== null);
  return element(
    "meta",
    {},
    identification(document, "main"),
    element(
      "classification",
      { source: "#plenary" },
      themed.map(({ theme, heading }) =>
        element("keyword", { value: theme, showAs: heading, dictionary: "#summit-programme" }),
      ),
    ),
    ...workflow(document, places),
    ...voting(document, places),
    element("references", { source: "#plenary" }, places.references()),
    ...proprietary(document, places),
  );
}

/** The roadmap fields in a namespace of their own: each value as it is kept, and as it reads. */
function proprietary({ sections }: FinishedDocument, places: Places): Xml[] {
  const clauses = sections.flatMap(({ clauses }) => clauses);
  const actions = clauses.filter(({ fields, answers }) => fields.length + answers.length > 0);
  if (actions.length === 0) return [];
  return [
    element(
      "proprietary",
      { source: "#plenary" },
      actions.map((clause) =>
        element(
          "plenary:action",
          { clause: `#${places.of(clause)}`, id: clause.id },
          clause.fields.flatMap((field) => {
            const kept = roadmapFieldNames.includes(field.name) ? [clause.roadmap[field.name]].flat() : [];
            return field.values.map((value, index) =>
              element(`plenary:${field.name}`, { label: field.label, value: kept[index] ?? null }, value),
            );
          }),
          clause.answers.map(({ id, wording }) => element("plenary:answers", { question: id }, wording)),
        ),
      ),
    ),
  ];
}

function recitals({ clauses }: FinishedSection, index: number, places: Places): Xml {
  return element(
    "recitals",
    { eId: `recs_${index + 1}` },
    clauses.map((clause) => element("recital", ids(clause, places), number(clause), ...content(clause))),
  );
}

function bodySection(section: FinishedSection, places: Places): Xml {
  return element(
    "section",
    { eId: places.ofSection(section) },
    section.number === null ? null : element("num", {}, String(section.number)),
    element("heading", {}, section.heading),
    section.clauses.map((clause) =>
      element("clause", ids(clause, places), number(clause), element("content", {}, ...content(clause))),
    ),
  );
}

function number(clause: FinishedClause): Xml | null {
  return clause.number === "" ? null : element("num", {}, clause.number);
}

function ids(clause: FinishedClause, places: Places): Record<string, string | null> {
  const eId = places.of(clause);
  return { eId, wId: places.firstOf(clause), GUID: clause.id === "" ? null : clause.id };
}

function content({ blocks }: FinishedClause): Xml[] {
  return blocks.length === 0 ? [element("p", {})] : blocks.map(writeBlock);
}

/** One writer for each kind of block. */
const writers: { readonly [Kind in Block["kind"]]: (block: Extract<Block, { kind: Kind }>) => Xml } = {
  paragraph: ({ inlines }) => element("p", {}, inlines.map(writeInline)),
  bulletList: ({ items }: List) =>
    element(
      "ul",
      {},
      items.map((item) => element("li", {}, item.map(writeBlock))),
    ),
  orderedList: ({ items, start }: List) =>
    element(
      "ol",
      {},
      items.map((item, index) => element("li", { value: String(start + index) }, item.map(writeBlock))),
    ),
};

function writeBlock(block: Block): Xml {
  if (!Object.hasOwn(writers, block.kind)) throw new Error(`Akoma Ntoso has no writer for "${block.kind}".`);
  return (writers[block.kind] as (block: Block) => Xml)(block);
}

function writeInline(inline: Inline): Xml | string {
  if (inline.kind === "lineBreak") return element("br", {});
  let written: Xml | string = inline.text;
  if (inline.italic) written = element("i", {}, written);
  if (inline.bold) written = element("b", {}, written);
  return isAllowedAddress(inline.href) ? element("a", { href: inline.href }, written) : written;
}
