/**
 * What makes a clause an action of the roadmap. Each field is an attribute of the clause in the text, so it is
 * co-edited and merged like words: the last one who wrote a field wins that field, and no other.
 */
export const roadmapFieldNames = [
  "actors",
  "lead",
  "level",
  "horizon",
  "due",
  "indicator",
  "baseline",
  "target",
  "resources",
  "dependsOn",
] as const;
export type RoadmapFieldName = (typeof roadmapFieldNames)[number];

export interface KnownActor {
  readonly id: string;
  readonly words: string;
}

/** Whom an action may address; any others are written out. */
export const knownActors: readonly KnownActor[] = [
  { id: "eu-institutions", words: "EU institutions" },
  { id: "authorities", words: "National and regional authorities" },
  { id: "higher-education", words: "Higher-education institutions" },
  { id: "vet-providers", words: "VET providers" },
  { id: "other-providers", words: "Other providers" },
  { id: "quality-recognition", words: "Quality-assurance and recognition bodies" },
  { id: "employers", words: "Employers" },
  { id: "social-partners", words: "Social partners" },
  { id: "learners", words: "Learners" },
  { id: "standards-technology", words: "Standards and technology bodies" },
];

export const levels = ["institutional", "regional", "national", "european", "international"] as const;
export type Level = (typeof levels)[number];

/** When an action bears fruit, from the day of the summit: within a year, within three, later. */
export const horizons = ["short", "medium", "long"] as const;
export type Horizon = (typeof horizons)[number];

export const horizonWords: Readonly<Record<Horizon, string>> = {
  short: "Within 1 year",
  medium: "1 to 3 years",
  long: "More than 3 years",
};
export const levelWords: Readonly<Record<Level, string>> = {
  institutional: "Institutional",
  regional: "Regional",
  national: "National",
  european: "European",
  international: "International",
};

export interface RoadmapFields {
  /** Ids of known actors and free ones in their own words, in the order they were named. */
  readonly actors: readonly string[];
  readonly lead: string;
  readonly level: Level | null;
  readonly horizon: Horizon | null;
  /** A date as `2027-06-30`, or empty. */
  readonly due: string;
  readonly indicator: string;
  readonly baseline: string;
  readonly target: string;
  readonly resources: string;
  /** Ids of clauses that have to come first. */
  readonly dependsOn: readonly string[];
}

export const mostActors = 40;
export const longestActor = 120;
export const longestLine = 600;
const mostClauses = 60;
const isLine = (value: unknown): value is string => typeof value === "string" && value.length <= longestLine;
const isList = (value: unknown, most: number, isEntry: (line: string) => boolean): boolean => {
  if (typeof value !== "string") return false;
  const lines = value === "" ? [] : value.split("\n");
  return lines.length <= most && lines.every(isEntry);
};

const sentences: ReadonlySet<RoadmapFieldName> = new Set([
  "lead",
  "indicator",
  "baseline",
  "target",
  "resources",
]);

/** What each attribute may hold; the text guard enforces it. Lists stand one entry a line. */
export const roadmapAttributes: Readonly<Record<RoadmapFieldName, (value: unknown) => boolean>> = {
  actors: (value) => isList(value, mostActors, (line) => line.length <= longestActor),
  lead: isLine,
  level: (value) => value === "" || levels.some((level) => level === value),
  horizon: (value) => value === "" || horizons.some((horizon) => horizon === value),
  due: (value) => value === "" || (typeof value === "string" && isDay(value)),
  indicator: isLine,
  baseline: isLine,
  target: isLine,
  resources: isLine,
  dependsOn: (value) => isList(value, mostClauses, (line) => /^[A-Za-z0-9_-]{1,64}$/.test(line)),
};

/** Whether `value` names a day of the calendar, as `2027-06-30`. */
function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** The fields in a clause's attributes; what is missing or unreadable counts as empty. */
export function readRoadmapFields(attribute: (name: RoadmapFieldName) => unknown): RoadmapFields {
  const text = (name: RoadmapFieldName) => {
    const value = attribute(name);
    return typeof value === "string" && roadmapAttributes[name](value) ? value : "";
  };
  return {
    actors: parseLines(text("actors")),
    lead: text("lead").trim(),
    level: levels.find((level) => level === text("level")) ?? null,
    horizon: horizons.find((horizon) => horizon === text("horizon")) ?? null,
    due: text("due"),
    indicator: text("indicator").trim(),
    baseline: text("baseline").trim(),
    target: text("target").trim(),
    resources: text("resources").trim(),
    dependsOn: parseLines(text("dependsOn")),
  };
}

/** The entries of a list attribute, in order, none twice. */
export function parseLines(attribute: string): string[] {
  return [...new Set(attribute.split("\n").map((line) => line.trim()))].filter(Boolean);
}

export function writeLines(entries: readonly string[]): string {
  return parseLines(entries.join("\n")).join("\n");
}

/**
 * What a field holds where two clauses become one: lists are united, sentences follow one another; of anything else,
 * and where both would not fit, the first one's stays. Null where neither has any.
 */
export function unitedRoadmapField(name: RoadmapFieldName, one: unknown, other: unknown): string | null {
  const first = typeof one === "string" ? one : "";
  const second = typeof other === "string" ? other : "";
  if (first === "" || second === "" || first === second) return first || second || null;
  const isList = name === "actors" || name === "dependsOn";
  if (!isList && !sentences.has(name)) return first;
  const united = isList ? writeLines([first, second]) : `${first}; ${second}`;
  return roadmapAttributes[name](united) ? united : first;
}

/** The words for an actor: of a known one its name, of any other what was written. */
export function actorWords(actor: string): string {
  return knownActors.find(({ id }) => id === actor)?.words ?? actor;
}

/** Whether anything makes the clause an action. */
export function hasRoadmapFields(fields: RoadmapFields): boolean {
  return Object.values(fields).some((value) => value !== null && value.length > 0);
}
