/**
 * The roadmap in figures: what the pictures show, on screen and on paper alike. Pure: from the text as it was read
 * and from what was decided on it.
 */
import { type Clause, type Declaration, plainTextOfBlocks } from "../declaration/readDeclaration.ts";
import {
  actorWords,
  type Horizon,
  hasRoadmapFields,
  horizons,
  knownActors,
  type RoadmapFields,
} from "../declaration/roadmapFields.ts";
import { wordingHash, wordingOf } from "../declaration/wording.ts";
import { statusOf, type Tally, tallyOf } from "../deliberation/reading.ts";
import type { Deliberation } from "../deliberation/state.ts";
import { type GuidingQuestion, type Theme, themes } from "../programme.ts";
import type { Status } from "../records.ts";

/** A clause as a picture names it. */
export interface NamedClause {
  readonly clauseId: string;
  readonly number: string;
  /** The theme's id, or null outside the themes. */
  readonly theme: string | null;
  /** Its first words. */
  readonly words: string;
}

export interface TimelineEntry extends NamedClause {
  readonly fields: RoadmapFields;
  /** The one its due date falls into, or else the one it names; null where it names neither. */
  readonly horizon: Horizon | null;
}

export interface ActorRow {
  /** Id of a known actor, or a free one's own words. */
  readonly actor: string;
  readonly words: string;
  /** The clauses that address the actor, by theme id; under an empty key those outside the themes. */
  readonly byTheme: ReadonlyMap<string, readonly NamedClause[]>;
  readonly total: number;
}

export interface QuestionCoverage {
  readonly theme: Theme;
  readonly question: GuidingQuestion;
  /** The clauses that answer it, from wherever they stand; none is a gap. */
  readonly clauses: readonly NamedClause[];
}

export interface ClauseAgreement extends NamedClause {
  readonly status: Status;
  readonly tally: Tally;
}

const firstWords = 90;

/** The years that bound the horizons, counted from the day of the summit. */
export const horizonYears: Readonly<Record<Horizon, { readonly from: number; readonly to: number | null }>> =
  {
    short: { from: 0, to: 1 },
    medium: { from: 1, to: 3 },
    long: { from: 3, to: null },
  };

/** The day so many years after `day` (both as `2027-06-30`); the 29th of February becomes the 1st of March. */
export function yearsAfter(day: string, years: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString().slice(0, 10);
}

/** The horizon of an action, seen from the day of the summit: its due date says more than a horizon. */
function horizonOf({ due, horizon }: RoadmapFields, summitDay: string): Horizon | null {
  if (due === "") return horizon;
  if (due <= yearsAfter(summitDay, 1)) return "short";
  return due <= yearsAfter(summitDay, 3) ? "medium" : "long";
}

/** The day from which horizons are counted: that on which the declaration was begun, or else `now`. */
export function summitDayOf({ begunAt }: Deliberation, now: string): string {
  return (begunAt ?? now).slice(0, 10);
}

interface Planned {
  readonly roadmap: RoadmapFields;
}

/** Those of the clauses that are actions, in the order in which they bear fruit; what has no date comes last. */
export function actionsInTime<Of extends Planned>(
  clauses: readonly Of[],
  summitDay: string,
): { readonly clause: Of; readonly horizon: Horizon | null }[] {
  return clauses
    .filter(({ roadmap }) => hasRoadmapFields(roadmap))
    .map((clause) => ({ clause, horizon: horizonOf(clause.roadmap, summitDay) }))
    .sort((one, other) => rankOf(one, summitDay).localeCompare(rankOf(other, summitDay), "en"));
}

/** Every action of the roadmap, by theme and in the order in which it bears fruit; what has no date comes last. */
export function timelineOf(declaration: Declaration, summitDay: string): TimelineEntry[] {
  return declaration.sections.flatMap(({ theme, clauses }) =>
    actionsInTime(clauses, summitDay).map(
      ({ clause, horizon }): TimelineEntry => ({
        ...nameOf(clause, theme),
        fields: clause.roadmap,
        horizon,
      }),
    ),
  );
}

