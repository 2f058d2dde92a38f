/** What becomes of an accepted import: clauses at the ends of their sections, or a declaration of their own. */
import * as Y from "yjs";
import { findClause, findSection } from "../../shared/declaration/findClause.ts";
import { plainTextOfBlocks, readBlocks } from "../../shared/declaration/readDeclaration.ts";
import { readRoadmapFields } from "../../shared/declaration/roadmapFields.ts";
import { clauseElement, type NewClause, type NewSection } from "../../shared/declaration/writeClause.ts";
import { isFrozen } from "../../shared/deliberation/reading.ts";
import type { ImportedDeclaration } from "../../shared/imported.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../participant/newId.ts";
import type { CommandContext, CommandOutcome } from "./command.ts";

/**
 * Puts the clauses behind the last words of their sections, with a record that names them. Refusals: clause-frozen,
 * nothing-changed where the file brought no clause.
 */
export function bringText(
  imported: ImportedDeclaration,
  { importId, fileName }: { readonly importId: string; readonly fileName: string },
  context: Pick<CommandContext, "deliberation" | "document" | "now" | "participant" | "textSequence">,
): CommandOutcome {
  const { deliberation, document, now, participant, textSequence } = context;
  const sections = withIds(imported, (id) => findClause(document, id) === null).filter(
    ({ clauses }) => clauses.length > 0,
  );
  const clauseIds = sections.flatMap(({ clauses }) => clauses.map(({ id }) => id));
  if (clauseIds.length === 0) throw new Refusal("nothing-changed", "There is no clause in this file.");
  for (const { kind, theme } of sections) {
    if (isFrozen(deliberation, { clauseId: "", section: kind, theme }, now))
      throw new Refusal("clause-frozen", "A section that this would go into is frozen by the facilitator.");
  }
  return {
    record: {
      kind: "textImported",
      participantId: participant.id,
      data: { importId, fileName, clauseIds, textSequence },
    },
    write: (copy) => {
      for (const section of sections) append(copy, section);
    },
  };
}

/**
 * The sections with an id for each clause: its own where `isFree` lets it have it, else a new one; what depends on a
 * clause follows it.
 */
export function withIds(
  { sections }: Pick<ImportedDeclaration, "sections">,
  isFree: (id: string) => boolean,
): NewSection[] {
  const ids = new Map<string, string>();
  const named = sections.map((section) => ({
    ...section,
    clauses: section.clauses.map((clause): NewClause => {
      const id = clause.id !== null && isFree(clause.id) ? clause.id : newId();
      if (clause.id !== null) ids.set(clause.id, id);
      return { ...clause, id };
    }),
  }));
  return named.map((section) => ({
    ...section,
    clauses: section.clauses.map((clause) => ({
      ...clause,
      roadmap: {
        ...clause.roadmap,
        dependsOn: clause.roadmap.dependsOn.map((id) => ids.get(id) ?? id),
      },
    })),
  }));
}

/** The sections of a new declaration: those without clauses get an empty one, so that there is a place to write at once. */
export function withPlacesToWrite(sections: readonly NewSection[]): NewSection[] {
  const empty = (): NewClause => ({
    id: newId(),
    questions: [],
    roadmap: readRoadmapFields(() => ""),
    blocks: [],
  });
  return sections.map((section) =>
    section.clauses.length > 0 ? section : { ...section, clauses: [empty()] },
  );
}

/** Before the empty clauses at a section's end, which are there to be written in. */
function append(document: Y.Doc, { kind, theme, clauses }: NewSection): void {
  const section = findSection(document, kind, theme);
  if (section === null) return;
  const present = section.toArray();
  const index = present.findLastIndex(
    (child) => child instanceof Y.XmlElement && plainTextOfBlocks(readBlocks(child)).trim() !== "",
  );
  section.insert(index + 1, clauses.map(clauseElement));
}
