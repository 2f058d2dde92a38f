/** Whether the words are safe: the one signal a writer trusts (R2). */
export type SaveStatus =
  | { readonly kind: "opening" }
  | { readonly kind: "saved" }
  | { readonly kind: "sending" }
  | {
      readonly kind: "offline";
      /** Whether this browser keeps unsent words over a reload. */
      readonly keptHere: boolean;
      /** Whether there are words that the server has not stored. */
      readonly unsaved: boolean;
    }
  | { readonly kind: "refused"; readonly id: string; readonly message: string };

export interface SaveFacts {
  /** Set once and for good. */
  readonly refusal: { readonly id: string; readonly message: string } | null;
  /** Whether there is text to show. */
  readonly textReady: boolean;
  readonly connected: boolean;
  /** Whether this socket brought everything that the server has. */
  readonly synced: boolean;
  readonly writes: boolean;
  /** Whether the server's question "what do you have?" was answered on this socket. */
  readonly answered: boolean;
  /** Text frames sent on this socket, and how many of them are on disk. */
  readonly sent: number;
  readonly stored: number;
  /** Whether there are local edits that no stored frame holds. */
  readonly unsaved: boolean;
  readonly keptHere: boolean;
}

/** Whether everything that this browser wrote is on the server's disk (R2). */
export function allStored(facts: SaveFacts): boolean {
  if (!facts.connected || !facts.synced) return false;
  return !facts.writes || (facts.answered && facts.sent === facts.stored);
}

const saved: SaveStatus = { kind: "saved" };
const sending: SaveStatus = { kind: "sending" };

/** What may be said about the words, given the facts; with every key the same two objects. */
export function saveStatusOf(facts: SaveFacts): SaveStatus {
  if (facts.refusal !== null) return { kind: "refused", ...facts.refusal };
  if (!facts.textReady) return { kind: "opening" };
  if (!facts.connected) return { kind: "offline", keptHere: facts.keptHere, unsaved: facts.unsaved };
  return allStored(facts) && !facts.unsaved ? saved : sending;
}

/** Whether two statuses say the same, so that nobody is told twice. */
export function saysTheSame(one: SaveStatus, other: SaveStatus): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
