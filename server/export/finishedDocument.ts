/**
 * What every writer of a paper is fed with, and nothing else: the declaration, numbered and headed, with what was
 * said and decided about it. Plain values throughout, so that it can go to a worker.
 */
import type { SectionKind } from "../../shared/declaration/grammar.ts";
import { sectionHeading } from "../../shared/declaration/numbering.ts";
import type { Block, Clause, Declaration, Section } from "../../shared/declaration/readDeclaration.ts";
import type { RoadmapFields } from "../../shared/declaration/roadmapFields.ts";
import { wordingHash, wordingOf } from "../../shared/declaration/wording.ts";
import type { DeclarationFile } from "../../shared/declarationFile.ts";
import { isFrozen, statusOf, type Tally, tallyOf } from "../../shared/deliberation/reading.ts";
import type { Deliberation } from "../../shared/deliberation/state.ts";
import type { ExportOptions, Numbering } from "../../shared/exports.ts";
import { type GuidingQuestion, themeOf, themes } from "../../shared/programme.ts";
import type { PlenaryRecord, Status } from "../../shared/records.ts";
import { summitDayOf } from "../../shared/roadmap/figures.ts";
import { hasWords, labelOf, numberClauses } from "./clauseNumbers.ts";
import type { ClauseDecision, FinishedAmendment, FinishedIdea } from "./contributions.ts";
import { type FinishedField, fieldsInWords } from "./fieldsInWords.ts";
import { FinishedDeliberation } from "./finishedDeliberation.ts";
import { wholeFile } from "./wholeFile.ts";
import type { FixedWords } from "./words/fixedWords.ts";
import { fixedWords } from "./words.ts";

export interface FinishedClause {
  /** Permanent id; empty for a moment in a clause that has not yet been given one. */
  readonly id: string;
  /** `2.3`, `(1)`, `17`, or empty where clauses are not numbered. */
  readonly number: string;
  /** What to call it where another place speaks of it: its number, or else its first words. */
  readonly label: string;
  readonly blocks: readonly Block[];
  /** As `shared/declaration/wording.ts` writes it. */
  readonly wording: string;
  readonly roadmap: RoadmapFields;
  /** The roadmap fields that are filled, in words; empty where the clause is no action. */
  readonly fields: readonly FinishedField[];
  /** The guiding questions it answers, in the order of the programme. */
  readonly answers: readonly GuidingQuestion[];
  readonly status: Status;
  readonly frozen: boolean;
  /** The ideas that became this clause. */
  readonly ideas: readonly FinishedIdea[];
  /** The positions on this very wording. */
  readonly tally: Tally;
  /** Null where the paper has no annex. */
  readonly decision: ClauseDecision | null;
}

export interface FinishedQuestion extends GuidingQuestion {
  /** The clauses that answer it, anywhere; none makes it a gap. */
  readonly answeredBy: readonly { readonly id: string; readonly label: string }[];
}

export interface FinishedSection {
  readonly kind: SectionKind;
  readonly theme: string | null;
  /** The theme's number, or null in preamble and closing. */
  readonly number: number | null;
  readonly heading: string;
  readonly clauses: readonly FinishedClause[];
  /** The theme's guiding questions; none in preamble and closing. */
  readonly questions: readonly FinishedQuestion[];
  /** New clauses that were proposed here and have not become one; none where the paper has no annex. */
  readonly proposed: readonly FinishedAmendment[];
  /** The theme's inbox; empty where the paper has no annex. */
  readonly ideas: readonly FinishedIdea[];
}

/** The clauses of a section as they were numbered once. */
export interface NumberedSection extends Pick<FinishedSection, "kind" | "number"> {
  readonly clauses: readonly Pick<FinishedClause, "id" | "number">[];
}

/** A clause that is in the text no more, with what hung on it. */
export interface RemovedClause {
  readonly id: string;
  readonly decision: ClauseDecision;
}

export interface FinishedDocument {
  readonly title: string;
  readonly options: ExportOptions;
  readonly words: FixedWords;
  /** ISO 8601: the moment it shows the declaration at. */
  readonly at: string;
  /** From which day horizons are counted, as `2027-06-30`. */
  readonly summitDay: string;
  /** Null for the declaration as it stood when the paper was asked for. */
  readonly version: { readonly versionId: string; readonly name: string; readonly at: string } | null;
  readonly sections: readonly FinishedSection[];
  /** Empty where the paper has no annex. */
  readonly removed: readonly RemovedClause[];
  /** How clauses were numbered in the named versions before, in order; none where the format does not tell. */
  readonly earlier: readonly (readonly NumberedSection[])[];
  /** Everything, for the format that shall be taken in again; null for every other one. */
  readonly file: DeclarationFile | null;
}

export interface StateOnPaper {
  readonly declaration: Declaration;
  readonly deliberation: Deliberation;
  readonly version: FinishedDocument["version"];
  /** ISO 8601: the moment of that state. */
  readonly at: string;
  /** As it stood at the named versions before, in order, where the format tells what clauses were called first. */
  readonly earlier?: readonly Declaration[];
  /** Every record up to then, where the format tells them one by one. */
  readonly records?: readonly PlenaryRecord[];
}

