/**
 * Where comments hang in the text now (R7). A clause's id is trusted first, the positions in it second, the quoted
 * words third: Yjs knows no move, so positions die where a clause is split, joined or moved, and the words stand elsewhere.
 */
import { fromBase64, toBase64 } from "lib0/buffer";
import * as Y from "yjs";
import { limits } from "../limits.ts";
import type { Anchor } from "../records.ts";
import { type ClauseWords, type WordsOfClauses, wordsOfClauses } from "./clauseWords.ts";
import {
  closestStretch,
  isMostlyThere,
  nearestOccurrence,
  occurrencesOf,
  type Stretch,
  tellingLength,
} from "./quotedWords.ts";

export type AnchorState = "exact" | "moved" | "changed" | "orphaned";

export interface ResolvedAnchor {
  readonly state: AnchorState;
  /** Null where it is orphaned. */
  readonly clauseId: string | null;
  /** In the plain words of that clause; null for the clause as a whole, and where the place of the words is lost. */
  readonly range: Stretch | null;
  /** What stands there now: in that range, or in the whole clause where it is about that. */
  readonly words: string;
}

/** What hangs on a clause or on words in it; a comment of the deliberation is one. */
export interface Hung {
  /** Where the records say that it hangs now. */
  readonly clauseId: string;
  /** The clause it was made on or attached to, where its words went into another one since. */
  readonly madeOn?: string;
  readonly anchor: Anchor | null;
}

const orphan: ResolvedAnchor = { state: "orphaned", clauseId: null, range: null, words: "" };

/**
 * The anchor of those words of a clause, `from` to `to` in its plain words; null where there is no such clause or no
 * word in it. Spaces at the ends are left out, and what is longer than a quote may be.
 */
export function anchorAt(document: Y.Doc, clauseId: string, from: number, to: number): Anchor | null {
  const clause = wordsOfClauses(document).byId.get(clauseId);
  return clause === undefined ? null : anchorIn(clause, from, to);
}

/**
 * The anchor of what lies between two positions in the text, such as the ends of a selection, and its clause. Of a
 * selection over several clauses it is the part in the first.
 */
export function anchorBetween(
  document: Y.Doc,
  from: Y.RelativePosition,
  to: Y.RelativePosition,
): { readonly clauseId: string; readonly anchor: Anchor } | null {
  const clauses = wordsOfClauses(document);
  const start = placeOf(document, clauses, from);
  if (start === null) return null;
  const end = placeOf(document, clauses, to);
  const { clause } = start;
  const anchor = anchorIn(clause, start.offset, end?.clause === clause ? end.offset : clause.words.length);
  return anchor === null ? null : { clauseId: clause.clauseId, anchor };
}

/** Where one thing hangs. For many, `resolveAll` reads the text once. */
export function resolveAnchor(document: Y.Doc, hung: Hung): ResolvedAnchor {
  return resolve(document, wordsOfClauses(document), hung);
}

/** Where each of the comments hangs, by its id. Quick enough to be asked after each change of the text. */
export function resolveAll(
  document: Y.Doc,
  comments: Iterable<Hung & { readonly commentId: string }>,
): ReadonlyMap<string, ResolvedAnchor> {
  const clauses = wordsOfClauses(document);
  return new Map([...comments].map((comment) => [comment.commentId, resolve(document, clauses, comment)]));
}

/** The ends of a range of a clause's plain words as positions in the text; null where they are not there. */
export function rangePositions(
  document: Y.Doc,
  clauseId: string,
  range: Stretch,
): { readonly from: Y.RelativePosition; readonly to: Y.RelativePosition } | null {
  const clause = wordsOfClauses(document).byId.get(clauseId);
  if (clause === undefined) return null;
  const from = positionIn(clause, range.from, "start");
  const to = positionIn(clause, range.to, "end");
  return from === null || to === null ? null : { from, to };
}

