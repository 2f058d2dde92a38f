/**
 * The declaration as a file of Plenary's own, `.json`: everything that stands in it, so that it can be taken in again
 * without loss. Whoever writes another one goes by this schema; a change of it goes up with the version.
 */
import * as z from "zod";
import { isAllowedAddress } from "./declaration/grammar.ts";
import type { Block, Declaration, Inline, Words } from "./declaration/readDeclaration.ts";
import { horizons, levels, roadmapAttributes, writeLines } from "./declaration/roadmapFields.ts";
import { limits } from "./limits.ts";
import { themes } from "./programme.ts";
import { recordSchema } from "./recordSchemas.ts";
import type { PlenaryRecord } from "./records.ts";

const declarationFormat = { format: "plenary-declaration", version: 1 } as const;

/** Lists stand in lists at most this deep here; the text itself allows a little more. */
const deepestList = 10;

const words = z.strictObject({
  kind: z.literal("words"),
  text: z.string(),
  bold: z.boolean(),
  italic: z.boolean(),
  href: z.string().refine(isAllowedAddress, "is no address that a declaration may link to").nullable(),
});
const inline = z.discriminatedUnion("kind", [words, z.strictObject({ kind: z.literal("lineBreak") })]);
const paragraph = z.strictObject({ kind: z.literal("paragraph"), inlines: z.array(inline) });

/** Blocks with so many levels of lists in them: counted down, so that no file can exhaust the stack. */
function blocksOf(levelsLeft: number): z.ZodType<Block[]> {
  if (levelsLeft === 0) return z.array(paragraph);
  const items = z.array(blocksOf(levelsLeft - 1));
  const list = (kind: "bulletList" | "orderedList") =>
    z.strictObject({ kind: z.literal(kind), start: z.int(), items });
  return z.array(z.discriminatedUnion("kind", [paragraph, list("bulletList"), list("orderedList")]));
}

const field = (name: "lead" | "due" | "indicator" | "baseline" | "target" | "resources") =>
  z.string().refine(roadmapAttributes[name], "is not what this field holds");
const list = (name: "actors" | "dependsOn") =>
  z.array(z.string()).refine((lines) => roadmapAttributes[name](writeLines(lines)), "is too long");

const clause = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  questions: z.array(z.string().regex(/^[^\s]{1,80}$/)).max(24),
  roadmap: z.strictObject({
    actors: list("actors"),
    lead: field("lead"),
    level: z.enum(levels).nullable(),
    horizon: z.enum(horizons).nullable(),
    due: field("due"),
    indicator: field("indicator"),
    baseline: field("baseline"),
    target: field("target"),
    resources: field("resources"),
    dependsOn: list("dependsOn"),
  }),
  blocks: blocksOf(deepestList),
});
const section = z.strictObject({
  kind: z.enum(["preamble", "theme", "closing"]),
  theme: z.string().nullable(),
  clauses: z.array(clause),
});

const templateSections = ["preamble ", ...themes.map(({ id }) => `theme ${id}`), "closing "].join(", ");

export const declarationFile = z
  .strictObject({
    format: z.literal(declarationFormat.format),
    version: z.literal(declarationFormat.version),
    title: z.string().max(limits.titleLength * 4),
    sections: z
      .array(section)
      .refine(
        (all) => all.map(({ kind, theme }) => `${kind} ${theme ?? ""}`).join(", ") === templateSections,
        "must be the preamble, the themes of the programme in their order, and the closing",
      )
      .refine((all) => {
        const ids = all.flatMap(({ clauses }) => clauses.map(({ id }) => id));
        return new Set(ids).size === ids.length;
      }, "must not hold two clauses of one id"),
    /** Every record in order, as facilitators see them; none in a file of the text alone. */
    records: z
      .array(recordSchema)
      .refine((all) => all.every(({ sequence }, index) => sequence === index + 1), "must be numbered from 1"),
  })
  .readonly();
export type DeclarationFile = z.infer<typeof declarationFile>;

/** What goes into the file; numbers of clauses are left out, they follow from the order. */
export function declarationFileOf(
  declaration: Declaration,
  records: readonly PlenaryRecord[],
): DeclarationFile {
  return {
    ...declarationFormat,
    title: declaration.title,
    sections: declaration.sections.map(({ kind, theme, clauses }) => ({
      kind,
      theme,
      clauses: clauses.map(({ id, questions, roadmap, blocks }) => ({
        id,
        questions: [...questions],
        roadmap: { ...roadmap, actors: [...roadmap.actors], dependsOn: [...roadmap.dependsOn] },
        blocks: blocks.map(plainBlock),
      })),
    })),
    records: [...records],
  };
}

/** How the runs of a paragraph were divided is no part of it: neighbours of equal marks are one, empty ones are none. */
function plainBlock(block: Block): Block {
  if (block.kind !== "paragraph") return { ...block, items: block.items.map((item) => item.map(plainBlock)) };
  const inlines: Inline[] = [];
  for (const inline of block.inlines) {
    const last = inlines.at(-1);
    if (inline.kind === "words" && inline.text === "") continue;
    if (inline.kind === "words" && last?.kind === "words" && sameMarks(last, inline))
      inlines[inlines.length - 1] = { ...last, text: last.text + inline.text };
    else inlines.push(inline);
  }
  return { kind: "paragraph", inlines };
}

function sameMarks(one: Words, other: Words): boolean {
  return one.bold === other.bold && one.italic === other.italic && one.href === other.href;
}
