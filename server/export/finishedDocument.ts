/** What every writer of a paper is fed with: the declaration, numbered and headed, as plain values. */
import { sectionHeading } from "../../shared/declaration/numbering.ts";
import {
  type Block,
  type Clause,
  type Declaration,
  plainTextOfBlocks,
  type Section,
} from "../../shared/declaration/readDeclaration.ts";
import { type GuidingQuestion, themeOf, themes } from "../../shared/programme.ts";

const allQuestions = themes.flatMap((theme) => theme.questions);

export interface FinishedClause {
  readonly id: string;
  /** As the room saw it: a clause left empty is not printed, and its number stays free. */
  readonly number: string;
  readonly blocks: readonly Block[];
  /** The guiding questions it answers, in the order of the programme. */
  readonly answers: readonly GuidingQuestion[];
}

export interface FinishedSection {
  /** The theme's number, or null in preamble and closing. */
  readonly number: number | null;
  readonly heading: string;
  readonly clauses: readonly FinishedClause[];
}

export interface FinishedDocument {
  readonly title: string;
  readonly sections: readonly FinishedSection[];
}

/** The declaration as it goes on paper. Pure; every word of it is in the answer. */
export function finishDocument(declaration: Declaration): FinishedDocument {
  return {
    title: declaration.title.trim() || "Untitled declaration",
    sections: declaration.sections.map(finishSection),
  };
}

function finishSection({ kind, theme, clauses }: Section): FinishedSection {
  return {
    number: themeOf(theme)?.number ?? null,
    heading: sectionHeading(kind, theme),
    clauses: clauses.filter(hasWords).map((clause) => ({
      id: clause.id,
      number: clause.number,
      blocks: clause.blocks,
      answers: answersOf(clause),
    })),
  };
}

function hasWords(clause: Clause): boolean {
  return plainTextOfBlocks(clause.blocks).trim() !== "";
}

/** A clause may have moved to another theme and still answer a question of its first. */
function answersOf(clause: Clause): GuidingQuestion[] {
  return allQuestions.filter((question) => clause.questions.includes(question.id));
}