/** The declaration as it goes on paper. Pure; every word of it is in the answer. */
export function finishDocument(
  { declaration, deliberation, version, at, earlier = [], records }: StateOnPaper,
  options: ExportOptions,
): FinishedDocument {
  const words = fixedWords(options.language);
  const numbers = numberClauses(declaration.sections, options.numbering);
  const names = new Map([...numbers].map(([clause, number]) => [clause.id, labelOf(clause, number)]));
  const parts: Parts = {
    deliberation,
    finished: new FinishedDeliberation(deliberation, options.names),
    numbers,
    nameOf: (clauseId) => names.get(clauseId) ?? words.clauseGone,
    answering: answeringClauses([...numbers.keys()], names),
    words,
    options,
    now: Date.parse(at),
  };
  return {
    title: declaration.title.trim() || words.untitled,
    options,
    words,
    at,
    summitDay: summitDayOf(deliberation, at),
    version,
    sections: declaration.sections.map((section) => finishSection(section, parts)),
    removed: options.annex ? removedClauses(names, parts) : [],
    earlier: earlier.map(({ sections }) => numberedSections(sections, options.numbering)),
    file: records === undefined ? null : wholeFile(declaration, records, options),
  };
}

function numberedSections(sections: readonly Section[], numbering: Numbering): NumberedSection[] {
  const numbers = numberClauses(sections, numbering);
  return sections.map(({ kind, theme, clauses }) => ({
    kind,
    number: themeOf(theme)?.number ?? null,
    clauses: clauses.flatMap((clause) => {
      const number = numbers.get(clause);
      return number === undefined ? [] : [{ id: clause.id, number }];
    }),
  }));
}

interface Parts {
  readonly deliberation: Deliberation;
  readonly finished: FinishedDeliberation;
  readonly numbers: ReadonlyMap<Clause, string>;
  readonly nameOf: (clauseId: string) => string;
  /** By the id of the question. */
  readonly answering: ReadonlyMap<string, FinishedQuestion["answeredBy"]>;
  readonly words: FixedWords;
  readonly options: ExportOptions;
  readonly now: number;
}

function finishSection(section: Section, parts: Parts): FinishedSection {
  const { finished, words, options, nameOf } = parts;
  const theme = themeOf(section.theme);
  const ideas = section.theme === null ? [] : finished.ideasOf(section.theme, nameOf);
  return {
    kind: section.kind,
    theme: section.theme,
    number: theme?.number ?? null,
    heading: section.kind === "theme" ? sectionHeading("theme", section.theme) : words[section.kind],
    clauses: section.clauses.filter(hasWords).map((clause) => finishClause(clause, section, parts)),
    questions: (theme?.questions ?? []).map((question) => ({
      ...question,
      answeredBy: parts.answering.get(question.id) ?? [],
    })),
    proposed: options.annex ? finished.proposedFor(section.kind, section.theme) : [],
    ideas: options.annex ? ideas : [],
  };
}

function finishClause(clause: Clause, { kind, theme }: Section, parts: Parts): FinishedClause {
  const { deliberation, finished, numbers, options, nameOf } = parts;
  const number = numbers.get(clause) ?? "";
  const wording = wordingOf(clause.blocks);
  const hash = wordingHash(wording);
  const place = { clauseId: clause.id, section: kind, theme };
  return {
    id: clause.id,
    number,
    label: labelOf(clause, number),
    blocks: clause.blocks,
    wording,
    roadmap: clause.roadmap,
    fields: fieldsInWords(clause.roadmap, options.language, nameOf),
    answers: answersOf(clause),
    status: statusOf(deliberation, clause.id),
    frozen: isFrozen(deliberation, place, parts.now),
    ideas: themes
      .flatMap(({ id }) => finished.ideasOf(id, nameOf))
      .filter(({ outcome }) => outcome.kind === "turned" && outcome.clauseId === clause.id),
    tally: tallyOf(deliberation, clause.id, hash),
    decision: options.annex ? finished.decisionOn(clause.id, hash) : null,
  };
}

const allQuestions = themes.flatMap((theme) => theme.questions);

/** A clause may have moved to another theme and still answer a question of its first. */
function answersOf(clause: Clause): GuidingQuestion[] {
  return allQuestions.filter((question) => clause.questions.includes(question.id));
}

function answeringClauses(
  clauses: readonly Clause[],
  names: ReadonlyMap<string, string>,
): ReadonlyMap<string, FinishedQuestion["answeredBy"]> {
  return new Map(
    allQuestions.map(({ id }) => [
      id,
      clauses
        .filter(({ questions }) => questions.includes(id))
        .map((clause) => ({ id: clause.id, label: names.get(clause.id) ?? "" })),
    ]),
  );
}

/** Clauses that are not printed and that something was said about. */
function removedClauses(names: ReadonlyMap<string, string>, { finished }: Parts): RemovedClause[] {
  return [...finished.clauseIds]
    .filter((id) => !names.has(id))
    .map((id) => ({ id, decision: finished.decisionOn(id, "") }));
}
