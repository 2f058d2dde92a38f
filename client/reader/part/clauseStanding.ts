/** How a clause stands in the deliberation, in the few facts that fit under it. */
import type { Clause, Declaration, Section } from "../../../shared/declaration/readDeclaration.ts";
import { wordingHash, wordingOf } from "../../../shared/declaration/wording.ts";
import {
  type ClausePlace,
  type Counts,
  isFrozen,
  positionOf,
  statusOf,
  tallyOf,
} from "../../../shared/deliberation/reading.ts";
import {
  type Amendment,
  type Comment,
  type Deliberation,
  scopeKey,
} from "../../../shared/deliberation/state.ts";
import type { Position, Status } from "../../../shared/records.ts";
import { type CommentPlaces, clauseOfAmendment, clauseOfComment } from "./commentPlaces.ts";

export interface ClauseStanding {
  readonly status: Status;
  readonly frozen: boolean;
  /** ISO 8601, where a countdown runs towards the freeze. */
  readonly freezesAt: string | null;
  readonly comments: number;
  readonly amendments: number;
  readonly counts: Counts;
  /** One's own, on the wording as it is now. */
  readonly mine: Position | null;
  /** Whether one's own is about an earlier wording. */
  readonly mineIsStale: boolean;
}

interface Remembered {
  readonly wording: string;
  readonly hash: string;
}

const remembered = new WeakMap<Clause["blocks"], Remembered>();

/** The wording of a clause and its hash; read once for each wording. */
export function wordingOfClause({ blocks }: Clause): Remembered {
  const known = remembered.get(blocks);
  if (known !== undefined) return known;
  const wording = wordingOf(blocks);
  const read = { wording, hash: wordingHash(wording) };
  remembered.set(blocks, read);
  return read;
}

export type Standings = ReadonlyMap<string, ClauseStanding>;

/**
 * The standing of every clause by its id, at that moment (milliseconds since 1970). One that says the same as in
 * `before` stays the same object, so that only what changed is drawn again.
 */
export function standingsOf(
  declaration: Declaration,
  deliberation: Deliberation,
  participantId: string,
  now: number,
  places: CommentPlaces,
  before: Standings,
): Standings {
  const comments = countedBy([...deliberation.comments.values()].filter(isCounted), (comment) =>
    clauseOfComment(comment, places),
  );
  const amendments = countedBy([...deliberation.amendments.values()].filter(isOpenAmendment), (amendment) =>
    clauseOfAmendment(amendment, declaration),
  );
  const standings = new Map<string, ClauseStanding>();
  for (const section of declaration.sections) {
    for (const clause of section.clauses) {
      const place = placeOf(clause, section);
      const { hash } = wordingOfClause(clause);
      const mine = positionOf(deliberation, clause.id, participantId);
      const standing: ClauseStanding = {
        status: statusOf(deliberation, clause.id),
        frozen: isFrozen(deliberation, place, now),
        freezesAt: freezeAhead(deliberation, place, now),
        comments: comments.get(clause.id) ?? 0,
        amendments: amendments.get(clause.id) ?? 0,
        counts: tallyOf(deliberation, clause.id, hash).counts,
        mine: mine?.wording === hash ? mine.position : null,
        mineIsStale: mine !== null && mine.wording !== hash,
      };
      const was = before.get(clause.id);
      const same = was !== undefined && JSON.stringify(was) === JSON.stringify(standing);
      standings.set(clause.id, same ? was : standing);
    }
  }
  return standings;
}

export function placeOf(clause: Clause, section: Section): ClausePlace {
  return { clauseId: clause.id, section: section.kind, theme: section.theme };
}

/** The next freeze that reaches the clause and has not begun, ISO 8601. */
function freezeAhead({ freezes }: Deliberation, place: ClausePlace, now: number): string | null {
  const ahead = [
    scopeKey({ kind: "all" }),
    scopeKey({ kind: "section", section: place.section, theme: place.theme }),
    scopeKey({ kind: "clause", clauseId: place.clauseId }),
  ].flatMap((key) => {
    const freeze = freezes.get(key);
    return freeze !== undefined && Date.parse(freeze.from) > now ? [freeze.from] : [];
  });
  return ahead.sort()[0] ?? null;
}

function isCounted(comment: Comment): boolean {
  return !comment.withdrawn && comment.visibility !== "hidden" && comment.amendmentId === null;
}

function isOpenAmendment({ outcome, visibility }: Amendment): boolean {
  return outcome.kind === "open" && visibility !== "hidden";
}

function countedBy<Thing>(things: readonly Thing[], nameOf: (thing: Thing) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(nameOf(thing), (counts.get(nameOf(thing)) ?? 0) + 1);
  return counts;
}
