import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { finishDocument } from "../server/export/finishedDocument.ts";
import { formats } from "../server/export/formats.ts";
import type { Block, Clause, Declaration } from "../shared/declaration/readDeclaration.ts";
import { plainTextOfBlocks } from "../shared/declaration/readDeclaration.ts";
import { hasRoadmapFields, readRoadmapFields } from "../shared/declaration/roadmapFields.ts";
import { parseWording } from "../shared/declaration/wording.ts";
import { foldRecords } from "../shared/deliberation/fold.ts";
import { type ExportFormat, exportFormats, usualExportOptions } from "../shared/exports.ts";
import { themes } from "../shared/programme.ts";
import type { PlenaryRecord, RecordKind, RecordKinds } from "../shared/records.ts";
import { anyDeclaration } from "./kit/anyDeclaration.ts";
import { bare, cellsOf, readers } from "./kit/readPaper.ts";
import { describeWith } from "./kit/systemPackages.ts";

const at = "2026-09-16T16:00:00.000Z";
const write = async (
  format: ExportFormat,
  declaration: Declaration,
  records: readonly PlenaryRecord[] = [],
) => {
  const state = { declaration, deliberation: foldRecords(records), records, version: null, at };
  const paper = await formats[format].write(finishDocument(state, usualExportOptions));
  return typeof paper === "string" ? new TextEncoder().encode(paper) : paper;
};
const record = <Kind extends RecordKind>(
  sequence: number,
  kind: Kind,
  data: RecordKinds[Kind],
  name = "Ana",
) =>
  ({
    sequence,
    kind,
    author: { participantId: `p${sequence}`, name, affiliation: name, stakeholder: name, role: "attendee" },
    at,
    data,
  }) as PlenaryRecord;
const comment = (sequence: number, clauseId: string, words: string, name?: string) =>
  record(
    sequence,
    "commentMade",
    {
      commentId: `k${sequence}`,
      clauseId,
      words,
      anchor: null,
      replyTo: null,
      amendmentId: null,
      held: false,
    },
    name,
  );

/** Longer words go over lines and pages, with running heads between. */
const longest = 40;

/** Letters and digits alone: marks, spaces and signs are written in each format's own way. */
function wordsOf(text: string): string[] {
  return text.split(/\s+/).flatMap((each) =>
    (
      bare(each)
        .toLowerCase()
        .match(/[a-z0-9äöüéčß]+/g) ?? []
    ).flatMap(ends),
  );
}

const ends = (word: string) =>
  word.length <= longest ? [word] : [word.slice(0, longest), word.slice(-longest)];

/** What stands in blocks, run by run: a format may part two runs of other marks. */
function runsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) =>
    block.kind === "paragraph"
      ? block.inlines.map((inline) => (inline.kind === "words" ? inline.text : ""))
      : block.items.flatMap(runsOf),
  );
}

describeWith(["pdftotext"], "Every word that stands in a declaration", () => {
  test.each(exportFormats)("stands in its %s", async (format) => {
    await fc.assert(
      fc.asyncProperty(anyDeclaration, async (declaration) => {
        const paper = bare(readers[format](await write(format, declaration))).toLowerCase();
        const printed = declaration.sections
          .flatMap(({ clauses }) => clauses)
          .filter(({ blocks }) => plainTextOfBlocks(blocks).trim() !== "")
          // The table holds the actions alone.
          .filter(({ roadmap }) => format !== "csv" || hasRoadmapFields(roadmap));
        for (const { blocks, roadmap } of printed)
          for (const word of [...runsOf(blocks), roadmap.lead, roadmap.indicator].flatMap(wordsOf))
            expect(paper).toContain(word);
      }),
      { numRuns: format === "pdf" ? 12 : 60, seed: 20260916 },
    );
  });
});

const hostile = [
  '#eval("1+1") *b* _i_ $x$ `raw` = h @ref <lbl> // c /* d */ #import "x"',
  '=HYPERLINK("http://127.0.0.1","x")',
  "+1",
  "-1+2",
  "@SUM(1)",
  "<script>alert(1)</script>",
  "]]> <![CDATA[ &amp; &lt; --> <!--",
  "a\u0000b\u0007c\u001bd\u007fe\ufffef",
  "abcde".repeat(2000),
  "😀 é e\u0301 Straße 漢字",
  "# heading | cell | ~~no~~ [x](javascript:alert(1))",
];
const rightToLeft = ["שלום", "سلام"];

