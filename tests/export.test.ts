import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { writeMarkdown } from "../server/export/markdown.ts";
import {
  type Block,
  type Clause,
  type Declaration,
  type Inline,
  readDeclaration,
  type Words,
} from "../shared/declaration/readDeclaration.ts";
import { readRoadmapFields } from "../shared/declaration/roadmapFields.ts";
import { layDownTemplate } from "../shared/declaration/template.ts";
import { themes } from "../shared/programme.ts";
import { onPaper } from "./kit/onPaper.ts";
import { expectedRuns, expectedTree, reader, runsIn, treeIn } from "./kit/readMarkdown.ts";

const words = (text: string, marks: Partial<Words> = {}): Words => ({
  kind: "words",
  text,
  bold: false,
  italic: false,
  href: null,
  ...marks,
});
const paragraph = (...inlines: (Inline | string)[]): Block => ({
  kind: "paragraph",
  inlines: inlines.map((inline) => (typeof inline === "string" ? words(inline) : inline)),
});
const clause = (number: string, blocks: Block[], questions: string[] = []): Clause => ({
  id: `clause-${number}`,
  number,
  questions,
  roadmap: readRoadmapFields(() => ""),
  blocks,
});
const declaration = (...clauses: Clause[]): Declaration => ({
  title: "A roadmap",
  sections: [{ kind: "closing", theme: null, clauses }],
});
const markdownOf = (...clauses: Clause[]) =>
  writeMarkdown(onPaper(declaration(...clauses), { annex: false }));

test("A declaration in Markdown: title, sections from the programme, numbered clauses, nested lists, marks, questions", () => {
  const paper = writeMarkdown(
    onPaper(
      {
        title: "Roadmap for Recognition",
        sections: [
          { kind: "preamble", theme: null, clauses: [clause("(1)", [paragraph("Whereas time is short;")])] },
          {
            kind: "theme",
            theme: "digital-transformation",
            clauses: [
              clause(
                "2.1",
                [
                  paragraph(
                    "Wallets are ",
                    words("open", { bold: true }),
                    " and ",
                    words("free", { italic: true }),
                    ", see ",
                    words("the standard", { href: "https://example.org/a_(b)" }),
                    { kind: "lineBreak" },
                    "and its annex.",
                  ),
                  {
                    kind: "orderedList",
                    start: 3,
                    items: [
                      [paragraph("first")],
                      [paragraph("second"), { kind: "bulletList", start: 1, items: [[paragraph("inner")]] }],
                    ],
                  },
                ],
                ["digital-transformation-2"],
              ),
              clause("2.2", [paragraph("")]),
              clause("2.3", [{ kind: "bulletList", start: 1, items: [[paragraph("only a list")]] }]),
            ],
          },
          { kind: "closing", theme: null, clauses: [clause("C.1", [paragraph("Done in Barcelona.")])] },
        ],
      },
      { annex: false },
    ),
  );
  expect(paper).toBe(`# Roadmap for Recognition

## Preamble

**(1)** Whereas time is short;

## 2. Digital Transformation

> **Guiding questions**
>
> - What demands do micro-credentials make of our digital educational infrastructure, and how to meet them? _Not answered by any clause yet_
> - What emerging standards and technologies support micro-credentialing, and what is still needed? _Answered by 2.1_

**2.1** Wallets are **open** and _free_, see [the standard](<https://example.org/a_(b)>)\\
and its annex.

3. first

4. second

   - inner

_Answers: What emerging standards and technologies support micro-credentialing, and what is still needed?_

**2.3**

- only a list

## Closing

**C.1** Done in Barcelona.
`);
});

