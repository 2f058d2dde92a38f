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

const mostActors = 40;
const longestLine = 600;
const isLine = (value: unknown): value is string => typeof value === "string" && value.length <= longestLine;

/** What each attribute may hold; the text guard enforces it. Lists stand one entry a line. */
export const roadmapAttributes: Readonly<Record<RoadmapFieldName, (value: unknown) => boolean>> = {
  actors: (value) => typeof value === "string" && value.length <= mostActors * 120,
  lead: isLine,
  level: (value) => value === "" || levels.some((level) => level === value),
  horizon: (value) => value === "" || horizons.some((horizon) => horizon === value),
  due: (value) => typeof value === "string" && /^(\d{4}-\d{2}-\d{2})?$/.test(value),
  indicator: isLine,
  baseline: isLine,
  target: isLine,
  resources: isLine,
  dependsOn: (value) => typeof value === "string" && value.length <= 4000,
};

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

/** The words for an actor: of a known one its name, of any other what was written. */
export function actorWords(actor: string): string {
  return knownActors.find(({ id }) => id === actor)?.words ?? actor;
}

/** Whether anything makes the clause an action. */
export function hasRoadmapFields(fields: RoadmapFields): boolean {
  return Object.values(fields).some((value) => value !== null && value.length > 0);
}
