/** Rounds become rows, and rows a table: the median, with the lowest and the highest beside it. */
import { exportFormats } from "../../shared/exports.ts";
import type { Measurement } from "./experiments/figures.ts";
import type { KindName } from "./measuredServer.ts";
import type { ExperimentName } from "./options.ts";

export interface Row {
  readonly experiment: ExperimentName;
  /** The room of a fanOut; empty elsewhere. */
  readonly scenario: string;
  readonly kind: KindName;
  /** As the table calls it. */
  readonly name: string;
  readonly rounds: Measurement[];
  /** Why a round could not be measured at all. */
  readonly failures: string[];
}

interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

interface Column {
  readonly head: string;
  readonly figure: string;
  readonly digits: number;
}

const delayColumns = (role: "writers" | "readers"): Column[] => [
  { head: `${role} p50 ms`, figure: `${role}P50`, digits: 0 },
  { head: "p90", figure: `${role}P90`, digits: 0 },
  { head: "p99", figure: `${role}P99`, digits: 0 },
  { head: "max", figure: `${role}Max`, digits: 0 },
];

const columns: Readonly<Record<ExperimentName, readonly Column[]>> = {
  fanOut: [
    { head: "core %", figure: "corePercent", digits: 1 },
    { head: "MB/s", figure: "megabytesPerSecond", digits: 1 },
    ...delayColumns("writers"),
    ...delayColumns("readers"),
    { head: "missing", figure: "missing", digits: 0 },
    { head: "dropped", figure: "dropped", digits: 0 },
    { head: "crowd %", figure: "crowdPercent", digits: 0 },
  ],
  joinStorm: [
    { head: "server s", figure: "serverSeconds", digits: 2 },
    { head: "all have it after s", figure: "secondsUntilAll", digits: 2 },
    { head: "p50 ms", figure: "p50", digits: 0 },
    { head: "text KB", figure: "kilobytes", digits: 0 },
    { head: "MB sent", figure: "megabytesSent", digits: 0 },
    { head: "crowd %", figure: "crowdPercent", digits: 0 },
  ],
  idleMemory: [
    { head: "KB a connection", figure: "kilobytesPerConnection", digits: 1 },
    { head: "resident KB a connection", figure: "residentKilobytesPerConnection", digits: 1 },
    { head: "resident MB in all", figure: "megabytesInAll", digits: 0 },
  ],
  longOpening: [
    { head: "connect to text ms", figure: "milliseconds", digits: 0 },
    { head: "server s", figure: "serverSeconds", digits: 2 },
    { head: "start to ready ms", figure: "startMilliseconds", digits: 0 },
    { head: "text KB", figure: "kilobytes", digits: 0 },
    { head: "characters", figure: "characters", digits: 0 },
    { head: "MB in all", figure: "megabytesInAll", digits: 0 },
  ],
  exports: [
    ...exportFormats.map((format) => ({ head: `${format} ms`, figure: format, digits: 0 })),
    { head: "edits alone p50 ms", figure: "quietP50", digits: 0 },
    { head: "p99", figure: "quietP99", digits: 0 },
    { head: "beside ten exports p50 ms", figure: "busyP50", digits: 0 },
    { head: "p99", figure: "busyP99", digits: 0 },
    { head: "p99 rises by ms", figure: "rise", digits: 0 },
    { head: "exports made", figure: "exports", digits: 0 },
    { head: "edits", figure: "edits", digits: 0 },
  ],
  typing: [
    { head: "key to paint p50 ms", figure: "p50", digits: 1 },
    { head: "p95", figure: "p95", digits: 1 },
    { head: "max", figure: "max", digits: 1 },
    { head: "others' words", figure: "othersWords", digits: 0 },
    { head: "missing", figure: "missing", digits: 0 },
    { head: "all processes, % of a core", figure: "processorPercent", digits: 0 },
  ],
};

