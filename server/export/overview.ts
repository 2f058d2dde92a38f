/** The roadmap at a glance, as numbers and names: what the pictures on paper are drawn from. */
import {
  type Horizon,
  hasRoadmapFields,
  horizons,
  knownActors,
} from "../../shared/declaration/roadmapFields.ts";
import type { Counts } from "../../shared/deliberation/reading.ts";
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
    matrix: matrixOf(document, actions),
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

function timelineOf(document: FinishedDocument, actions: readonly Action[]): Overview["timeline"] {
  const { words, options } = document;
  const open = actions.some(({ clause }) => clause.roadmap.horizon === null);
  const columns: readonly (Horizon | null)[] = [...horizons, ...(open ? [null] : [])];
  return {
    columns: columns.map((horizon) => (horizon === null ? words.noHorizon : words.horizons[horizon])),
    rows: document.sections
      .filter((section) => actions.some((action) => action.section === section))
      .map((section) => ({
        theme: section.theme,
        heading: section.heading,
        cells: columns.map((horizon) =>
          actions
            .filter((action) => action.section === section && action.clause.roadmap.horizon === horizon)
            .map(({ clause }) => ({
              label: clause.number,
              words: openingOf(clause.wording),
              due: clause.roadmap.due === "" ? "" : dayIn(options.language, clause.roadmap.due),
            })),
        ),
      })),
  };
}

function matrixOf({ sections, options }: FinishedDocument, actions: readonly Action[]): Overview["matrix"] {
  const named = new Set(actions.flatMap(({ clause }) => clause.roadmap.actors));
  const known = knownActors.map(({ id }) => id).filter((id) => named.has(id));
  const free = [...named].filter((actor) => !known.includes(actor));
  const addressed = (section: FinishedSection) =>
    actions.some((action) => action.section === section && action.clause.roadmap.actors.length > 0);
  const columns = sections.filter((section) => section.kind === "theme" || addressed(section));
  return {
    columns: columns.map(({ theme, heading }) => ({ theme, heading })),
    rows: [...known, ...free].map((actor) => ({
      actor: actorIn(options.language, actor),
      cells: columns.map((column) =>
        actions
          .filter(({ section, clause }) => section === column && clause.roadmap.actors.includes(actor))
          .map(({ clause }) => clause.label),
      ),
    })),
  };
}
