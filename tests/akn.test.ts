// @vitest-environment jsdom
/** Akoma Ntoso: valid by the standard's schema, with every word where it belongs. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { writeAkn } from "../server/export/akn.ts";
import { xmlText } from "../server/export/xml.ts";
import { type Block, type Declaration, plainText } from "../shared/declaration/readDeclaration.ts";
import type { Deliberation } from "../shared/deliberation/state.ts";
import { anyDeclaration } from "./kit/anyDeclaration.ts";
import { exampleDeclaration, exampleDeliberation } from "./kit/exampleDeclaration.ts";
import { onPaper } from "./kit/onPaper.ts";
import { sharedMaterial } from "./kit/sharedMaterial.ts";
import { temporaryFolder } from "./kit/temporaryFolder.ts";
import { invalidBy } from "./kit/xmllint.ts";

const seed = 20260916;

function read(xml: string): Document {
  return new DOMParser().parseFromString(xml, "application/xml");
}

/** The words of each clause or recital by its GUID, however they are divided into paragraphs. */
function wordsByClause(page: Document): Record<string, string> {
  const elements = [...page.querySelectorAll("clause, recital")];
  return Object.fromEntries(
    elements.map((each) => [
      each.getAttribute("GUID"),
      [...each.querySelectorAll("p")].map((paragraph) => paragraph.textContent).join(""),
    ]),
  );
}

function wordsOf(block: Block): string {
  if (block.kind === "paragraph")
    return xmlText(plainText(block.inlines.filter(({ kind }) => kind === "words")));
  return block.items.flat().map(wordsOf).join("");
}

function written({ sections }: Declaration): Record<string, string> {
  const clauses = sections.flatMap((section) => section.clauses);
  const told = clauses.map(({ id, blocks }) => [id, blocks.map(wordsOf).join("")] as const);
  return Object.fromEntries(told.filter(([, words]) => words.trim() !== ""));
}

test("The example is valid: clauses by printed number and permanent id, votes, statuses, actions, annex", async (context) => {
  const schema = sharedMaterial(context, "akn/akomantoso30.xsd");
  const folder = await temporaryFolder();
  try {
    const files = await Promise.all(
      (["en", "es", "ca", "fr", "de"] as const).flatMap((language) =>
        (["section", "continuous", "none"] as const).map(async (numbering) => {
          const path = join(folder.path, `${language}-${numbering}.xml`);
          const options = {
            language,
            numbering,
            names: numbering === "none" ? "anonymous" : "shown",
          } as const;
          await writeFile(path, writeAkn(onPaper(exampleDeclaration, options, exampleDeliberation)));
          return path;
        }),
      ),
    );
    expect(invalidBy(context, schema, files)).toBe("");
  } finally {
    await folder.remove();
  }
  const page = read(writeAkn(onPaper(exampleDeclaration, {}, exampleDeliberation)));
  const third = exampleDeclaration.sections[2]?.clauses[2];
  const clause = page.querySelector(`[GUID="${third?.id}"]`);
  expect([clause?.getAttribute("eId"), clause?.querySelector("num")?.textContent]).toEqual([
    "sec_2__cl_3",
    "2.3",
  ]);
  expect(page.querySelector("recital")?.getAttribute("eId")).toBe("recs_1__rec_1");
  const votes = page.querySelector('voting[href="#sec_1__cl_1"] count[refersTo="#agree"]:not([href])');
  expect(Number(votes?.getAttribute("value"))).toBeGreaterThan(10);
  const actions = page.getElementsByTagNameNS("urn:plenary:roadmap:1", "action");
  expect(actions.length).toBe(
    exampleDeclaration.sections
      .flatMap(({ clauses }) => clauses)
      .filter(({ roadmap }) => roadmap.actors.length > 0).length,
  );
  expect(page.querySelectorAll("step").length).toBeGreaterThan(3);
  const alternatives = [...page.querySelectorAll("[alternativeTo]")];
  const open = [...exampleDeliberation.amendments.values()].filter(
    ({ kind, outcome, visibility }) =>
      kind === "replace" && outcome.kind === "open" && visibility === "shown",
  );
  expect(open.length).toBeGreaterThan(0);
  expect(alternatives.map((each) => each.getAttribute("alternativeTo"))).toEqual(
    open.map(({ clauseId }) => `#${page.querySelector(`[GUID="${clauseId}"]`)?.getAttribute("eId")}`),
  );
  expect(page.querySelector("attachment docTitle")?.textContent).toBe("How each clause was decided");
});

test("Without names nobody's name is in it, without the annex nothing of what was said", () => {
  const [record] = [...exampleDeliberation.comments.values()];
  const name = record?.author?.name ?? "";
  expect(name).not.toBe("");
  const paper = (options: object, deliberation: Deliberation = exampleDeliberation) =>
    writeAkn(onPaper(exampleDeclaration, options, deliberation));
  expect(paper({})).toContain(name);
  expect(paper({ names: "anonymous" })).not.toContain(name);
  expect(paper({ annex: false })).not.toContain("attachment");
});

test(`Any declaration is valid, and every word of it stands in its clause (seed ${seed})`, async (context) => {
  const schema = sharedMaterial(context, "akn/akomantoso30.xsd");
  const folder = await temporaryFolder();
  const files: string[] = [];
  try {
    await fc.assert(
      fc.asyncProperty(anyDeclaration, async (declaration) => {
        const xml = writeAkn(onPaper(declaration));
        const page = read(xml);
        expect(page.querySelector("parsererror")).toBeNull();
        expect(wordsByClause(page)).toEqual(written(declaration));
        expect(page.querySelector("coverPage docTitle")?.textContent).toBe(
          xmlText(declaration.title.trim()) || "Untitled declaration",
        );
        const path = join(folder.path, `${files.length}.xml`);
        await writeFile(path, xml);
        files.push(path);
      }),
      { numRuns: 60, seed },
    );
    expect(invalidBy(context, schema, files)).toBe("");
  } finally {
    await folder.remove();
  }
});

test("A kind of block that it has no writer for stops the export", () => {
  const blocks = [
    { kind: "table", rows: [] } as unknown as Block,
    {
      kind: "paragraph",
      inlines: [{ kind: "words", text: "x", bold: false, italic: false, href: null }],
    } as const,
  ];
  const [first, ...others] = exampleDeclaration.sections;
  const [clause] = first?.clauses ?? [];
  if (first === undefined || clause === undefined) throw new Error("the example has no recital");
  const sections = [{ ...first, clauses: [{ ...clause, blocks }] }, ...others];
  expect(() => writeAkn(onPaper({ title: "x", sections }))).toThrow();
});
