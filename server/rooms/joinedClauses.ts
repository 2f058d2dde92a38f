/**
 * Notices when the words of a clause went into another one (joined by Backspace, cut and pasted), and when a clause
 * that was gone stands in the text again, so that what hung on it follows (R7).
 */
import type * as Y from "yjs";
import { clausesById } from "../../shared/declaration/findClause.ts";
import { type ClauseWords, wordsOfClauses } from "../../shared/deliberation/clauseWords.ts";
import { occurrencesOf } from "../../shared/deliberation/quotedWords.ts";
import type { Deliberation } from "../../shared/deliberation/state.ts";
import type { RecordKinds } from "../../shared/records.ts";

export interface JoinedClausesOptions {
  readonly document: Y.Doc;
  readonly deliberation: () => Deliberation;
  /** What stood in each text of a clause that the last update deleted. */
  readonly wordsGone: (clauseId: string) => readonly string[];
  /** Resolves once it is recorded. */
  readonly record: (joined: RecordKinds["clauseJoined"]) => Promise<unknown>;
}

/** Clauses that are gone and may still be pasted somewhere: more than anybody holds in a clipboard. */
const mostGone = 64;

export class JoinedClauses {
  readonly #options: JoinedClausesOptions;
  #present: ReadonlyMap<string, Y.XmlElement>;
  /** The words of clauses that are gone and stand nowhere yet. */
  readonly #gone = new Map<string, readonly string[]>();
  /** Where clauses went, as told to the record last; it may not be written yet. */
  readonly #told = new Map<string, string>();
  #hanging: { readonly of: Deliberation; readonly clauses: ReadonlySet<string> } | null = null;

  constructor(options: JoinedClausesOptions) {
    this.#options = options;
    this.#present = clausesById(options.document);
  }

  /** Call after each update; `bytes` is its length, `structural` says whether it did more than add words. */
  look(bytes: number, structural: boolean): void {
    if (structural) this.#lookAtClauses();
    this.#findGone(bytes);
  }

  #lookAtClauses(): void {
    const { document, wordsGone } = this.#options;
    const before = this.#present;
    this.#present = clausesById(document);
    for (const clauseId of this.#clausesWithThreads()) {
      if (this.#present.has(clauseId)) this.#standsAgain(clauseId);
      else if (before.has(clauseId)) {
        const renamed = idStillAt(before.get(clauseId));
        if (renamed !== null) this.#tell(clauseId, renamed);
        else this.#remember(clauseId, wordsGone(clauseId));
      }
    }
  }

  /** A clause keeps its threads where it is undone or pasted back under its own id. */
  #standsAgain(clauseId: string): void {
    this.#gone.delete(clauseId);
    const into = this.#told.get(clauseId) ?? this.#options.deliberation().joined.get(clauseId);
    if (into !== undefined && into !== clauseId) this.#tell(clauseId, clauseId);
  }

  #remember(clauseId: string, texts: readonly string[]): void {
    const words = texts.map((text) => text.trim()).filter((text) => text !== "");
    if (words.length === 0) return;
    this.#gone.set(clauseId, words);
    for (const oldest of this.#gone.keys()) {
      if (this.#gone.size <= mostGone) break;
      this.#gone.delete(oldest);
    }
  }

  /** An update that is shorter than half of the words cannot have brought them: most are not worth reading the text for. */
  #findGone(bytes: number): void {
    const worth = [...this.#gone].filter(([, words]) => lengthOf(words) <= bytes * 2);
    if (worth.length === 0) return;
    const { inOrder } = wordsOfClauses(this.#options.document);
    for (const [clauseId, words] of worth) {
      const into = whereTheyStand(words, inOrder);
      if (into === null) continue;
      this.#gone.delete(clauseId);
      this.#tell(clauseId, into);
    }
  }

  #tell(clauseId: string, into: string): void {
    if (this.#told.get(clauseId) === into) return;
    this.#told.set(clauseId, into);
    this.#options.record({ clauseId, into }).catch(() => {
      // The next look tells it again; quoted words are found without it.
      if (this.#told.get(clauseId) === into) this.#told.delete(clauseId);
    });
  }

  #clausesWithThreads(): ReadonlySet<string> {
    const now = this.#options.deliberation();
    if (this.#hanging?.of === now) return this.#hanging.clauses;
    const clauses = new Set(now.positions.keys());
    for (const { clauseId, madeOn } of now.comments.values()) clauses.add(clauseId).add(madeOn);
    for (const { clauseId } of now.amendments.values()) if (clauseId !== null) clauses.add(clauseId);
    this.#hanging = { of: now, clauses };
    return clauses;
  }
}

/** The id that an element bears now, where it still stands in the text: the editor may keep the element and name it anew. */
function idStillAt(element: Y.XmlElement | undefined): string | null {
  if (element === undefined || element._item === null || element._item.deleted) return null;
  return element.getAttribute("id") ?? null;
}

/** The clause that holds the most of those texts, where that is at least half of their letters. */
function whereTheyStand(texts: readonly string[], clauses: readonly ClauseWords[]): string | null {
  let best: { readonly clauseId: string; readonly letters: number } | null = null;
  for (const { clauseId, words } of clauses) {
    const letters = lengthOf(texts.filter((text) => occurrencesOf(words, text).length > 0));
    if (letters > (best?.letters ?? 0)) best = { clauseId, letters };
  }
  return best !== null && best.letters * 2 >= lengthOf(texts) ? best.clauseId : null;
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}
