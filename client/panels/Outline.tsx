import { memo } from "react";
import type { SectionKind } from "../../shared/declaration/grammar.ts";
import { sectionHeading } from "../../shared/declaration/numbering.ts";
import { type GuidingQuestion, themeOf } from "../../shared/programme.ts";
import type { Status } from "../../shared/records.ts";
import { ThemeMark } from "../ui/ThemeMark.tsx";
import "./Outline.css";

export interface OutlinedClause {
  readonly id: string;
  readonly number: string;
  /** Its first words; empty for an empty clause. */
  readonly words: string;
  readonly questions: readonly string[];
}

export interface OutlinedSection {
  readonly kind: SectionKind;
  readonly theme: string | null;
  readonly clauses: readonly OutlinedClause[];
}

/** How a clause stands in the deliberation. */
export interface OutlinedStanding {
  readonly status: Status;
  readonly comments: number;
  readonly wordings: number;
}

interface OutlineProps {
  /** A section that is the same object as before is not drawn again. */
  readonly sections: readonly OutlinedSection[];
  readonly currentClause: string | null;
  /** By clause; of one that is missing nothing is to be said. The same object as long as it says the same. */
  readonly standings: ReadonlyMap<string, OutlinedStanding>;
  readonly onClause: (clauseId: string) => void;
  readonly onSection: (section: OutlinedSection) => void;
}

/** The declaration at a glance: its sections, their clauses, and which guiding questions no clause answers yet. */
export function Outline({ sections, currentClause, standings, onClause, onSection }: OutlineProps) {
  return (
    <nav className="outline" aria-label="Outline">
      <p className="outline-gaps" role="status">
        {gapWords(sections)}
      </p>
      {sections.map((section) => {
        const holdsCaret = section.clauses.some(({ id }) => id !== "" && id === currentClause);
        return (
          <SectionLines
            key={`${section.kind} ${section.theme}`}
            section={section}
            currentClause={holdsCaret ? currentClause : null}
            standings={standings}
            onClause={onClause}
            onSection={onSection}
          />
        );
      })}
    </nav>
  );
}

interface SectionLinesProps extends Omit<OutlineProps, "sections"> {
  readonly section: OutlinedSection;
}

const SectionLines = memo(function SectionLines({
  section,
  currentClause,
  standings,
  onClause,
  onSection,
}: SectionLinesProps) {
  const theme = themeOf(section.theme);
  return (
    <section data-theme={section.theme ?? undefined}>
      <h2>
        <button type="button" className="outline-section" onClick={() => onSection(section)}>
          {theme && <ThemeMark theme={theme} />}
          <span>{sectionHeading(section.kind, section.theme)}</span>
        </button>
      </h2>
      {theme && (
        <ul className="outline-questions">
          {theme.questions.map((question) => (
            <Question
              key={question.id}
              question={question}
              answers={section.clauses.filter((clause) => clause.questions.includes(question.id))}
              onJump={(answer) => (answer === undefined ? onSection(section) : onClause(answer.id))}
            />
          ))}
        </ul>
      )}
      <ol className="outline-clauses">
        {section.clauses.map((clause, index) => (
          <ClauseLine
            key={clause.id || `place ${index}`}
            clause={clause}
            isCurrent={clause.id === currentClause}
            standing={standings.get(clause.id)}
            onClause={onClause}
          />
        ))}
      </ol>
    </section>
  );
});

interface ClauseLineProps {
  readonly clause: OutlinedClause;
  readonly isCurrent: boolean;
  readonly standing: OutlinedStanding | undefined;
  readonly onClause: (clauseId: string) => void;
}

const ClauseLine = memo(function ClauseLine({ clause, isCurrent, standing, onClause }: ClauseLineProps) {
  return (
    <li>
      <button
        type="button"
        className="outline-clause"
        aria-current={isCurrent ? "location" : undefined}
        onClick={() => onClause(clause.id)}
      >
        <span className="outline-number">{clause.number}</span>
        <span className="outline-words">{clause.words || <em>empty</em>}</span>
        {standing !== undefined && <Standing standing={standing} />}
      </button>
    </li>
  );
});

/** Its status where it is no draft, and how much waits there for somebody. */
function Standing({ standing: { status, comments, wordings } }: { readonly standing: OutlinedStanding }) {
  const waiting = comments + wordings;
  return (
    <span className="outline-standing">
      {status !== "draft" && status}
      {waiting > 0 && (
        <span className="outline-waiting">
          {waiting}
          <span className="only-heard"> open</span>
        </span>
      )}
    </span>
  );
}

interface QuestionProps {
  readonly question: GuidingQuestion;
  readonly answers: readonly OutlinedClause[];
  readonly onJump: (answer: OutlinedClause | undefined) => void;
}

function Question({ question, answers, onJump }: QuestionProps) {
  const answered = answers.length > 0;
  return (
    <li>
      <button
        type="button"
        className="outline-question section-question"
        data-answered={answered}
        onClick={() => onJump(answers[0])}
      >
        {question.wording}
        <span className="only-heard">
          {answered
            ? ` Answered by clause ${answers.map((clause) => clause.number).join(", ")}.`
            : " No clause answers this yet."}
        </span>
      </button>
    </li>
  );
}

/** How many guiding questions still wait for a clause, in words. */
function gapWords(sections: readonly OutlinedSection[]): string {
  const answered = new Set(
    sections.flatMap((section) => section.clauses.flatMap((clause) => clause.questions)),
  );
  const questions = sections.flatMap((section) => themeOf(section.theme)?.questions ?? []);
  const gaps = questions.filter((question) => !answered.has(question.id)).length;
  if (gaps === 0) return "Every guiding question has a clause.";
  return `${gaps} of ${questions.length} guiding questions ${gaps === 1 ? "has" : "have"} no clause yet.`;
}
