import type { Clause, Declaration, Section } from "../../shared/declaration/readDeclaration.ts";

/**
 * `after`, built from the very objects of `before` wherever nothing changed, so that React draws
 * again only the clauses that did.
 */
export function withUnchangedParts(before: Declaration | null, after: Declaration): Declaration {
  if (before === null) return after;
  const clauses = clausesById(before);
  const sections = after.sections.map((section, index) =>
    sectionWithUnchangedParts(before.sections[index], section, clauses),
  );
  const unchanged =
    before.title === after.title &&
    before.sections.length === sections.length &&
    sections.every((section, index) => section === before.sections[index]);
  return unchanged ? before : { title: after.title, sections };
}

/** The ids of clauses whose wording is new or another than before; a clause that only got another number is not among them. */
export function clausesWithNewWording(before: Declaration, after: Declaration): string[] {
  const known = clausesById(before);
  return after.sections.flatMap((section) =>
    section.clauses.flatMap((clause) =>
      clause.id !== "" && known.get(clause.id)?.blocks !== clause.blocks ? [clause.id] : [],
    ),
  );
}

function sectionWithUnchangedParts(
  before: Section | undefined,
  after: Section,
  known: ReadonlyMap<string, Clause>,
): Section {
  const clauses = after.clauses.map((clause) => clauseWithUnchangedParts(known.get(clause.id), clause));
  const unchanged =
    before !== undefined &&
    before.kind === after.kind &&
    before.theme === after.theme &&
    before.clauses.length === clauses.length &&
    clauses.every((clause, index) => clause === before.clauses[index]);
  return unchanged ? before : { ...after, clauses };
}

function clauseWithUnchangedParts(before: Clause | undefined, after: Clause): Clause {
  if (before === undefined || !sameValue(before.blocks, after.blocks)) return after;
  const unchanged =
    before.number === after.number &&
    sameValue(before.questions, after.questions) &&
    sameValue(before.roadmap, after.roadmap);
  return unchanged ? before : { ...after, blocks: before.blocks };
}

function clausesById(declaration: Declaration): Map<string, Clause> {
  return new Map(
    declaration.sections.flatMap((section) => section.clauses.map((clause) => [clause.id, clause] as const)),
  );
}

/** Plain values read in one fixed order of keys are equal when their JSON is. */
function sameValue(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
