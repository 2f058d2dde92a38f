/** The annex "how each clause was decided" as an attachment of the Akoma Ntoso statement. */
import { identification, type Places } from "./aknMeta.ts";
import { type AnnexEntry, type AnnexPart, annexEntries } from "./annex.ts";
import type { FinishedDocument } from "./finishedDocument.ts";
import { element, type Xml } from "./xml.ts";

/** Null where the paper has none. */
export function aknAnnex(document: FinishedDocument, places: Places): Xml | null {
  const entries = annexEntries(document);
  if (entries.length === 0) return null;
  const { words } = document;
  const clauses = document.sections.flatMap((section) => section.clauses);
  const placeOf = (id: string) =>
    clauses.filter((clause) => id !== "" && clause.id === id).map((each) => places.of(each));
  const title = element("p", {}, element("docTitle", {}, words.annexTitle));
  const body = element(
    "doc",
    { name: "annex" },
    element("meta", {}, identification(document, "annex")),
    element("preface", {}, title, element("p", {}, words.annexIntroduction)),
    element(
      "mainBody",
      {},
      entries.map((entry, index) => writeEntry(entry, index, placeOf(entry.id)[0] ?? null)),
    ),
  );
  return element("attachments", {}, element("attachment", { eId: "att_1" }, body));
}

/** `place` is the eId of the clause that the entry is about; null where it is gone or the entry is about a section. */
function writeEntry({ id, number, heading, parts }: AnnexEntry, index: number, place: string | null): Xml {
  return element(
    "hcontainer",
    { name: "decision", eId: `att_1__hcontainer_${index + 1}` },
    number === "" ? null : element("num", {}, number),
    element("heading", {}, heading),
    element(
      "content",
      {},
      id === "" ? null : element("p", { class: "clause" }, id),
      ...parts.flatMap((part) => writePart(part, place)),
    ),
  );
}

function writePart(part: AnnexPart, place: string | null): Xml[] {
  switch (part.kind) {
    case "subheading":
      return [element("p", { class: "subheading" }, element("b", {}, part.text))];
    case "line":
      return [labelled(part)];
    case "table":
      return [
        element(
          "table",
          {},
          element("caption", {}, part.caption),
          row("th", part.head),
          part.rows.map((cells) => row("td", cells)),
        ),
      ];
    case "remark":
      return [
        element("p", { class: part.answer ? "answer" : "remark" }, element("i", {}, part.by)),
        ...(part.quote === "" ? [] : [element("p", { class: "quote" }, `“${part.quote}”`)]),
        ...lines(part.words),
      ];
    case "amendment":
      return [
        element("p", { class: "amendment" }, element("b", {}, part.title), " · ", element("i", {}, part.by)),
        element(
          "p",
          { class: "change", alternativeTo: part.competes && place !== null ? `#${place}` : null },
          part.pieces
            .filter(({ text }) => text !== "")
            .map(({ kind, text }) =>
              kind === "same" ? text : element(kind === "added" ? "ins" : "del", {}, text),
            ),
        ),
        ...part.facts.map(labelled),
      ];
  }
}

function labelled({ label, text }: { readonly label: string; readonly text: string }): Xml {
  return element("p", {}, label === "" ? null : element("b", {}, `${label}: `), text);
}

function lines(words: string): Xml[] {
  return words.split("\n").map((line) => element("p", {}, line));
}

function row(cell: "th" | "td", cells: readonly string[]): Xml {
  return element(
    "tr",
    {},
    cells.map((words) => element(cell, {}, element("p", {}, words))),
  );
}
