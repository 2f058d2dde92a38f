/** Questions about the state of a deliberation that server and browser answer alike. */

import type { SectionKind } from "../declaration/grammar.ts";
import type { Position, Scope, Status } from "../records.ts";
import { positions } from "../records.ts";
import { type Deliberation, scopeKey, type TakenPosition } from "./state.ts";

/** Where a clause stands. */
export interface ClausePlace {
  readonly clauseId: string;
  readonly section: SectionKind;
  readonly theme: string | null;
}

function scopesOf({ clauseId, section, theme }: ClausePlace): Scope[] {
  return [{ kind: "all" }, { kind: "section", section, theme }, { kind: "clause", clauseId }];
}

/** Whether the clause may not be written in at that moment (milliseconds since 1970). */
export function isFrozen(deliberation: Deliberation, place: ClausePlace, now: number): boolean {
  return scopesOf(place).some((scope) => isScopeFrozen(deliberation, scope, now));
}

/** Whether exactly that scope is frozen. */
export function isScopeFrozen({ freezes }: Deliberation, scope: Scope, now: number): boolean {
  const freeze = freezes.get(scopeKey(scope));
  return freeze !== undefined && Date.parse(freeze.from) <= now;
}

/** Whether the clause takes comments. */
export function takesComments({ closedForComments }: Deliberation, place: ClausePlace): boolean {
  return !scopesOf(place).some((scope) => closedForComments.has(scopeKey(scope)));
}

export function statusOf({ statuses }: Deliberation, clauseId: string): Status {
  return statuses.get(clauseId)?.at(-1)?.status ?? "draft";
}

export type Counts = Readonly<Record<Position, number>>;

export interface Tally {
  readonly counts: Counts;
  readonly total: number;
  /** By stakeholder group as people named it, the largest first; those who named none last, under an empty name. */
  readonly groups: readonly {
    readonly stakeholder: string;
    readonly counts: Counts;
    readonly total: number;
  }[];
  /** Positions on an earlier wording: asked again, not counted. */
  readonly stale: number;
}

/** The positions on a clause whose wording has that hash. */
export function tallyOf(deliberation: Deliberation, clauseId: string, wording: string): Tally {
  return tally([...(deliberation.positions.get(clauseId)?.values() ?? [])], wording);
}

/** Counts those of the positions that were taken on that wording. */
export function tally(taken: readonly TakenPosition[], wording: string): Tally {
  const current = taken.filter((position) => position.wording === wording);
  const groups = [...Map.groupBy(current, ({ stakeholder }) => stakeholder)].map(
    ([stakeholder, members]) => ({
      stakeholder,
      counts: countsOf(members),
      total: members.length,
    }),
  );
  groups.sort(
    (one, other) =>
      Number(one.stakeholder === "") - Number(other.stakeholder === "") ||
      other.total - one.total ||
      one.stakeholder.localeCompare(other.stakeholder, "en"),
  );
  return {
    counts: countsOf(current),
    total: current.length,
    groups,
    stale: taken.length - current.length,
  };
}

function countsOf(taken: readonly TakenPosition[]): Counts {
  const counts = { agree: 0, abstain: 0, disagree: 0, block: 0 };
  for (const { position } of taken) counts[position] += 1;
  return counts;
}

export const positionNames: readonly Position[] = positions;

/** The position of a person on a clause, or null. `participantId` is known of oneself, and to facilitators of all. */
export function positionOf(
  { positions: byClause }: Deliberation,
  clauseId: string,
  participantId: string,
): TakenPosition | null {
  for (const taken of byClause.get(clauseId)?.values() ?? []) {
    if (taken.participantId === participantId) return taken;
  }
  return null;
}

/** The check that is open, the last opened where there are several; null where none is. */
export function openCheck({ checks }: Deliberation) {
  return [...checks.values()].findLast((check) => check.closedAt === null) ?? null;
}