/** The last day by which it bears fruit, as far as it says so. */
function rankOf(
  { clause, horizon }: { readonly clause: Planned; readonly horizon: Horizon | null },
  summitDay: string,
): string {
  if (clause.roadmap.due !== "") return clause.roadmap.due;
  if (horizon === null) return "9999-12-31";
  const { to } = horizonYears[horizon];
  return to === null ? "9999-12-30" : yearsAfter(summitDay, to);
}

/** How many actions fall into each horizon, and how many name none. */
export function countHorizons(
  entries: readonly TimelineEntry[],
): ReadonlyMap<Horizon | null, readonly TimelineEntry[]> {
  return new Map(
    [...horizons, null].map((horizon) => [horizon, entries.filter((entry) => entry.horizon === horizon)]),
  );
}

/** Whom the roadmap addresses in which theme: all known actors, also those nobody addresses, then the free ones. */
export function actorsByTheme(declaration: Declaration): ActorRow[] {
  return actorsAddressed(declaration.sections).map(({ actor, clauses }) => {
    const byTheme = new Map<string, NamedClause[]>();
    for (const { section, clause } of clauses) {
      const key = section.theme ?? "";
      byTheme.set(key, [...(byTheme.get(key) ?? []), nameOf(clause, section.theme)]);
    }
    return { actor, words: actorWords(actor), byTheme, total: clauses.length };
  });
}

/** Every known actor and then the free ones, each with the clauses that address it; one written in two ways is one. */
export function actorsAddressed<Of extends Planned, In extends { readonly clauses: readonly Of[] }>(
  sections: readonly (In & { readonly clauses: readonly Of[] })[],
): { readonly actor: string; readonly clauses: readonly { readonly section: In; readonly clause: Of }[] }[] {
  const free = new Map<string, string>();
  const rows = new Map<string, { section: In; clause: Of }[]>(knownActors.map(({ id }) => [id, []]));
  for (const section of sections) {
    for (const clause of section.clauses) {
      for (const written of new Set(clause.roadmap.actors.map(actorNamed))) {
        const actor = rows.has(written) ? written : (free.get(written.toLowerCase()) ?? written);
        free.set(actor.toLowerCase(), actor);
        rows.set(actor, [...(rows.get(actor) ?? []), { section, clause }]);
      }
    }
  }
  return [...rows].map(([actor, clauses]) => ({ actor, clauses }));
}

/** The id of the known actor that somebody wrote out, or else the words as they are. */
export function actorNamed(words: string): string {
  const wanted = words.trim().toLowerCase();
  return knownActors.find((actor) => actor.words.toLowerCase() === wanted)?.id ?? words.trim();
}

/** Every guiding question with the clauses that answer it. */
export function coverageOf(declaration: Declaration): QuestionCoverage[] {
  const answers = declaration.sections.flatMap(({ theme, clauses }) =>
    clauses.map((clause) => ({ questions: clause.questions, named: nameOf(clause, theme) })),
  );
  return themes.flatMap((theme) =>
    theme.questions.map((question) => ({
      theme,
      question,
      clauses: answers.filter(({ questions }) => questions.includes(question.id)).map(({ named }) => named),
    })),
  );
}

/** What people think of each clause that has words, on its wording as it stands. */
export function agreementOf(declaration: Declaration, deliberation: Deliberation): ClauseAgreement[] {
  return declaration.sections.flatMap(({ theme, clauses }) =>
    clauses.flatMap((clause): ClauseAgreement[] => {
      const wording = wordingOf(clause.blocks);
      if (wording === "" || clause.id === "") return [];
      return [
        {
          ...nameOf(clause, theme),
          status: statusOf(deliberation, clause.id),
          tally: tallyOf(deliberation, clause.id, wordingHash(wording)),
        },
      ];
    }),
  );
}

function nameOf({ id, number, blocks }: Clause, theme: string | null): NamedClause {
  const all = plainTextOfBlocks(blocks).replaceAll(/\s+/g, " ").trim();
  const words = all.length <= firstWords ? all : `${all.slice(0, firstWords).replace(/\s+\S*$/, "")}…`;
  return { clauseId: id, number, theme, words };
}
