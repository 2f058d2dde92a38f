/** How clauses stand in the deliberation, for the text itself: what a clause says of itself, and what is frozen. */
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { SectionKind } from "../../shared/declaration/grammar.ts";
import type { Status } from "../../shared/records.ts";
import { comesFromYjs } from "./keepStructure.ts";
import { sectionKindOf, sectionThemeOf } from "./sectionFacts.ts";

export interface ClauseStanding {
  readonly status: Status;
  readonly comments: number;
  readonly wordings: number;
}

export interface Standing {
  readonly clauses: ReadonlyMap<string, ClauseStanding>;
  /** Whether nothing may be written at all, the title included. */
  readonly everythingFrozen: boolean;
  readonly isFrozen: (place: {
    readonly clauseId: string;
    readonly section: SectionKind;
    readonly theme: string | null;
  }) => boolean;
}

const nothingSaid: Standing = { clauses: new Map(), everythingFrozen: false, isFrozen: () => false };

const key = new PluginKey<Standing>("standing");

export interface StandingOptions {
  /** Somebody wanted to write in what is frozen; the clause, where it was one. */
  readonly onFrozen: (clauseId: string | null) => void;
}

export const StandingOfClauses = Extension.create<StandingOptions>({
  name: "standing",
  // Before the numbers, which say it of each clause.
  priority: 200,
  addOptions: () => ({ onFrozen: () => {} }),
  addProseMirrorPlugins() {
    return [keepFrozen((clauseId) => this.options.onFrozen(clauseId))];
  },
});

/**
 * Refuses local changes that reach into what is frozen, as the server would, which would cost the writer the line. What
 * others wrote before the freeze still arrives.
 */
export function keepFrozen(onFrozen: (clauseId: string | null) => void): Plugin<Standing> {
  return new Plugin<Standing>({
    key,
    /** For what changes the text past a transaction of the editor: undo. */
    onFrozen,
    state: {
      init: () => nothingSaid,
      apply: (transaction, before) => (transaction.getMeta(key) as Standing | undefined) ?? before,
    },
    filterTransaction(transaction, state) {
      if (!transaction.docChanged || comesFromYjs(transaction)) return true;
      const reached = frozenReached(transaction, standingOf(state));
      if (reached === undefined) return true;
      onFrozen(reached);
      return false;
    },
  });
}

/** How things stand, as the page said last. */
export function standingOf(state: EditorState): Standing {
  return key.getState(state) ?? nothingSaid;
}

/** Says how things stand from now on. */
export function showStanding(view: EditorView, standing: Standing): void {
  view.dispatch(view.state.tr.setMeta(key, standing).setMeta("addToHistory", false));
}

/** Tells whoever wanted to write in what is frozen. */
export function tellFrozen(state: EditorState, clauseId: string | null): void {
  const onFrozen: unknown = key.get(state)?.spec.onFrozen;
  if (typeof onFrozen === "function") onFrozen(clauseId);
}

/** Whether a transaction says how things stand. */
export function tellsStanding(transaction: Transaction): boolean {
  return transaction.getMeta(key) !== undefined;
}

/** Whether that clause of the section is frozen. */
export function isClauseFrozen(standing: Standing, section: Node, clause: Node): boolean {
  return standing.isFrozen(placeOf(section, String(clause.attrs.id ?? "")));
}

/** The frozen clause that a change reaches into, null for a frozen section or title, undefined where it reaches none. */
function frozenReached({ before, doc }: Transaction, standing: Standing): string | null | undefined {
  if (standing.everythingFrozen) return before.eq(doc) ? undefined : null;
  for (let index = 0; index < before.childCount; index++) {
    const was = before.child(index);
    const is = doc.maybeChild(index);
    if (was === is || was.type.name !== "section" || is === null) continue;
    if (standing.isFrozen(placeOf(was, ""))) {
      if (!was.eq(is)) return null;
      continue;
    }
    const { from, to } = changedChildren(was, is);
    for (let place = from; place < to; place++) {
      const clause = was.child(place);
      if (isClauseFrozen(standing, was, clause)) return String(clause.attrs.id);
    }
  }
  return undefined;
}

/** The children of `was` that are not the same in `is`, counted from both ends: what the binding writes anew. */
function changedChildren(was: Node, is: Node): { readonly from: number; readonly to: number } {
  const least = Math.min(was.childCount, is.childCount);
  let from = 0;
  while (from < least && was.child(from).eq(is.child(from))) from++;
  let end = 0;
  while (end < least - from && was.child(was.childCount - 1 - end).eq(is.child(is.childCount - 1 - end))) {
    end++;
  }
  return { from, to: was.childCount - end };
}

function placeOf(section: Node, clauseId: string) {
  return { clauseId, section: sectionKindOf(section), theme: sectionThemeOf(section) };
}
