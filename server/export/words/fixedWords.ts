import type { Horizon, Level, RoadmapFieldName } from "../../../shared/declaration/roadmapFields.ts";
import type { Disposition, Position, Status } from "../../../shared/records.ts";

/** Plain text throughout, so that it can go to a worker with the paper. `{…}` is filled in by `fillIn`. */
export interface FixedWords {
  readonly untitled: string;
  readonly preamble: string;
  readonly closing: string;
  readonly contents: string;
  readonly theme: string;
  readonly clause: string;
  readonly clauses: string;
  readonly page: string;
  readonly version: string;
  /** `{date}` */
  readonly asOf: string;
  readonly emptySection: string;
  readonly guidingQuestions: string;
  readonly answers: string;
  /** `{clauses}` */
  readonly answeredBy: string;
  readonly notAnswered: string;
  readonly frozen: string;
  readonly status: string;
  readonly statuses: Readonly<Record<Status, string>>;
  readonly fields: Readonly<Record<RoadmapFieldName, string>>;
  readonly actors: Readonly<Record<string, string>>;
  readonly levels: Readonly<Record<Level, string>>;
  readonly horizons: Readonly<Record<Horizon, string>>;
  readonly noHorizon: string;
  readonly clauseGone: string;
  readonly positions: Readonly<Record<Position, string>>;
  readonly position: string;
  readonly check: string;
  readonly agreement: string;
  readonly stakeholderGroup: string;
  readonly noStakeholderGroup: string;
  readonly total: string;
  /** `{count}` */
  readonly stalePositions: string;
  readonly reason: string;
  readonly reasons: string;
  readonly annex: string;
  readonly annexTitle: string;
  readonly annexIntroduction: string;
  readonly nothingRecorded: string;
  readonly comments: string;
  readonly reply: string;
  readonly gone: string;
  readonly onTheWords: string;
  readonly dispositions: Readonly<Record<Disposition, string>>;
  readonly notResolved: string;
  readonly amendments: string;
  readonly amendment: string;
  readonly amendmentKinds: Readonly<Record<"replace" | "insert" | "strike", string>>;
  readonly outcomes: Readonly<Record<"open" | "adopted" | "declined", string>>;
  readonly formerWording: string;
  readonly proposedWording: string;
  /** `{count}` */
  readonly supporters: string;
  readonly idea: string;
  readonly ideas: string;
  readonly ideaOutcomes: Readonly<Record<"open" | "turned" | "declined", string>>;
  readonly talk: string;
  /** `{count}` */
  readonly backers: string;
  readonly removedClause: string;
  readonly removedClauses: string;
  readonly unnamed: string;
  readonly roles: Readonly<Record<"facilitator" | "participant" | "attendee" | "screen", string>>;
  readonly overview: string;
  readonly timeline: string;
  readonly matrix: string;
  readonly coverage: string;
  readonly agreementPerClause: string;
  readonly actions: string;
  readonly title: string;
  readonly wording: string;
}
