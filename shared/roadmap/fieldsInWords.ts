/** Roadmap fields as a person reads them: under a clause, on paper, in a table. */
import { actorWords, horizonWords, levelWords, type RoadmapFields } from "../declaration/roadmapFields.ts";

export interface FieldInWords {
  readonly name: string;
  readonly words: string;
}

const dates = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** `2027-06-30` as `30 June 2027`. */
export function dateInWords(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : dates.format(date);
}

/**
 * The fields that are set, in the order in which one asks: who, where, until when, how one will know, with what,
 * after what. `numberOf` gives the number of a clause by its id, undefined where it is gone.
 */
export function fieldsInWords(
  fields: RoadmapFields,
  numberOf: (clauseId: string) => string | undefined,
): FieldInWords[] {
  const { actors, lead, level, horizon, due, indicator, baseline, target, resources, dependsOn } = fields;
  const after = dependsOn.map((id) => numberOf(id) ?? "a clause that is gone");
  const all: FieldInWords[] = [
    { name: "Actors", words: actors.map(actorWords).join(", ") },
    { name: "Lead", words: lead },
    { name: "Level", words: level === null ? "" : levelWords[level] },
    { name: "Horizon", words: horizon === null ? "" : horizonWords[horizon] },
    { name: "Due", words: due === "" ? "" : dateInWords(due) },
    { name: "Indicator", words: indicator },
    { name: "Baseline", words: baseline },
    { name: "Target", words: target },
    { name: "Resources", words: resources },
    { name: "Depends on", words: after.join(", ") },
  ];
  return all.filter(({ words }) => words !== "");
}
