/** What stands in the text, for the outline beside it: sections, clauses, and the questions nobody answers yet. */
import type { Doc } from "yjs";
import { sectionHeading } from "../../shared/declaration/numbering.ts";
import {
  type Clause,
  plainTextOfBlocks,
  readDeclaration,
  type Section,
} from "../../shared/declaration/readDeclaration.ts";
import { themeOf } from "../../shared/programme.ts";
import { createValue, type Value } from "../session/value.ts";

export interface OutlinedClause {
  readonly id: string;
  readonly number: string;
  /** Its first words; empty for a clause without any. */
  readonly words: string;
  readonly questions: readonly string[];
}

export interface OutlinedQuestion {
  readonly id: string;
  readonly wording: string;
  /** Numbers of the clauses of this theme that answer it. */
  readonly answeredBy: readonly string[];
}

export interface OutlinedSection {
  readonly kind: Section["kind"];
  readonly theme: string | null;
  readonly heading: string;
  readonly clauses: readonly OutlinedClause[];
  readonly questions: readonly OutlinedQuestion[];
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

/** The outline of `document`, read again at most once a frame. */
export function outlineOf(document: Doc): OutlineFeed {
  const outline = createValue(readOutline(document));
  let frame = 0;
  const read = () => {
    frame = 0;
    const next = readOutline(document);
    if (JSON.stringify(next) !== JSON.stringify(outline.get())) outline.set(next);
  };
  const readSoon = () => {
    frame ||= requestAnimationFrame(read);
  };
  document.on("update", readSoon);
  return {
    outline,
    stop() {
      document.off("update", readSoon);
      cancelAnimationFrame(frame);
    },
  };
}

/** The outline as it stands now. */
export function readOutline(document: Doc): Outline {
  const { title, sections } = readDeclaration(document);
  return { title, sections: sections.map(outlinedSection) };
}

function outlinedSection({ kind, theme, clauses }: Section): OutlinedSection {
  const questions = themeOf(theme)?.questions ?? [];
  return {
    kind,
    theme,
    heading: sectionHeading(kind, theme),
    clauses: clauses.map(outlinedClause),
    questions: questions.map(({ id, wording }) => ({
      id,
      wording,
      answeredBy: clauses.filter((clause) => clause.questions.includes(id)).map(({ number }) => number),
    })),
  };
}

function outlinedClause({ id, number, questions, blocks }: Clause): OutlinedClause {
  const words = plainTextOfBlocks(blocks).replace(/\s+/g, " ").trim();
  return {
    id,
    number,
    questions,
    words: words.length > firstWords ? `${words.slice(0, firstWords)}…` : words,
  };
}
