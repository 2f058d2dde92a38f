/** The roadmap fields of a clause as words on paper. */
import {
  type RoadmapFieldName,
  type RoadmapFields,
  roadmapFieldNames,
} from "../../shared/declaration/roadmapFields.ts";
import type { ExportLanguage } from "../../shared/exports.ts";
import { dayIn, fixedWords } from "./words.ts";

export interface FinishedField {
  readonly name: RoadmapFieldName;
  readonly label: string;
  /** In words; more than one in a list field. */
  readonly values: readonly string[];
}

/** The fields that are filled, in the order of the programme's form. `nameOf` says how the paper calls a clause. */
export function fieldsInWords(
  fields: RoadmapFields,
  language: ExportLanguage,
  nameOf: (clauseId: string) => string,
): FinishedField[] {
  const words = fixedWords(language);
  const values: Readonly<Record<RoadmapFieldName, readonly string[]>> = {
    actors: fields.actors.map((actor) => actorIn(language, actor)),
    lead: [fields.lead],
    level: fields.level === null ? [] : [words.levels[fields.level]],
    horizon: fields.horizon === null ? [] : [words.horizons[fields.horizon]],
    due: fields.due === "" ? [] : [dayIn(language, fields.due)],
    indicator: [fields.indicator],
    baseline: [fields.baseline],
    target: [fields.target],
    resources: [fields.resources],
    dependsOn: fields.dependsOn.map(nameOf),
  };
  return roadmapFieldNames
    .map((name) => ({ name, label: words.fields[name], values: values[name].filter(Boolean) }))
    .filter((field) => field.values.length > 0);
}

/** An actor in the words of that language; of one that is not in the list, what was written. */
export function actorIn(language: ExportLanguage, actor: string): string {
  const { actors } = fixedWords(language);
  return Object.hasOwn(actors, actor) ? (actors[actor] ?? actor) : actor;
}
