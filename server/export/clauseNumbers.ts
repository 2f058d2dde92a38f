/** How the clauses of a paper are numbered, and what they are called where one speaks of another. */
import { type Clause, plainTextOfBlocks, type Section } from "../../shared/declaration/readDeclaration.ts";
import type { Numbering } from "../../shared/exports.ts";

/** So many letters of a clause stand for it where clauses have no numbers. */
const openingLetters = 40;

/**
 * The number of each printed clause by its place. By section it is the one that the room saw, so that the number of
 * a clause left empty stays free; continuously, only printed clauses count.
 */
export function numberClauses(sections: readonly Section[], numbering: Numbering): Map<Clause, string> {
  const numbers = new Map<Clause, string>();
  let counted = 0;
  for (const { kind, clauses } of sections) {
    for (const clause of clauses.filter(hasWords)) {
      if (numbering === "none") numbers.set(clause, "");
      else if (numbering === "section" || kind === "preamble") numbers.set(clause, clause.number);
      else {
        counted += 1;
        numbers.set(clause, String(counted));
      }
    }
  }
  return numbers;
}

/** What to call a clause: its number, or its first words. */
export function labelOf(clause: Clause, number: string): string {
  if (number !== "") return number;
  const words = plainTextOfBlocks(clause.blocks).replaceAll(/\s+/g, " ").trim();
  const letters = [...words];
  return letters.length <= openingLetters
    ? `“${words}”`
    : `“${letters.slice(0, openingLetters).join("").trimEnd()}…”`;
}

/** A clause left empty is not printed. */
export function hasWords(clause: Clause): boolean {
  return plainTextOfBlocks(clause.blocks).trim() !== "";
}