const clause = (id: string, words: string): Clause => ({
  id,
  number: "",
  questions: [],
  roadmap: {
    ...readRoadmapFields(() => ""),
    actors: [words.slice(0, 100)],
    lead: words,
    indicator: words,
    baseline: words,
    target: words,
    resources: words,
  },
  blocks: [
    { kind: "paragraph", inlines: [{ kind: "words", text: words, bold: true, italic: false, href: null }] },
  ],
});

describeWith(["pdftotext"], "Hostile words in every field", () => {
  for (const format of exportFormats) {
    test.each([...hostile, ...rightToLeft])(`come out of ${format} as those words: %j`, async (words) => {
      const declaration: Declaration = {
        title: words.slice(0, 300),
        sections: [
          { kind: "preamble", theme: null, clauses: [] },
          ...themes.map(({ id }, index) => ({
            kind: "theme" as const,
            theme: id,
            clauses: index === 0 ? [clause("c1", words)] : [],
          })),
          { kind: "closing", theme: null, clauses: [] },
        ],
      };
      const short = words.slice(0, 80);
      const records = [
        comment(1, "c1", words, short),
        record(2, "commentResolved", { commentId: "k1", disposition: "declined", reason: words, into: null }),
        record(3, "amendmentProposed", {
          amendmentId: "m1",
          kind: "replace",
          clauseId: "c1",
          section: null,
          wording: `${words} twice`,
          base: words,
          reason: words,
          held: false,
        }),
        record(4, "ideaSent", {
          ideaId: "i1",
          theme: themes[0]?.id ?? "",
          words,
          talk: short,
          speaker: short,
          held: false,
        }),
      ];
      const text = readers[format](await write(format, declaration, records));
      const paper = bare(text);
      // A reader of PDF tells words of other directions in an order of its own.
      const expected =
        format !== "pdf" ? [bare(words)] : rightToLeft.includes(words) ? [...words] : ends(bare(words));
      for (const each of expected) {
        // Wording, lead, indicator, baseline, target, resources; and where there is an annex, what was said.
        const times = paper.split(each).length - 1;
        expect(times).toBeGreaterThanOrEqual(format === "csv" ? 6 : 8);
      }
    });
  }

  test("No cell of the table begins as a formula does", async () => {
    const declaration: Declaration = {
      title: "x",
      sections: [
        {
          kind: "closing",
          theme: null,
          clauses: hostile.map((words, index) => clause(`c${index}`, words)),
        },
      ],
    };
    const cells = cellsOf(new TextDecoder().decode(await write("csv", declaration)));
    expect(cells).toHaveLength(hostile.length + 1);
    for (const cell of cells.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(cells.flat()).toContain(`'${hostile[1]}`);
  });
});

describe("200 clauses with 1,000 comments", () => {
  const clauses = Array.from(
    { length: 200 },
    (_, index): Clause => ({
      ...clause(`c${index}`, `Clause ${index} lays down what the signatories do next.`),
      blocks: parseWording(
        `Clause ${index} lays down what the signatories do next, by when, and how all of them will know that it was done.\n\n- first\n- second`,
      ),
    }),
  );
  const declaration: Declaration = {
    title: "A long roadmap",
    sections: themes.map(({ id }, theme) => ({
      kind: "theme",
      theme: id,
      clauses: clauses.slice(theme * 50, theme * 50 + 50),
    })),
  };
  const records = Array.from({ length: 1000 }, (_, index) =>
    comment(
      index + 1,
      `c${index % 200}`,
      `Comment ${index}: this should be said more plainly, and with a number.`,
    ),
  );
  test.each(exportFormats)("are a paper in %s", async (format) => {
    await write(format, { title: "warm", sections: [] });
    const started = performance.now();
    const worked = process.cpuUsage();
    const paper = await write(format, declaration, records);
    const wall = Math.round(performance.now() - started);
    const work = Math.round(process.cpuUsage(worked).user / 1000);
    console.log(`${format}: ${wall} ms, ${work} ms of them work, ${Math.round(paper.length / 1024)} KiB`);
    expect(paper.length).toBeGreaterThan(10_000);
  });
});
