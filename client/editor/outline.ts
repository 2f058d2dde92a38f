/** What stands in the text, for the outline beside it: its title, its sections and their clauses. */
import * as Y from "yjs";
import { fragmentName } from "../../shared/declaration/grammar.ts";
import {
  type Block,
  type Clause,
  plainTextOfBlocks,
  readBlocks,
  readDeclaration,
  type Section,
} from "../../shared/declaration/readDeclaration.ts";
import { createValue, type Value } from "../session/value.ts";

export interface OutlinedClause {
  readonly id: string;
  readonly number: string;
  /** Its first words; empty for a clause without any. */
  readonly words: string;
  readonly questions: readonly string[];
}

export interface OutlinedSection {
  readonly kind: Section["kind"];
  readonly theme: string | null;
  readonly clauses: readonly OutlinedClause[];
}

export interface Outline {
  readonly title: string;
  readonly sections: readonly OutlinedSection[];
}

export interface OutlineFeed {
  readonly outline: Value<Outline>;
  stop(): void;
}

const firstWords = 80;
/** Milliseconds that the outline may be behind: a letter's picture comes before its line in the outline. */
const readAfter = 100;

/**
 * The outline of `document`, read again a moment after a change. Clauses that nobody touched are not
 * read again, and what says the same stays the same object, so that it need not be drawn again.
 */
export function outlineOf(document: Y.Doc): OutlineFeed {
  const known = new WeakMap<Y.XmlElement, readonly Block[]>();
  const blocksOf = (clause: Y.XmlElement) => {
    const blocks = known.get(clause) ?? readBlocks(clause);
    known.set(clause, blocks);
    return blocks;
  };
  const outline = createValue(readOutline(document, blocksOf));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = () => {
    timer = undefined;
    outline.set(withUnchanged(outline.get(), readOutline(document, blocksOf)));
  };
  const noteChanges = (events: readonly Y.YEvent<Y.AbstractType<unknown>>[]) => {
    for (const { target } of events) {
      for (let type: unknown = target; type instanceof Y.AbstractType; type = type.parent) {
        if (type instanceof Y.XmlElement) known.delete(type);
      }
    }
    timer ??= setTimeout(read, readAfter);
  };
  const fragment = document.getXmlFragment(fragmentName);
  fragment.observeDeep(noteChanges);
  return {
    outline,
    stop() {
      fragment.unobserveDeep(noteChanges);
      clearTimeout(timer);
    },
  };
}

/** The outline as it stands now. */
export function readOutline(
  document: Y.Doc,
  blocksOf: (clause: Y.XmlElement) => readonly Block[] = readBlocks,
): Outline {
  const { title, sections } = readDeclaration(document, blocksOf);
  return {
    title,
    sections: sections.map(({ kind, theme, clauses }) => ({
      kind,
      theme,
      clauses: clauses.map(outlinedClause),
    })),
  };
}

function outlinedClause({ id, number, questions, blocks }: Clause): OutlinedClause {
  return { id, number, questions, words: firstWordsOf(blocks) };
}

const wordsOfBlocks = new WeakMap<readonly Block[], string>();

function firstWordsOf(blocks: readonly Block[]): string {
  let words = wordsOfBlocks.get(blocks);
  if (words === undefined) {
    const all = plainTextOfBlocks(blocks).replace(/\s+/g, " ").trim();
    words = all.length > firstWords ? `${all.slice(0, firstWords)}…` : all;
    wordsOfBlocks.set(blocks, words);
  }
  return words;
}

/** `next`, with every section and clause that says the same as `before` taken from there; `before` where all do. */
function withUnchanged(before: Outline, next: Outline): Outline {
  const sections = next.sections.map((section, place) => {
    const was = before.sections[place];
    if (was === undefined || was.kind !== section.kind || was.theme !== section.theme) return section;
    const clauses = section.clauses.map((clause, index) => {
      const old = was.clauses[index];
      return old !== undefined && saysTheSame(old, clause) ? old : clause;
    });
    return sameItems(was.clauses, clauses) ? was : { ...section, clauses };
  });
  return before.title === next.title && sameItems(before.sections, sections) ? before : { ...next, sections };
}

function saysTheSame(one: OutlinedClause, other: OutlinedClause): boolean {
  return (
    one.id === other.id &&
    one.number === other.number &&
    one.words === other.words &&
    sameItems(one.questions, other.questions)
  );
}

function sameItems(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index]);
}
