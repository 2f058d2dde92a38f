/** Every clause as it is worded now, for whatever stands beside the text. */
import * as Y from "yjs";
import { fragmentName, type SectionKind } from "../../shared/declaration/grammar.ts";
import { type Block, readBlocks, readDeclaration } from "../../shared/declaration/readDeclaration.ts";
import { wordingHash, wordingOf } from "../../shared/declaration/wording.ts";
import { createValue, type Value } from "./value.ts";

export interface ClauseNow {
  readonly clauseId: string;
  readonly number: string;
  readonly section: SectionKind;
  readonly theme: string | null;
  readonly wording: string;
  /** `wordingHash` of it. */
  readonly hash: string;
}

export interface ClauseFeed {
  /** By id, in the order of the text. */
  readonly clauses: Value<ReadonlyMap<string, ClauseNow>>;
  stop(): void;
}

/** Milliseconds of quiet after which it is read again, and how far it may be behind: nothing is drawn between two letters. */
const readAfter = 300;
const readAtLatest = 1500;

/** The clauses of `document`, read again a moment after a change; one that says the same stays the same object. */
export function clausesOf(document: Y.Doc): ClauseFeed {
  const known = new WeakMap<Y.XmlElement, readonly Block[]>();
  const wordings = new WeakMap<readonly Block[], { readonly wording: string; readonly hash: string }>();
  const blocksOf = (clause: Y.XmlElement) => {
    const blocks = known.get(clause) ?? readBlocks(clause);
    known.set(clause, blocks);
    return blocks;
  };
  const wordingOfBlocks = (blocks: readonly Block[]) => {
    let found = wordings.get(blocks);
    if (found === undefined) {
      const wording = wordingOf(blocks);
      found = { wording, hash: wordingHash(wording) };
      wordings.set(blocks, found);
    }
    return found;
  };
  const read = (before: ReadonlyMap<string, ClauseNow>): ReadonlyMap<string, ClauseNow> => {
    const clauses = new Map<string, ClauseNow>();
    for (const { kind: section, theme, clauses: inside } of readDeclaration(document, blocksOf).sections) {
      for (const { id: clauseId, number, blocks } of inside) {
        if (clauseId === "" || clauses.has(clauseId)) continue;
        const now = { clauseId, number, section, theme, ...wordingOfBlocks(blocks) };
        const was = before.get(clauseId);
        clauses.set(clauseId, was !== undefined && saysTheSame(was, now) ? was : now);
      }
    }
    const [old, fresh] = [[...before.values()], [...clauses.values()]];
    return old.length === fresh.length && fresh.every((clause, place) => clause === old[place])
      ? before
      : clauses;
  };
  const clauses = createValue(read(new Map()));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitingSince = 0;
  const noteChanges = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]) => {
    for (const { target } of events) {
      for (let type: unknown = target; type instanceof Y.AbstractType; type = type.parent) {
        if (type instanceof Y.XmlElement) known.delete(type);
      }
    }
    const now = performance.now();
    if (timer === undefined) waitingSince = now;
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        timer = undefined;
        clauses.set(read(clauses.get()));
      },
      Math.min(readAfter, Math.max(0, waitingSince + readAtLatest - now)),
    );
  };
  const fragment = document.getXmlFragment(fragmentName);
  fragment.observeDeep(noteChanges);
  return {
    clauses,
    stop() {
      fragment.unobserveDeep(noteChanges);
      clearTimeout(timer);
    },
  };
}

function saysTheSame(one: ClauseNow, other: ClauseNow): boolean {
  return (
    one.number === other.number &&
    one.section === other.section &&
    one.theme === other.theme &&
    one.hash === other.hash &&
    one.wording === other.wording
  );
}
