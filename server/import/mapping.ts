/** From the parts of a foreign text to a declaration: which heading is which section, and what becomes of the rest. */
import { type Block, plainTextOfBlocks } from "../../shared/declaration/readDeclaration.ts";
import { readRoadmapFields } from "../../shared/declaration/roadmapFields.ts";
import type {
  ImportedClause,
  ImportedDeclaration,
  MappedHeading,
  SectionName,
} from "../../shared/imported.ts";
import { limits } from "../../shared/limits.ts";
import { themes } from "../../shared/programme.ts";
import { clausesOf } from "./clauses.ts";
import { sectionOfHeading } from "./headings.ts";
import type { Part } from "./htmlParts.ts";

/** Words shown of a passage that found no place of its own. */
const shownWords = 200;

const template: readonly SectionName[] = [
  { kind: "preamble", theme: null },
  ...themes.map(({ id }) => ({ kind: "theme", theme: id }) as const),
  { kind: "closing", theme: null },
];

/** What stands under one heading, up to the next one that counts. */
interface Passage {
  /** Null before the first heading. */
  readonly heading: string | null;
  readonly placed: boolean;
  readonly section: SectionName;
  readonly blocks: Block[];
}

/**
 * The parts as a declaration. What stands under headings that are none of ours goes into `into`; without one, before
 * the first section it is the preamble's, after it the closing's. Their headings stay, as bold words.
 */
export function mapParts(parts: readonly Part[], into: SectionName | null): ImportedDeclaration {
  const { title, rest } = withoutTitle(parts);
  const all = passagesOf(rest, into);
  // A heading with nothing under it is told, and is no clause.
  const hollow = all.filter(
    ({ placed, heading, blocks }) => !placed && heading !== null && blocks.length === 1,
  );
  const passages = all.filter((passage) => !hollow.includes(passage));
  const clauses = new Map<Passage, ImportedClause[]>();
  for (const passage of passages) {
    clauses.set(
      passage,
      clausesOf(passage.blocks, passage.section).map(({ blocks, questions }) => ({
        id: null,
        questions,
        roadmap: readRoadmapFields(() => ""),
        blocks,
      })),
    );
  }
  const told = (passage: Passage): MappedHeading => ({
    heading: passage.heading ?? "",
    section: passage.section,
    clauses: clauses.get(passage)?.length ?? 0,
  });
  return {
    title,
    sections: template.map((section) => ({
      ...section,
      clauses: passages
        .filter((passage) => isSame(passage.section, section))
        .flatMap((passage) => clauses.get(passage) ?? []),
    })),
    mapped: passages.filter(({ placed }) => placed).map(told),
    unplaced: passages
      .filter(({ placed, blocks }) => !placed && blocks.length > 0)
      .map((passage) => ({ ...told(passage), words: firstWords(passage.blocks) })),
    dropped: [
      ...parts.flatMap((part) => (part.kind === "dropped" ? [{ what: part.what, words: part.words }] : [])),
      ...hollow.map(({ heading }) => ({ what: "note" as const, words: heading ?? "" })),
    ],
  };
}

/** The title is the first heading, where it is none of ours and stands above the others. */
function withoutTitle(parts: readonly Part[]): { title: string; rest: readonly Part[] } {
  const first = parts.findIndex((part) => part.kind !== "dropped");
  const part = parts[first];
  if (part?.kind !== "heading" || part.level !== 1 || sectionOfHeading(part.words) !== null)
    return { title: "", rest: parts };
  // Nobody calls a declaration that: it stays in the text, whole.
  if (part.words.length > limits.titleLength) return { title: "", rest: parts };
  return { title: part.words, rest: parts.filter((_, index) => index !== first) };
}

function passagesOf(parts: readonly Part[], into: SectionName | null): Passage[] {
  const passages: Passage[] = [];
  let begun = false;
  let level = Number.POSITIVE_INFINITY;
  const elsewhere = () => into ?? { kind: begun ? ("closing" as const) : ("preamble" as const), theme: null };
  let passage: Passage = { heading: null, placed: false, section: elsewhere(), blocks: [] };
  passages.push(passage);
  for (const part of parts) {
    if (part.kind === "dropped") continue;
    if (part.kind === "block") {
      passage.blocks.push(part.block);
      continue;
    }
    const section = sectionOfHeading(part.words);
    if (section !== null) {
      begun = true;
      level = part.level;
      passage = { heading: part.words, placed: true, section, blocks: [] };
      passages.push(passage);
    } else if (passage.placed && part.level > level) passage.blocks.push(boldParagraph(part.words));
    else {
      passage = {
        heading: part.words,
        placed: false,
        section: elsewhere(),
        blocks: [boldParagraph(part.words)],
      };
      passages.push(passage);
    }
  }
  return passages;
}

function boldParagraph(text: string): Block {
  return { kind: "paragraph", inlines: [{ kind: "words", text, bold: true, italic: false, href: null }] };
}

function firstWords(blocks: readonly Block[]): string {
  const words = plainTextOfBlocks(blocks).replaceAll(/\s+/g, " ").trim();
  return words.length > shownWords ? `${words.slice(0, shownWords).trimEnd()}…` : words;
}

function isSame(one: SectionName, other: SectionName): boolean {
  return one.kind === other.kind && one.theme === other.theme;
}
