/** What becomes of a file that somebody brings: shown before anything changes, and taken in once it is accepted. */
import * as z from "zod";
import type { SectionKind } from "./declaration/grammar.ts";
import type { Block } from "./declaration/readDeclaration.ts";
import type { RoadmapFields } from "./declaration/roadmapFields.ts";
import { themes } from "./programme.ts";

const sectionNames = ["preamble", ...themes.map(({ id }) => id), "closing"] as const;

/** The query of an import: `into` names where text goes that stands under no heading of ours. */
export const importQuery = z.strictObject({ into: z.enum(sectionNames).optional() });
export const importAcceptance = z.strictObject({ previewId: z.string().max(64) });

/** A section by its kind and theme, as everywhere. */
export interface SectionName {
  readonly kind: SectionKind;
  readonly theme: string | null;
}

export interface ImportedClause {
  /** Of our own files the id it had; null elsewhere. */
  readonly id: string | null;
  readonly questions: readonly string[];
  readonly roadmap: RoadmapFields;
  readonly blocks: readonly Block[];
}

export interface ImportedSection extends SectionName {
  readonly clauses: readonly ImportedClause[];
}

/** A heading of the file, and where what stands under it goes. */
export interface MappedHeading {
  readonly heading: string;
  readonly section: SectionName;
  /** How many clauses came from under it. */
  readonly clauses: number;
}

/** A note is what our own papers say about a clause, or a heading with nothing under it. */
export type DroppedKind = "picture" | "footnote" | "address" | "form" | "note";

export interface ImportedDeclaration {
  /** Empty where the file names none. */
  readonly title: string;
  /** Those of the template, in its order. */
  readonly sections: readonly ImportedSection[];
  readonly mapped: readonly MappedHeading[];
  /** What stood under headings that are none of ours, or under none: where it goes instead, and its first words. */
  readonly unplaced: readonly (MappedHeading & { readonly words: string })[];
  /** What a declaration cannot hold, with whatever words it had. */
  readonly dropped: readonly { readonly what: DroppedKind; readonly words: string }[];
}

/** Answer of an import's preview; nothing has changed yet. */
export interface ImportPreview extends ImportedDeclaration {
  /** To accept it with, for as long as `previewMinutes` in limits.ts says. */
  readonly previewId: string;
  readonly fileName: string;
  /** How many comments, amendments, positions and decisions come with it: only into a new declaration. */
  readonly records: number;
}

/** The section that `into` names; null where it is left out. */
export function sectionNamed(into: z.infer<typeof importQuery>["into"]): SectionName | null {
  if (into === undefined) return null;
  return into === "preamble" || into === "closing"
    ? { kind: into, theme: null }
    : { kind: "theme", theme: into };
}
