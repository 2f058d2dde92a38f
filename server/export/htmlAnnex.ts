/** The overview and the annex in HTML: tables for whoever reads, bars for whoever looks. */
import { positionNames } from "../../shared/deliberation/reading.ts";
import { type AnnexEntry, type AnnexPart, annexEntries } from "./annex.ts";
import type { ChangePiece } from "./changedWords.ts";
import type { FinishedDocument } from "./finishedDocument.ts";
import { htmlLines, htmlWords } from "./htmlText.ts";
import { overviewOf } from "./overview.ts";

export function htmlOverview(document: FinishedDocument): string {
  const { words, options } = document;
  const { timeline, matrix, agreement } = overviewOf(document);
  if (timeline.rows.length === 0) return "";
  const timelineRows = timeline.rows.map(({ theme, heading, cells }) => [
    themed("th", theme, htmlWords(heading), ' scope="row"'),
    ...cells.map((actions) => {
      const written = actions.map(
        ({ label, words: opening, due }) =>
          `<p class="action"><b>${htmlWords(label)}</b> ${htmlWords(opening)}${due === "" ? "" : ` <span class="quiet">· ${htmlWords(due)}</span>`}</p>`,
      );
      return themed("td", theme, written.join(""));
    }),
  ]);
  const matrixRows = matrix.rows.map(({ actor, cells }) => [
    `<th scope="row">${htmlWords(actor)}</th>`,
    ...cells.map((labels, index) =>
      themed("td", matrix.columns[index]?.theme ?? null, htmlWords(labels.join(", "))),
    ),
  ]);
  const agreementRows = agreement.map(({ theme, label, counts, total }) => [
    themed("th", theme, htmlWords(label), ' scope="row"'),
    ...positionNames.map((position) => `<td class="number">${counts[position]}</td>`),
    `<td class="bar">${positionNames.map((position) => bar(position, counts[position] / total)).join("")}</td>`,
  ]);
  const tables = [
    table(words.timeline, ["", ...timeline.columns].map(htmlWords), timelineRows, "timeline"),
    matrix.rows.length === 0
      ? ""
      : table(
          words.matrix,
          ["", ...matrix.columns.map(({ heading }) => htmlWords(heading))],
          matrixRows,
          "matrix",
        ),
    agreement.length === 0 || !options.annex
      ? ""
      : table(
          words.agreementPerClause,
          [words.clause, ...positionNames.map((each) => words.positions[each]), ""].map(htmlWords),
          agreementRows,
          "agreement",
        ),
  ];
  return `<section id="overview"><h2>${htmlWords(words.overview)}</h2>${tables.join("\n")}</section>`;
}

export function htmlAnnex(document: FinishedDocument): string {
  if (!document.options.annex) return "";
  const { words } = document;
  const entries = annexEntries(document).map(writeEntry).join("\n");
  return `<section id="annex"><h2>${htmlWords(`${words.annex}: ${words.annexTitle}`)}</h2>
<p class="quiet">${htmlWords(words.annexIntroduction)}</p>
${entries}</section>`;
}

function writeEntry({ theme, number, heading, parts }: AnnexEntry): string {
  const label = number === "" ? "" : `<span class="number">${htmlWords(number)}</span> `;
  return `<section class="entry"${themeOf(theme)}><h3>${label}${htmlWords(heading)}</h3>
${parts.map(writePart).join("\n")}</section>`;
}

const partWriters: {
  readonly [Kind in AnnexPart["kind"]]: (part: Extract<AnnexPart, { kind: Kind }>) => string;
} = {
  subheading: ({ text }) => `<h4>${htmlWords(text)}</h4>`,
  line: ({ label, text }) => fact(label, text),
  table: ({ caption, head, rows }) =>
    table(
      caption,
      head.map(htmlWords),
      rows.map(([first = "", ...others]) => [
        `<th scope="row">${htmlWords(first)}</th>`,
        ...others.map((cell) => `<td class="number">${htmlWords(cell)}</td>`),
      ]),
      "votes",
    ),
  remark: ({ answer, by, quote, words }) =>
    `<div class="remark${answer ? " answer" : ""}"><p class="quiet">${htmlWords(by)}${quote === "" ? "" : ` · <q>${htmlWords(quote)}</q>`}</p>${htmlLines(words)}</div>`,
  amendment: ({ title, by, pieces, facts }) =>
    `<div class="amendment"><p><b>${htmlWords(title)}</b> <span class="quiet">· ${htmlWords(by)}</span></p>
<p class="change" dir="auto">${pieces.map(change).join("")}</p>${facts.map(({ label, text }) => fact(label, text)).join("")}</div>`,
};

function writePart(part: AnnexPart): string {
  return (partWriters[part.kind] as (part: AnnexPart) => string)(part);
}

function fact(label: string, text: string): string {
  return label === ""
    ? `<p class="quiet fact" dir="auto">${htmlWords(text)}</p>`
    : `<p class="fact"><b>${htmlWords(label)}</b> · <span dir="auto">${htmlWords(text)}</span></p>`;
}

const changeTags: Readonly<Record<ChangePiece["kind"], string | null>> = {
  same: null,
  added: "ins",
  removed: "del",
};

function change({ kind, text }: ChangePiece): string {
  const words = htmlWords(text).replaceAll("\n", "<br>");
  const tag = changeTags[kind];
  return tag === null ? words : `<${tag}>${words}</${tag}>`;
}

function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  kind: string,
): string {
  const cells = head.map((words) => (words === "" ? "<td></td>" : `<th scope="col">${words}</th>`)).join("");
  const body = rows.map((row) => `<tr>${row.join("")}</tr>`).join("\n");
  // A table wider than a phone is moved sideways, also by keyboard.
  return `<div class="wide" role="group" tabindex="0" aria-label="${htmlWords(caption)}"><table class="${kind}"><caption>${htmlWords(caption)}</caption>
<thead><tr>${cells}</tr></thead><tbody>
${body}</tbody></table></div>`;
}

function themed(tag: string, theme: string | null, content: string, attributes = ""): string {
  return `<${tag}${themeOf(theme)}${attributes}>${content}</${tag}>`;
}

function bar(position: string, share: number): string {
  return share === 0 ? "" : `<span class="${position}" style="width:${(share * 100).toFixed(2)}%"></span>`;
}

export function themeOf(theme: string | null): string {
  return theme === null ? "" : ` data-theme="${htmlWords(theme)}"`;
}
