/** The pictures of the roadmap, drawn by Observable Plot. Colours come from the tokens; each theme has its own shape too. */
import * as Plot from "@observablehq/plot";
import { type Theme, themes } from "../../../shared/programme.ts";
import { positions } from "../../../shared/records.ts";
import {
  type ActorRow,
  type ClauseAgreement,
  horizonYears,
  type QuestionCoverage,
  type TimelineEntry,
} from "../../../shared/roadmap/figures.ts";

type Drawn = SVGSVGElement | HTMLElement;

const font = { fontFamily: "var(--sans)", fontSize: "14px", background: "none", overflow: "visible" };
/** Years that the timeline shows; what comes later stands at its end. */
const lastYear = 5;
const narrow = 560;

/** The marks of styles/declaration.css as shapes of a picture. */
const shapes: Readonly<Record<Theme["id"], Plot.SymbolImplementation>> = {
  "strategic-leadership": outline([0, -1], [0.76, 0], [0, 1], [-0.76, 0]),
  "digital-transformation": outline([-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]),
  "recognition-interoperability": outline([-1, -0.9], [0, -0.16], [1, -0.9], [1, 0.9], [0, 0.16], [-1, 0.9]),
  "lifelong-learning": outline(
    [-1, 0.28],
    [-0.32, 0.28],
    [-0.32, -0.36],
    [0.34, -0.36],
    [0.34, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ),
};

function outline(...points: readonly (readonly [number, number])[]): Plot.SymbolImplementation {
  return {
    draw(context: Pick<CanvasPath, "moveTo" | "lineTo" | "closePath">, size: number) {
      const radius = Math.sqrt(size / Math.PI);
      for (const [place, [x, y]] of points.entries()) {
        if (place === 0) context.moveTo(x * radius, y * radius);
        else context.lineTo(x * radius, y * radius);
      }
      context.closePath();
    },
  };
}

function colourOf(theme: string | null): string {
  return theme === null ? "var(--ink)" : `var(--theme-${theme})`;
}

/** Marks in the colour and shape of their theme; a circle outside the themes. */
function marks<Row extends { readonly theme: string | null }>(
  rows: readonly Row[],
  options: Plot.DotOptions,
) {
  return [null, ...themes].map((theme) =>
    Plot.dot(
      rows.filter((row) => row.theme === (theme?.id ?? null)),
      {
        r: 6,
        fill: colourOf(theme?.id ?? null),
        ...options,
        symbol: theme === null ? "circle" : shapes[theme.id],
      },
    ),
  );
}

/** Each action in a row: a bar over its horizon, a mark at its due date. */
export function drawTimeline(entries: readonly TimelineEntry[], summitDay: string, width: number): Drawn {
  const start = Date.parse(summitDay);
  const rows = entries.map((entry) => {
    const span = entry.horizon === null ? { from: 0, to: 0 } : horizonYears[entry.horizon];
    const due = (Date.parse(entry.fields.due) - start) / (365.25 * 86_400_000);
    const end = entry.fields.due === "" ? (span.to ?? lastYear) : Math.max(0, Math.min(lastYear, due));
    return { ...entry, from: span.from, to: span.to ?? lastYear, end, dated: entry.horizon !== null };
  });
  const letters = Math.max(16, Math.floor((width - 60) / 7.5));
  const label = (words: string) => (words.length > letters ? `${words.slice(0, letters - 1)}…` : words);
  return Plot.plot({
    width,
    height: 60 + rows.length * 44,
    marginLeft: 52,
    marginRight: 14,
    marginTop: 30,
    marginBottom: 10,
    style: font,
    x: { domain: [0, lastYear], label: null },
    y: { domain: rows.map(({ number }) => number), label: null },
    marks: [
      Plot.axisX([0, 1, 3], {
        anchor: "top",
        tickSize: 0,
        textAnchor: "start",
        tickFormat: (year: number) => (year === 0 ? "Start" : year === 1 ? "1 year" : "3 years"),
      }),
      Plot.ruleX([0, 1, 3], { stroke: "var(--rule)" }),
      Plot.axisY({ tickSize: 0, fontWeight: 600 }),
      ...[null, ...themes].map((theme) =>
        Plot.ruleY(
          rows.filter((row) => row.dated && row.theme === (theme?.id ?? null)),
          {
            y: "number",
            x1: "from",
            x2: "to",
            stroke: colourOf(theme?.id ?? null),
            strokeWidth: 4,
            strokeOpacity: 0.35,
          },
        ),
      ),
      ...marks(
        rows.filter(({ dated }) => dated),
        { x: "end", y: "number" },
      ),
      Plot.text(rows, {
        x: 0,
        y: "number",
        dy: -15,
        text: ({ dated, words }) => label(dated ? words : `No date yet: ${words}`),
        textAnchor: "start",
        fill: "var(--muted)",
        // The lines of the years pass behind the words.
        stroke: "var(--paper)",
        strokeWidth: 5,
      }),
    ],
  });
}

/** Whom the roadmap addresses in which theme: the more clauses, the larger the mark; their count stands beside it. */
export function drawActors(rows: readonly ActorRow[], width: number): Drawn {
  const cells = rows.flatMap(({ words, byTheme }) =>
    [...byTheme].map(([theme, clauses]) => ({ actor: words, theme: theme || null, count: clauses.length })),
  );
  const outside = cells.some(({ theme }) => theme === null);
  const columns = [
    ...themes.map(({ number, title }) => `${number} ${title}`),
    ...(outside ? ["Others"] : []),
  ];
  const columnOf = (theme: string | null) =>
    columns[themes.findIndex(({ id }) => id === theme)] ?? columns.at(-1);
  const isNarrow = width < narrow;
  return Plot.plot({
    width,
    height: 70 + rows.length * 40,
    marginLeft: isNarrow ? 130 : 270,
    marginTop: 60,
    marginRight: 10,
    marginBottom: 6,
    style: font,
    x: { type: "band", domain: columns, label: null, padding: 0 },
    y: { type: "band", domain: rows.map(({ words }) => words), label: null, padding: 0 },
    r: { type: "identity" },
    marks: [
      Plot.axisX({
        anchor: "top",
        tickSize: 0,
        lineWidth: isNarrow ? 4 : 9,
        tickFormat: (column: string) => (isNarrow ? column.slice(0, column === "Others" ? 6 : 1) : column),
      }),
      Plot.axisY({ tickSize: 0, lineWidth: isNarrow ? 9 : 20 }),
      Plot.ruleY(rows, { y: "words", dy: 20, stroke: "var(--rule)" }),
      ...marks(cells, {
        x: ({ theme }) => columnOf(theme),
        y: "actor",
        r: ({ count }) => Math.min(14, 5 + 2.5 * Math.sqrt(count)),
        dx: -8,
      }),
      Plot.text(cells, {
        x: ({ theme }) => columnOf(theme),
        y: "actor",
        text: ({ count }) => String(count),
        dx: 14,
      }),
    ],
  });
}

/** Every guiding question with a mark for each clause that answers it, hollow where none does. */
export function drawCoverage(rows: readonly QuestionCoverage[], width: number): Drawn {
  const marked = rows.flatMap(({ question, theme, clauses }) =>
    clauses.map(({ number }, place) => ({ id: question.id, theme: theme.id, number, place })),
  );
  const gaps = rows.filter(({ clauses }) => clauses.length === 0);
  const places = Math.max(6, Math.floor(width / 64));
  const rowHeight = width < narrow ? 96 : 72;
  return Plot.plot({
    width,
    height: 10 + rows.length * rowHeight,
    margin: 0,
    marginLeft: 14,
    style: font,
    x: { domain: [0, places], axis: null },
    y: { type: "band", domain: rows.map(({ question }) => question.id), axis: null },
    marks: [
      Plot.text(rows, {
        x: 0,
        y: ({ question }) => question.id,
        text: ({ question }) => question.wording,
        lineWidth: (width - 30) / 14,
        lineAnchor: "bottom",
        textAnchor: "start",
        dx: -8,
        dy: 6,
      }),
      ...marks(marked, { x: "place", y: "id", dy: 22 }),
      Plot.text(marked, { x: "place", y: "id", text: "number", dx: 12, dy: 22, textAnchor: "start" }),
      Plot.dot(gaps, {
        x: 0,
        y: ({ question }) => question.id,
        dy: 22,
        r: 5.5,
        stroke: ({ theme }) => colourOf(theme.id),
        strokeWidth: 1.5,
      }),
      Plot.text(gaps, {
        x: 0,
        y: ({ question }) => question.id,
        text: () => "No clause yet",
        dx: 12,
        dy: 22,
        textAnchor: "start",
        fill: "var(--muted)",
      }),
    ],
    color: { type: "identity" },
  });
}

const fills = {
  agree: "var(--saved)",
  abstain: "var(--wash)",
  disagree: "url(#roadmap-hatch)",
  block: "var(--refused)",
} as const;

/** The share of each position on a clause: full for agreement, pale for abstention, hatched and full red against. */
export function drawAgreement(all: readonly ClauseAgreement[], width: number): Drawn {
  const rows = all.filter(({ tally }) => tally.total > 0);
  const shares = rows.flatMap(({ number, tally }) => {
    let before = 0;
    return positions.map((position) => {
      const from = before;
      before += tally.counts[position] / tally.total;
      return { number, position, from, to: before, count: tally.counts[position] };
    });
  });
  return Plot.plot({
    width,
    height: 16 + rows.length * 34,
    marginLeft: 52,
    marginRight: 96,
    marginTop: 6,
    marginBottom: 6,
    style: font,
    x: { domain: [0, 1], axis: null },
    y: { type: "band", domain: rows.map(({ number }) => number), label: null, padding: 0.3 },
    marks: [
      Plot.axisY({ tickSize: 0, fontWeight: 600 }),
      ...positions.map((position) =>
        Plot.barX(
          shares.filter((share) => share.position === position && share.count > 0),
          {
            y: "number",
            x1: "from",
            x2: "to",
            fill: fills[position],
            stroke: "var(--muted)",
            strokeWidth: 0.75,
          },
        ),
      ),
      Plot.text(rows, {
        x: 1,
        y: "number",
        dx: 8,
        textAnchor: "start",
        text: ({ tally }) => `${tally.counts.agree} of ${tally.total} agree`,
      }),
    ],
  });
}
