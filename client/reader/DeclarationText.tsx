import { memo, useLayoutEffect, useMemo, useRef } from "react";
import { sectionHeading } from "../../shared/declaration/numbering.ts";
import {
  type Clause,
  type Declaration,
  plainTextOfBlocks,
  type Section,
} from "../../shared/declaration/readDeclaration.ts";
import { themeOf } from "../../shared/programme.ts";
import { fieldsInWords } from "../../shared/roadmap/fieldsInWords.ts";
import { TitleWords } from "../ui/TitleWords.tsx";
import { FieldsLine } from "./FieldsLine.tsx";
import { keepPlace, type PlaceKeeper } from "./keepPlace.ts";
import { ClauseFoot, type OpenSheet } from "./part/ClauseFoot.tsx";
import type { ClauseStanding, Standings } from "./part/clauseStanding.ts";
import { IdeasFoot } from "./part/IdeasFoot.tsx";
import { RemovedFoot } from "./part/RemovedFoot.tsx";
import { Wording } from "./Wording.tsx";
import "./reader.css";

/** What stands under the clauses of whoever may take part. */
export interface Feet {
  readonly standings: Standings;
  /** How many ideas lie in the inbox of each theme. */
  readonly ideas: ReadonlyMap<string, number>;
  /** How many clauses are gone about which something was said. */
  readonly removed: number;
  readonly onOpen: (sheet: OpenSheet) => void;
}

interface DeclarationTextProps {
  readonly declaration: Declaration;
  /** Clauses to glow. */
  readonly fresh: ReadonlySet<string>;
  /** Null on a screen, which shows the text alone. */
  readonly feet: Feet | null;
}

/** The declaration in print, alive: what one is reading stays where it is while the text changes. */
export function DeclarationText({ declaration, fresh, feet }: DeclarationTextProps) {
  const text = useRef<HTMLElement>(null);
  const place = useRef<PlaceKeeper>(null);
  const numbers = useMemo(() => numbersIn(declaration), [declaration]);

  useLayoutEffect(() => {
    if (text.current === null) return;
    const keeper = keepPlace(text.current);
    place.current = keeper;
    return () => keeper.stop();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text may have moved with every new declaration.
  useLayoutEffect(() => place.current?.restore(), [declaration]);

  return (
    <article className="declaration reader-text" ref={text}>
      <h1 className="declaration-title">
        <TitleWords title={declaration.title.trim() || "Declaration without a title"} />
      </h1>
      {declaration.sections.map((section) => (
        <SectionText
          key={`${section.kind} ${section.theme}`}
          section={section}
          fresh={fresh}
          feet={feet}
          numbers={numbers}
        />
      ))}
      {feet !== null && feet.removed > 0 && <RemovedFoot count={feet.removed} onOpen={feet.onOpen} />}
    </article>
  );
}

/** The number of each clause by its id. */
function numbersIn(declaration: Declaration): ReadonlyMap<string, string> {
  return new Map(
    declaration.sections.flatMap(({ clauses }) => clauses.map(({ id, number }) => [id, number] as const)),
  );
}

interface SectionTextProps extends Omit<DeclarationTextProps, "declaration"> {
  readonly section: Section;
  readonly numbers: ReadonlyMap<string, string>;
}

function SectionText({ section, fresh, feet, numbers }: SectionTextProps) {
  const theme = themeOf(section.theme);
  const heading = sectionHeading(section.kind, section.theme);
  const answered = new Set(section.clauses.flatMap((clause) => clause.questions));
  const empty = section.clauses.every(isEmpty);
  return (
    <section
      id={section.theme ?? section.kind}
      className="declaration-section"
      data-kind={section.kind}
      data-theme={section.theme ?? undefined}
      aria-label={theme ? `Theme ${theme.number}: ${heading}` : heading}
    >
      <h2 className="section-heading">
        {theme && <span className="section-number">{theme.number}</span>}
        {heading}
        {theme && <span className="theme-mark" data-theme={theme.id} aria-hidden="true" />}
      </h2>
      {theme && (
        <ul className="section-questions">
          {theme.questions.map((question) => (
            <li key={question.id} className="section-question" data-answered={answered.has(question.id)}>
              {question.wording}
              <span className="only-heard">{answered.has(question.id) ? " (answered)" : " (open)"}</span>
            </li>
          ))}
        </ul>
      )}
      {empty ? (
        <p className="section-empty">Nothing is written here yet.</p>
      ) : (
        <div className="section-clauses">
          {section.clauses.map((clause, place) => (
            <ClauseText
              key={clause.id || `place ${place}`}
              clause={clause}
              fresh={fresh.has(clause.id)}
              standing={feet?.standings.get(clause.id) ?? null}
              onOpen={feet?.onOpen ?? null}
              before={clause.roadmap.dependsOn.map((id) => numbers.get(id) ?? "").join("\n")}
            />
          ))}
        </div>
      )}
      {theme && feet !== null && (
        <IdeasFoot theme={theme} count={feet.ideas.get(theme.id) ?? 0} onOpen={feet.onOpen} />
      )}
    </section>
  );
}

function isEmpty({ blocks }: Clause): boolean {
  return plainTextOfBlocks(blocks).trim() === "";
}

interface ClauseTextProps {
  readonly clause: Clause;
  readonly fresh: boolean;
  /** The numbers of the clauses it depends on, one a line; empty where one is gone. */
  readonly before: string;
  readonly standing: ClauseStanding | null;
  readonly onOpen: ((sheet: OpenSheet) => void) | null;
}

const ClauseText = memo(function ClauseText({ clause, fresh, before, standing, onOpen }: ClauseTextProps) {
  const hasFoot = standing !== null && onOpen !== null && clause.id !== "" && !isEmpty(clause);
  const { roadmap } = clause;
  const fields = useMemo(() => {
    const numbers = before.split("\n");
    return fieldsInWords(roadmap, (id) => numbers[roadmap.dependsOn.indexOf(id)] || undefined);
  }, [roadmap, before]);
  return (
    <div
      className="clause"
      id={clause.id || undefined}
      data-id={clause.id}
      data-fresh={fresh || undefined}
      data-foot={hasFoot || undefined}
    >
      <a className="clause-number" href={`#${clause.id}`} aria-label={`Clause ${clause.number}`}>
        {clause.number}
      </a>
      <div className="clause-wording">
        <Wording blocks={clause.blocks} />
      </div>
      <FieldsLine fields={fields} />
      {hasFoot && (
        <ClauseFoot clauseId={clause.id} number={clause.number} standing={standing} onOpen={onOpen} />
      )}
    </div>
  );
});