/** A figure that is told as a ratio too: of the first server's to the second's, round by round. */
const compared: Partial<Record<ExperimentName, Column>> = {
  typing: { head: "p95", figure: "p95", digits: 2 },
};

/** Lowest, middle and highest of a figure over the rounds; null where no round has it. */
function spreadOf(row: Row, figure: string): Spread | null {
  return spread(
    row.rounds
      .map(({ figures }) => figures[figure])
      .filter((value): value is number => typeof value === "number"),
  );
}

function spread(found: readonly number[]): Spread | null {
  const values = found.toSorted((one, other) => one - other);
  const [min] = values;
  const max = values.at(-1);
  if (min === undefined || max === undefined) return null;
  const middle = values.length / 2;
  const median =
    values.length % 2 === 1
      ? (values[Math.floor(middle)] as number)
      : ((values[middle - 1] as number) + (values[middle] as number)) / 2;
  return { min, median, max };
}

/** The rows as tables in Markdown, one for each experiment and room. */
export function tablesOf(rows: readonly Row[]): string {
  const groups = Map.groupBy(rows, ({ experiment, scenario }) => `${experiment} ${scenario}`.trim());
  return [...groups].map(([title, group]) => tableOf(title, group)).join("\n");
}

function tableOf(title: string, rows: readonly Row[]): string {
  const [first] = rows;
  if (first === undefined) return "";
  const shown = columns[first.experiment];
  const lines = [
    ["server", ...shown.map(({ head }) => head)],
    ["---", ...shown.map(() => "---")],
    ...rows.map((row) => [row.name, ...shown.map((column) => cellOf(row, column))]),
  ].map((cells) => `| ${cells.join(" | ")} |`);
  const doubts = rows.flatMap((row) => [
    ...row.rounds.flatMap(({ doubts }, round) =>
      doubts.map((doubt) => `- ${row.name}, round ${round + 1}: ${doubt}`),
    ),
    ...row.failures.map((failure) => `- ${row.name}: ${failure}`),
  ]);
  const notes = [ratioWords(rows), ...doubts].filter((note) => note !== null);
  return [`\n## ${title}\n`, ...lines, ...(notes.length > 0 ? ["", ...notes] : []), ""].join("\n");
}

function ratioWords(rows: readonly Row[]): string | null {
  const [one, other] = rows;
  if (one === undefined || other === undefined) return null;
  const column = compared[one.experiment];
  const found = ratioOf(one, other);
  if (column === undefined || found === null) return null;
  return `- ${column.head}: ${one.name} takes ${wordsOf(found, column.digits)} times what ${other.name} takes`;
}

/** How many times the figure of `other` that of `one` is, over the rounds; null where that is not told. */
function ratioOf(one: Row, other: Row): Spread | null {
  const column = compared[one.experiment];
  if (column === undefined) return null;
  return spread(
    one.rounds.flatMap(({ figures }, round) => {
      const [above, below] = [figures[column.figure], other.rounds[round]?.figures[column.figure]];
      return typeof above === "number" && typeof below === "number" ? [above / below] : [];
    }),
  );
}

function cellOf(row: Row, { figure, digits }: Column): string {
  const found = spreadOf(row, figure);
  return found === null ? "–" : wordsOf(found, digits);
}

function wordsOf(found: Spread, digits: number): string {
  const [min, median, max] = [found.min, found.median, found.max].map((value) => value.toFixed(digits));
  return min === max ? `${median}` : `${median} (${min}–${max})`;
}

/** Everything for machines: each round, and the spread of each figure. */
export function jsonOf(rows: readonly Row[], facts: Readonly<Record<string, unknown>>): string {
  const told = rows.map((row) => {
    const figures = [...new Set(row.rounds.flatMap((round) => Object.keys(round.figures)))];
    return {
      ...row,
      server: row.name,
      spread: Object.fromEntries(figures.map((figure) => [figure, spreadOf(row, figure)])),
    };
  });
  return `${JSON.stringify({ ...facts, rows: told }, null, 2)}\n`;
}
