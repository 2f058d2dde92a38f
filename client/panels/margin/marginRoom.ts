import { createContext, useContext } from "react";
import type { Me } from "../../../shared/answers.ts";
import type { Comment, Deliberation } from "../../../shared/deliberation/state.ts";
import type { Action } from "../../../shared/permissions.ts";
import type { Anchor } from "../../../shared/records.ts";
import type { ClauseNow } from "../../session/clauseFeed.ts";

/** Where in the text something hangs, or shall hang. */
export interface PlaceInText {
  readonly clauseId: string;
  /** Null for the clause as a whole. */
  readonly anchor: Anchor | null;
}

/** What somebody is about to write, and where. */
export interface Writing extends PlaceInText {
  readonly as: "comment" | "wording";
}

/** What became of the words that a comment was made on. */
export interface FoundWords {
  readonly state: "exact" | "moved" | "changed" | "orphaned";
  /** The clause that holds them now; null where they are nowhere. */
  readonly clauseId: string | null;
  /** Empty where nothing stands there. */
  readonly words: string;
}

/** What every card of the margin needs to know and can ask of the page. */
export interface MarginRoom {
  readonly me: Me;
  readonly deliberation: Deliberation;
  readonly clauses: ReadonlyMap<string, ClauseNow>;
  /** The words chosen in the text or, where none are, the clause with the caret; null where that is none. */
  placeInText(): PlaceInText | null;
  /** Brings the words of a comment into sight and puts the caret there. */
  goToWords(comment: Comment): void;
  /** Puts the caret into that clause. */
  goToClause(clauseId: string): void;
  /** Where a comment hangs by now; null until that is known. */
  findWords(comment: Comment): FoundWords | null;
}

export const MarginRoomContext = createContext<MarginRoom | null>(null);

export function useMarginRoom(): MarginRoom {
  const room = useContext(MarginRoomContext);
  if (room === null) throw new Error("a card of the margin stands outside of it");
  return room;
}

/** Whether this person may do that. */
export function useAllowed(action: Action): boolean {
  return useMarginRoom().me.allowed.includes(action);
}