function anchorIn(clause: ClauseWords, from: number, to: number): Anchor | null {
  const selected = clause.words.slice(Math.max(0, from), to);
  const start = Math.max(0, from) + (selected.length - selected.trimStart().length);
  let quote = clause.words.slice(start, Math.min(to, start + limits.quoteLength));
  // Half a letter of two halves is none.
  if (/[\uD800-\uDBFF]$/.test(quote)) quote = quote.slice(0, -1);
  quote = quote.trimEnd();
  if (quote === "") return null;
  const fromPosition = positionIn(clause, start, "outside before");
  const toPosition = positionIn(clause, start + quote.length, "outside after");
  if (fromPosition === null || toPosition === null) return null;
  return { from: encode(fromPosition), to: encode(toPosition), quote };
}

/**
 * An anchor's ends hold on to what stands around the words, not to the words: where those are written anew, what
 * replaced them stands between the ends. Words that were merely added beside them are told apart by the quote.
 */
function positionIn(
  clause: ClauseWords,
  offset: number,
  end: "start" | "end" | "outside before" | "outside after",
): Y.RelativePosition | null {
  const opens = end === "start" || end === "outside before";
  const piece = opens
    ? clause.pieces.findLast(({ start }) => start <= offset)
    : clause.pieces.find(({ start, length }) => start + length >= offset);
  if (piece === undefined) return null;
  const index = Math.min(Math.max(0, offset - piece.start), piece.length);
  const holdsRight = end === "start" || end === "outside after";
  return Y.createRelativePositionFromTypeIndex(piece.text, index, holdsRight ? 0 : -1);
}

function encode(position: Y.RelativePosition): string {
  return toBase64(Y.encodeRelativePosition(position));
}

interface Ends {
  readonly from: Y.RelativePosition;
  readonly to: Y.RelativePosition;
}

/** Anchors never change, and are asked for at each change of the text. */
const decoded = new WeakMap<Anchor, Ends | null>();

function endsOf(anchor: Anchor): Ends | null {
  let ends = decoded.get(anchor);
  if (ends === undefined) {
    ends = decode(anchor);
    decoded.set(anchor, ends);
  }
  return ends;
}

/** Null where they are no positions: whoever sent them could write what they liked. */
function decode({ from, to }: Anchor): Ends | null {
  try {
    const ends = {
      from: Y.decodeRelativePosition(fromBase64(from)),
      to: Y.decodeRelativePosition(fromBase64(to)),
    };
    // One that names a type by its name would have Yjs make that type.
    return [ends.from, ends.to].some(({ tname, item, type }) => tname !== null || (item ?? type) === null)
      ? null
      : ends;
  } catch {
    return null;
  }
}

interface Place {
  readonly clause: ClauseWords;
  readonly offset: number;
}

function placeOf(document: Y.Doc, { byText }: WordsOfClauses, position: Y.RelativePosition): Place | null {
  // Which deletions were undone only the browser knows that undid them; the answer has to be everybody's.
  const absolute = Y.createAbsolutePositionFromRelativePosition(position, document, false);
  const found = absolute?.type instanceof Y.XmlText ? byText.get(absolute.type) : undefined;
  return absolute === null || found === undefined
    ? null
    : { clause: found.clause, offset: found.start + absolute.index };
}

/** The stretch between an anchor's ends, where both stand in one clause. */
function stretchOf(
  document: Y.Doc,
  clauses: WordsOfClauses,
  anchor: Anchor,
): { readonly clause: ClauseWords; readonly between: Stretch } | null {
  const ends = endsOf(anchor);
  if (ends === null) return null;
  const from = placeOf(document, clauses, ends.from);
  const to = from && placeOf(document, clauses, ends.to);
  if (from === null || to === null || from.clause !== to.clause || from.offset > to.offset) return null;
  return { clause: from.clause, between: { from: from.offset, to: to.offset } };
}

