/** The pictures of the roadmap in rows and columns. */
import { actorWords, horizonWords } from "../../../shared/declaration/roadmapFields.ts";
import { themes } from "../../../shared/programme.ts";
import { positions } from "../../../shared/records.ts";
import { dateInWords } from "../../../shared/roadmap/fieldsInWords.ts";
import type {
  ActorRow,
  ClauseAgreement,
  NamedClause,
  QuestionCoverage,
  TimelineEntry,
} from "../../../shared/roadmap/figures.ts";

export const positionWords = {
  agree: "Agree",
  abstain: "Abstain",
  disagree: "Disagree",
  block: "Block",
} as const;

interface TableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly children: React.ReactNode;
}

function Table({ caption, columns, children }: TableProps) {
  return (
    <table>
      <caption className="only-heard">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

const numbersOf = (clauses: readonly NamedClause[]) => clauses.map(({ number }) => number).join(", ");

export function TimelineTable({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <Table caption="Timeline" columns={["Clause", "Action", "Horizon", "Due", "Lead", "Actors"]}>
      {entries.map(({ clauseId, number, theme, words, fields, horizon }) => (
        <tr key={clauseId} data-theme={theme ?? undefined}>
          <th scope="row">{number}</th>
          <td>{words}</td>
          <td>{horizon === null ? "No date yet" : horizonWords[horizon]}</td>
          <td>{fields.due === "" ? "" : dateInWords(fields.due)}</td>
          <td>{fields.lead}</td>
          <td>{fields.actors.map(actorWords).join(", ")}</td>
        </tr>
      ))}
    </Table>
  );
}

export function ActorsTable({ rows }: { rows: readonly ActorRow[] }) {
  const columns = themes.map(({ number, title }) => `${number} ${title}`);
  return (
    <Table caption="Actors by theme" columns={["Actor", ...columns, "Elsewhere", "Clauses"]}>
      {rows.map(({ actor, words, byTheme, total }) => (
        <tr key={actor}>
          <th scope="row">{words}</th>
          {[...themes.map(({ id }) => id), ""].map((theme) => (
            <td key={theme} data-theme={theme || undefined}>
              {numbersOf(byTheme.get(theme) ?? [])}
            </td>
          ))}
          <td>{total}</td>
        </tr>
      ))}
    </Table>
  );
}

export function CoverageTable({ rows }: { rows: readonly QuestionCoverage[] }) {
  return (
    <Table caption="Guiding questions" columns={["Theme", "Question", "Answered by"]}>
      {rows.map(({ theme, question, clauses }) => (
        <tr key={question.id} data-theme={theme.id}>
          <td>{theme.title}</td>
          <th scope="row">{question.wording}</th>
          <td>{clauses.length === 0 ? "No clause yet" : numbersOf(clauses)}</td>
        </tr>
      ))}
    </Table>
  );
}

export function AgreementTable({ rows }: { rows: readonly ClauseAgreement[] }) {
  const columns = positions.map((position) => positionWords[position]);
  return (
    <Table caption="Agreement" columns={["Clause", "Status", ...columns, "On an earlier wording"]}>
      {rows.map(({ clauseId, number, theme, status, tally }) => (
        <tr key={clauseId} data-theme={theme ?? undefined}>
          <th scope="row">{number}</th>
          <td>{status}</td>
          {positions.map((position) => (
            <td key={position}>{tally.counts[position]}</td>
          ))}
          <td>{tally.stale}</td>
        </tr>
      ))}
    </Table>
  );
}
