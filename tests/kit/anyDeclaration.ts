/** Declarations that nobody would write, for writers that must put every word of them on paper. */
import fc from "fast-check";
import { clauseNumber } from "../../shared/declaration/numbering.ts";
import type { Block, Clause, Declaration, Inline } from "../../shared/declaration/readDeclaration.ts";
import { horizons, knownActors, levels } from "../../shared/declaration/roadmapFields.ts";
import { themes } from "../../shared/programme.ts";

/** What people write who want to break a writer, or who write another way than most. */
const hostileWords = [
  '#eval(read("secret"))',
  '=HYPERLINK("https://example.org","x")',
  "<script>alert(1)</script>",
  "]]> &amp; <![CDATA[ -->",
  "</w:t></w:r><w:p/>",
  "שלום עולם",
  "مرحبا",
  "👩‍🚀 é e\u0301 字",
  "\u202eevil\u202c",
  "w".repeat(10_000),
  "a\u0000b\u0007c\u001b[31m",
  "{{process.env}} {% x %} \\input{x}",
  "%s %d `code` **not bold**",
];

const text = fc.oneof(
  fc.constantFrom(...hostileWords),
  fc.lorem({ maxCount: 5 }),
  fc.string({ unit: "binary", minLength: 1, maxLength: 12 }),
);
const words = fc.record({
  kind: fc.constant("words" as const),
  text,
  bold: fc.boolean(),
  italic: fc.boolean(),
  href: fc.constantFrom(null, null, "https://example.org/?a=1&b=%22", "mailto:a@example.org"),
});
const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 5, arbitrary: words },
  fc.constant({ kind: "lineBreak" as const }),
);
const paragraph = fc.record({
  kind: fc.constant("paragraph" as const),
  inlines: fc.array(inline, { minLength: 1, maxLength: 4 }),
});
const { block } = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    paragraph,
    fc.record({
      kind: fc.constantFrom("bulletList" as const, "orderedList" as const),
      start: fc.constantFrom(1, 1, 4),
      items: fc.array(fc.array(tie("block"), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }),
    }),
  ),
}));
const roadmap = fc.record({
  actors: fc.uniqueArray(
    fc.constantFrom("learners", "A free one & <co>", ...knownActors.map(({ id }) => id)),
    { maxLength: 3 },
  ),
  lead: fc.constantFrom("", ...hostileWords.slice(0, 6)),
  level: fc.constantFrom(null, ...levels),
  horizon: fc.constantFrom(null, ...horizons),
  due: fc.constantFrom("", "2027-06-30"),
  indicator: fc.constantFrom("", "100 % <sure>"),
  baseline: fc.constantFrom("", "none"),
  target: fc.constantFrom("", "all"),
  resources: fc.constantFrom("", "€ 5"),
  dependsOn: fc.constant([]),
});

const clause = fc.record({
  questions: fc.subarray(
    themes.flatMap(({ questions }) => questions.map(({ id }) => id)),
    { maxLength: 2 },
  ),
  roadmap,
  blocks: fc.array(block, { minLength: 1, maxLength: 3 }),
});

/** Any declaration of the template's sections, some of them empty. */
export const anyDeclaration: fc.Arbitrary<Declaration> = fc
  .record({
    title: fc.oneof(text, fc.constant("A roadmap")),
    sections: fc.tuple(
      ...Array.from({ length: themes.length + 2 }, () => fc.array(clause, { maxLength: 3 })),
    ),
  })
  .map(({ title, sections }) => ({
    title: title.slice(0, 300),
    sections: sections.map((clauses, place) => {
      const kind = place === 0 ? "preamble" : place === sections.length - 1 ? "closing" : "theme";
      const theme = kind === "theme" ? (themes[place - 1]?.id ?? null) : null;
      return {
        kind,
        theme,
        clauses: clauses.map(
          (each, index): Clause => ({
            ...each,
            id: `c${place}-${index}`,
            number: clauseNumber(kind, theme, index),
          }),
        ),
      };
    }),
  }));