test("A fresh declaration has every section of the programme in Markdown, in its order", () => {
  const document = new Y.Doc();
  let count = 0;
  layDownTemplate(document, "Fresh", () => `c${++count}`);
  const headings = writeMarkdown(onPaper(readDeclaration(document))).match(/^#+ .*$/gm);
  expect(headings).toEqual([
    "# Fresh",
    "## Preamble",
    ...themes.map((theme) => `## ${theme.number}. ${theme.title}`),
    "## Closing",
  ]);
});

describe("What people write never becomes markup", () => {
  const hostile = [
    "# x",
    "1. x",
    "1) x",
    "- x",
    "+ x",
    "* x",
    "> x",
    "===",
    "---",
    "<script>alert(1)</script>",
    "<!-- hidden",
    "[a](javascript:alert(1))",
    "![a](https://example.org/a.png)",
    "[a]: https://example.org",
    "`code` ``` fence",
    "| a | b |",
    "a \\ b \\",
    "    four spaces",
    "\ttab",
    "**not bold** __nor this__ *nor* _this_",
    "~~struck~~",
    "&lt;b&gt; &copy; &#35;",
    "<https://example.org>",
    "$x^2$",
    "a\n\nb",
    "trailing  ",
    "C#",
  ];
  for (const text of hostile) {
    test(JSON.stringify(text), () => {
      for (const lines of [
        [words(text)],
        [words("before"), { kind: "lineBreak" } as const, words(text)],
        [words(text), words("bold", { bold: true })],
        [words("!"), words(text, { href: "https://example.org" })],
      ]) {
        const blocks = [paragraph("opening"), { kind: "paragraph", inlines: lines } as const];
        const tokens = reader.parse(markdownOf(clause("2.1", blocks)), {});
        const block = tokens.filter((token) => token.type.endsWith("_open") || token.nesting === 0);
        expect(block.map((token) => token.type)).toEqual([
          "heading_open",
          "inline",
          "heading_open",
          "inline",
          "paragraph_open",
          "inline",
          "paragraph_open",
          "inline",
        ]);
        expect(runsIn(tokens.at(-2)?.children ?? [])).toEqual(expectedRuns(lines));
      }
    });
    test(`${JSON.stringify(text)} as the title`, () => {
      const paper = writeMarkdown(onPaper({ title: text, sections: [] }));
      const tokens = reader.parse(paper, {});
      expect(tokens.map((token) => token.type)).toEqual(["heading_open", "inline", "heading_close"]);
      expect(runsIn(tokens[1]?.children ?? [])).toEqual(expectedRuns([words(text)]));
    });
  }
});

test("Links lead where a declaration may link to, and nowhere else", () => {
  const paper = markdownOf(
    clause("2.1", [
      paragraph(
        words("good", { href: "https://example.org/?a=1&copy;=2" }),
        " ",
        words("bad", { href: "javascript:alert(1)" }),
      ),
    ]),
  );
  expect(reader.render(paper)).toContain('<a href="https://example.org/?a=1&amp;copy;=2">good</a> bad');
});

test("A kind of block that Markdown has no writer for stops the export", () => {
  const table = { kind: "table", rows: [] } as unknown as Block;
  for (const blocks of [
    [table],
    [{ kind: "bulletList", start: 1, items: [[paragraph("x"), table]] } satisfies Block],
  ]) {
    const document = onPaper(declaration(clause("2.1", [paragraph("x")])));
    const sections = document.sections.map((section) => ({
      ...section,
      clauses: section.clauses.map((each) => ({ ...each, blocks })),
    }));
    expect(() => writeMarkdown({ ...document, sections })).toThrow('no writer for "table"');
  }
});

test("Every word, mark and list of any declaration is read back from its Markdown", () => {
  const awkward = fc.constantFrom(
    ..."*_`~[]()<>!#+-=|\\&.:;\"'$^ \t\n\u00a0",
    "1.",
    "  ",
    "**",
    "word",
    "é",
    "字",
    "😀",
    "&amp;",
    "€",
    "“",
  );
  const text = fc.oneof(
    fc.array(awkward, { minLength: 1, maxLength: 8 }).map((parts) => parts.join("")),
    fc.lorem({ maxCount: 4 }),
  );
  const run = fc.record({
    kind: fc.constant("words" as const),
    text,
    bold: fc.boolean(),
    italic: fc.boolean(),
    href: fc.constantFrom(
      null,
      null,
      "https://example.org/a",
      "mailto:a@example.org",
      "https://b.org/(x)*<y>&amp;",
    ),
  });
  const inline = fc.oneof({ weight: 5, arbitrary: run }, fc.constant({ kind: "lineBreak" as const }));
  const paragraphs = fc.record({
    kind: fc.constant("paragraph" as const),
    inlines: fc.array(inline, { maxLength: 6 }),
  });
  const { block } = fc.letrec<{ block: Block; list: Block }>((tie) => ({
    block: fc.oneof({ maxDepth: 3, withCrossShrink: true }, paragraphs, tie("list")),
    list: fc.record({
      kind: fc.constantFrom("bulletList" as const, "orderedList" as const),
      start: fc.integer({ min: -2, max: 1200 }),
      items: fc.array(fc.array(tie("block"), { maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    }),
  }));
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (blocks) => {
      const paper = markdownOf(clause("2.7", [paragraph("opening"), ...blocks]));
      const [, , , , , , opening, , , ...tokens] = reader.parse(paper, {});
      expect(opening?.type).toBe("paragraph_open");
      expect(treeIn(tokens)).toEqual(expectedTree(blocks));
    }),
    { numRuns: 400, seed: 20260914 },
  );
});
