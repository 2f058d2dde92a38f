/** What everything in a sheet knows: who takes part, in what, and what of theirs is on its way. */
import { createContext, useContext } from "react";
import type { Doc } from "yjs";
import type { Me } from "../../../shared/answers.ts";
import type { Clause, Declaration, Section } from "../../../shared/declaration/readDeclaration.ts";
import type { Deliberation } from "../../../shared/deliberation/state.ts";
import type { RecordAuthor } from "../../../shared/records.ts";
import type { Outbox, OutboxEntry } from "../../session/outbox.ts";
import type { CommentPlaces } from "./commentPlaces.ts";
import type { SeenClause } from "./useLastSeen.ts";

export interface Hall {
  readonly me: Me;
  readonly document: Doc;
  readonly declaration: Declaration;
  readonly deliberation: Deliberation;
  readonly outbox: Outbox;
  /** Of the outbox, in order. */
  readonly entries: readonly OutboxEntry[];
  /** Where the comments hang by now. */
  readonly places: CommentPlaces;
  /** Every clause as this page showed it last, by its id: those that are gone too. */
  readonly lastSeen: ReadonlyMap<string, SeenClause>;
}

export const HallContext = createContext<Hall | null>(null);

export function useHall(): Hall {
  const hall = useContext(HallContext);
  if (hall === null) throw new Error("This is drawn outside of the hall.");
  return hall;
}

/** The clause and its section as they stand; null where it is gone. */
export function clauseIn(
  { sections }: Declaration,
  clauseId: string,
): { readonly clause: Clause; readonly section: Section } | null {
  for (const section of sections) {
    const clause = section.clauses.find(({ id }) => id === clauseId);
    if (clause !== undefined) return { clause, section };
  }
  return null;
}

/** Who wrote something, as it is printed above their words. */
export function authorWords(author: RecordAuthor | null, me: Me): string {
  if (author === null) return "Plenary";
  if (author.participantId === me.participantId) return "You";
  const named = author.name || "Somebody";
  return author.affiliation === "" ? named : `${named}, ${author.affiliation}`;
}

/** The entries of one command, narrowed to it. */
export function entriesOf<Name extends OutboxEntry["name"]>(
  entries: readonly OutboxEntry[],
  name: Name,
): Extract<OutboxEntry, { name: Name }>[] {
  return entries.filter((entry): entry is Extract<OutboxEntry, { name: Name }> => entry.name === name);
}
