/** The actions of the roadmap as a table: a row for each clause that has any roadmap field. */
import { stringify } from "csv-stringify/sync";
import { roadmapFieldNames } from "../../shared/declaration/roadmapFields.ts";
import { positionNames } from "../../shared/deliberation/reading.ts";
import type { FinishedDocument } from "./finishedDocument.ts";
import { actionsOf } from "./overview.ts";

/**
 * With a byte order mark, by which a spreadsheet knows that it is Unicode; lists within a field are parted by "; ". What
 * a spreadsheet would take for a formula is written with an apostrophe before it, so that it stays what it was: text.
 */
export function writeCsv(document: FinishedDocument): string {
  const { words } = document;
  const head = [
    words.clause,
    words.theme,
    words.wording,
    ...roadmapFieldNames.map((name) => words.fields[name]),
    words.answers,
    words.status,
    ...positionNames.map((position) => words.positions[position]),
    words.stakeholderGroup,
    "Id",
  ];
  const rows = actionsOf(document).map(({ section, clause }) => [
    clause.number,
    section.heading,
    clause.wording,
    ...roadmapFieldNames.map((name) =>
      // A spreadsheet sorts and counts by the day itself, not by its name in a language.
      name === "due"
        ? clause.roadmap.due
        : (clause.fields.find((field) => field.name === name)?.values.join("; ") ?? ""),
    ),
    clause.answers.map(({ wording }) => wording).join("; "),
    words.statuses[clause.status],
    ...positionNames.map((position) => String(clause.tally.counts[position])),
    clause.tally.groups
      .map(({ stakeholder, total }) => `${stakeholder || words.noStakeholderGroup}: ${total}`)
      .join("; "),
    clause.id,
  ]);
  return stringify(
    [head, ...rows].map((row) => row.map(tidy)),
    {
      bom: true,
      escape_formulas: true,
      record_delimiter: "windows",
      // A line break inside a cell ends the row for readers that take either kind for an end.
      quoted_match: /\n/,
    },
  );
}

/** Whole characters without control characters; line breaks stay. */
function tidy(cell: string): string {
  return cell
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll("\t", " ")
    .replaceAll(/(?!\n)\p{Cc}/gu, "");
}
