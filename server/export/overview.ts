/** The roadmap at a glance, as numbers and names: what the pictures on paper are drawn from. */
import { type Horizon, hasRoadmapFields, horizons } from "../../shared/declaration/roadmapFields.ts";
import type { Counts } from "../../shared/deliberation/reading.ts";
import { actionsInTime, actorsAddressed } from "../../shared/roadmap/figures.ts";
import { openingOf } from "./annex.ts";
import { actorIn } from "./fieldsInWords.ts";
import type { FinishedClause, FinishedDocument, FinishedSection } from "./finishedDocument.ts";
import { dayIn } from "./words.ts";

export interface Action {
  readonly section: FinishedSection;
  readonly clause: FinishedClause;
}

export interface Overview {
  readonly timeline: {
    readonly columns: readonly string[];
    readonly rows: readonly {
      readonly theme: string | null;
      readonly heading: string;
      readonly cells: readonly (readonly {
        readonly label: string;
        readonly words: string;
        readonly due: string;
      }[])[];
    }[];
  };
  readonly matrix: {
    readonly columns: readonly { readonly theme: string | null; readonly heading: string }[];
    readonly rows: readonly { readonly actor: string; readonly cells: readonly (readonly string[])[] }[];
  };
  readonly coverage: readonly {
    readonly theme: string;
    readonly heading: string;
    readonly questions: readonly { readonly wording: string; readonly clauses: readonly string[] }[];
  }[];
  readonly agreement: readonly {
    readonly theme: string | null;
    readonly label: string;
    readonly counts: Counts;
    readonly total: number;
  }[];
}

/** The clauses that are actions: those with any roadmap field. */
export function actionsOf(document: FinishedDocument): Action[] {
  return document.sections.flatMap((section) =>
    section.clauses
      .filter((clause) => hasRoadmapFields(clause.roadmap))
      .map((clause) => ({ section, clause })),
  );
}

export function overviewOf(document: FinishedDocument): Overview {
  const actions = actionsOf(document);
  return {
    timeline: timelineOf(document, actions),
    matrix: matrixOf(document),
    coverage: document.sections.flatMap(({ theme, heading, questions }) =>
      theme === null || questions.length === 0
        ? []
        : [
            {
              theme,
              heading,
              questions: questions.map(({ wording, answeredBy }) => ({
                wording,
                clauses: answeredBy.map(({ label }) => label),
              })),
            },
          ],
    ),
    agreement: document.sections.flatMap(({ theme, clauses }) =>
      clauses
        .filter(({ tally }) => tally.total > 0)
        .map(({ label, tally: { counts, total } }) => ({ theme, label, counts, total })),
    ),
  };
}

function timelineOf(
  { sections, summitDay, words, options }: FinishedDocument,
  actions: readonly Action[],
): Overview["timeline"] {
  const rows = sections
    .filter((section) => actions.some((action) => action.section === section))
    .map((section) => ({ section, inTime: actionsInTime(section.clauses, summitDay) }));
  const open = rows.some(({ inTime }) => inTime.some(({ horizon }) => horizon === null));
  const columns: readonly (Horizon | null)[] = [...horizons, ...(open ? [null] : [])];
  return {
    columns: columns.map((horizon) => (horizon === null ? words.noHorizon : words.horizons[horizon])),
    rows: rows.map(({ section: { theme, heading }, inTime }) => ({
      theme,
      heading,
      cells: columns.map((column) =>
        inTime
          .filter(({ horizon }) => horizon === column)
          .map(({ clause }) => ({
            label: clause.number,
            words: openingOf(clause.wording),
            due: clause.roadmap.due === "" ? "" : dayIn(options.language, clause.roadmap.due),
          })),
      ),
    })),
  };
}

function matrixOf({ sections, options }: FinishedDocument): Overview["matrix"] {
  const rows = actorsAddressed<FinishedClause, FinishedSection>(sections).filter(
    ({ clauses }) => clauses.length > 0,
  );
  const addressed = (column: FinishedSection) =>
    rows.some(({ clauses }) => clauses.some(({ section }) => section === column));
  const columns = sections.filter((section) => section.kind === "theme" || addressed(section));
  return {
    columns: columns.map(({ theme, heading }) => ({ theme, heading })),
    rows: rows.map(({ actor, clauses }) => ({
      actor: actorIn(options.language, actor),
      cells: columns.map((column) =>
        clauses.filter(({ section }) => section === column).map(({ clause }) => clause.label),
      ),
    })),
  };
}