function resolve(document: Y.Doc, clauses: WordsOfClauses, hung: Hung): ResolvedAnchor {
  const home = clauses.byId.get(hung.madeOn ?? hung.clauseId);
  const heir = home ?? clauses.byId.get(hung.clauseId);
  if (hung.anchor !== null) return resolveWords(document, clauses, hung.anchor, home, heir);
  if (heir === undefined) return orphan;
  const state = home === undefined ? "moved" : "exact";
  return { state, clauseId: heir.clauseId, range: null, words: heir.words };
}

/** `home`: the clause it was made on. `heir`: that one, or the one that its words went into. */
function resolveWords(
  document: Y.Doc,
  clauses: WordsOfClauses,
  anchor: Anchor,
  home: ClauseWords | undefined,
  heir: ClauseWords | undefined,
): ResolvedAnchor {
  const { quote } = anchor;
  const place = stretchOf(document, clauses, anchor);
  const standing = place && quotedBetween(place.clause, place.between, quote);
  if (place && standing && place.clause === home) return found("exact", home, standing);
  if (home !== undefined) {
    const here = place?.clause === home ? place : null;
    const again = nearestOccurrence(home.words, quote, here?.between.from ?? 0);
    // Positions that died tell of a clause that was moved or set anew as a whole.
    if (again !== null && here === null) return found("exact", home, again);
    if (again !== null && tellsItsPlace(clauses, quote)) return found("moved", home, again);
    // In another clause the words may be a copy: edited ones stay where they are.
    if (here && isMostlyThere(home.words.slice(here.between.from, here.between.to), quote)) {
      return changed(home, here.between, anchor);
    }
  }
  if (place && standing) return found("moved", place.clause, standing);
  if (heir !== undefined && heir !== home) {
    const there = nearestOccurrence(heir.words, quote, 0);
    if (there !== null) return found("moved", heir, there);
  }
  const elsewhere = elsewhereIn(clauses, quote, heir);
  if (elsewhere !== null) return found("moved", elsewhere.clause, elsewhere.stretch);
  if (place && (home === undefined || place.clause === home))
    return changed(place.clause, place.between, anchor);
  return heir === undefined ? orphan : changed(heir, null, anchor);
}

function found(state: AnchorState, clause: ClauseWords, range: Stretch): ResolvedAnchor {
  return { state, clauseId: clause.clauseId, range, words: clause.words.slice(range.from, range.to) };
}

function changed(clause: ClauseWords, between: Stretch | null, anchor: Anchor): ResolvedAnchor {
  const within = between ?? { from: 0, to: clause.words.length };
  const closest = closestStretch(anchor, clause.words.slice(within.from, within.to));
  if (closest === null && between === null)
    return { state: "changed", clauseId: clause.clauseId, range: null, words: "" };
  if (closest === null) return found("changed", clause, within);
  return found("changed", clause, { from: within.from + closest.from, to: within.from + closest.to });
}

function quotedBetween(clause: ClauseWords, between: Stretch, quote: string): Stretch | null {
  const at = clause.words.slice(between.from, between.to).indexOf(quote);
  return at < 0 ? null : { from: between.from + at, to: between.from + at + quote.length };
}

/** Whether finding the quote says that it is the one that was meant: most clauses hold the same short words. */
function tellsItsPlace({ inOrder }: WordsOfClauses, quote: string): boolean {
  if (quote.length >= tellingLength) return true;
  return inOrder.reduce((count, { words }) => count + occurrencesOf(words, quote).length, 0) === 1;
}

/** The words in another clause, the nearest to where they were. */
function elsewhereIn(
  clauses: WordsOfClauses,
  quote: string,
  near: ClauseWords | undefined,
): { readonly clause: ClauseWords; readonly stretch: Stretch } | null {
  if (!tellsItsPlace(clauses, quote)) return null;
  const places = clauses.inOrder.flatMap((clause) =>
    occurrencesOf(clause.words, quote).map((stretch) => ({ clause, stretch })),
  );
  const distance = (clause: ClauseWords) => Math.abs(clause.order - (near?.order ?? 0));
  places.sort((one, other) => distance(one.clause) - distance(other.clause));
  return places[0] ?? null;
}
