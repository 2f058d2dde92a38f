/** The Word file: read back by mammoth and opened by LibreOffice, with every clause, number and order equal. */
import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import mammoth from "mammoth";
import { expect, type TestContext, test } from "vitest";
import { writeDocx } from "../server/export/docx.ts";
import type { FinishedDocument } from "../server/export/finishedDocument.ts";
import { xmlText } from "../server/export/xml.ts";
import { readFile as bringFile } from "../server/import/readFile.ts";
import { type Block, plainText, plainTextOfBlocks } from "../shared/declaration/readDeclaration.ts";
import { anyDeclaration } from "./kit/anyDeclaration.ts";
import { exampleDeclaration, exampleDeliberation } from "./kit/exampleDeclaration.ts";
import { largeDeclaration, largeDeliberation } from "./kit/largeDeclaration.ts";
import { onPaper } from "./kit/onPaper.ts";
import { temporaryFolder } from "./kit/temporaryFolder.ts";

const seed = 20260916;
const example = (options = {}) => onPaper(exampleDeclaration, options, exampleDeliberation);

/** Without spaces: readers divide paragraphs and lists each in their own way. */
function packed(text: string): string {
  return text.replaceAll(/\s+/g, "");
}

/** The words of each paragraph: an office writes the numbers of lists between them. */
function wordsOf(block: Block): string[] {
  return block.kind === "paragraph"
    ? [plainText(block.inlines.filter(({ kind }) => kind === "words"))]
    : block.items.flat().flatMap(wordsOf);
}

/** Headings, numbers and words of a document, in their order. */
function expected({ title, sections }: FinishedDocument): string[] {
  return [
    title,
    ...sections.flatMap(({ heading, clauses }) => [
      heading,
      ...clauses.flatMap(({ number, blocks }) => [number, ...blocks.flatMap(wordsOf)]),
    ]),
  ]
    .map((words) => packed(xmlText(words)))
    .filter((words) => words !== "");
}

/** Fails where one of the words does not follow the one before. */
function expectInOrder(text: string, words: readonly string[]): void {
  let place = 0;
  for (const each of words) {
    const found = text.indexOf(each, place);
    if (found === -1) expect.fail(`"${each.slice(0, 200)}" does not follow at ${place}`);
    place = found + each.length;
  }
}

async function rawText(file: Uint8Array): Promise<string> {
  return packed((await mammoth.extractRawText({ buffer: Buffer.from(file) })).value);
}

test("mammoth reads every heading, number and clause back, in order, in each numbering", async () => {
  for (const numbering of ["section", "continuous", "none"] as const) {
    const document = example({ numbering });
    expectInOrder(await rawText(await writeDocx(document)), expected(document));
  }
});

test("Brought in again it is the same declaration: sections, clauses, lists; what is about them is told", async () => {
  const bytes = await writeDocx(example());
  const { declaration } = await bringFile({ name: "a.docx", mediaType: "", bytes }, null);
  expect(declaration.title).toBe(exampleDeclaration.title);
  const told = (sections: typeof declaration.sections | typeof exampleDeclaration.sections) =>
    sections.map(({ clauses }) => clauses.map(({ blocks }) => plainTextOfBlocks(blocks)));
  expect(told(declaration.sections)).toEqual(told(exampleDeclaration.sections));
  expect(declaration.dropped.every(({ what }) => what === "note")).toBe(true);
  expect(declaration.dropped.some(({ words }) => words === "Lead")).toBe(true);
});

test("It is made of styles, heading levels, real lists, a contents field and running heads", async () => {
  const files = unzipSync(await writeDocx(example()));
  const part = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  const body = part("word/document.xml");
  expect(body.match(/<w:pStyle w:val="Heading1"\/>/g)?.length).toBe(7);
  expect(body).toContain("TOC \\h \\o &quot;1-1&quot;");
  expect(body.match(/<w:pStyle w:val="Clause"\/>/g)?.length).toBe(
    exampleDeclaration.sections.flatMap(({ clauses }) => clauses).length,
  );
  expect(body).toContain("<w:numPr>");
  expect(body).toContain("<w:titlePg/>");
  expect(part("word/styles.xml")).toContain('w:val="en-GB"');
  expect(part("docProps/core.xml")).toContain(exampleDeclaration.title);
  expect(Object.keys(files).filter((name) => name.includes("header")).length).toBeGreaterThan(0);
});

test("The contents have page numbers without Word having been asked; a long file lets Word count them", async () => {
  const partOf = (file: Uint8Array, name: string) => strFromU8(unzipSync(file)[name] ?? new Uint8Array());
  const contentsOf = (file: Uint8Array) =>
    [...partOf(file, "word/document.xml").matchAll(/PAGEREF [\s\S]*?fldCharType="end"/g)].map(([field]) =>
      Number(/<w:t[^>]*>(\d+)<\/w:t>/.exec(field)?.[1]),
    );
  const short = await writeDocx(example());
  const pages = contentsOf(short);
  expect(pages).toHaveLength(7);
  expect(pages[0]).toBe(3);
  expect(pages).toEqual([...pages].sort((one, other) => one - other));
  expect(pages.at(-1)).toBeGreaterThan(5);
  expect(partOf(short, "word/settings.xml")).not.toContain("updateFields");
  const long = await writeDocx(onPaper(largeDeclaration, {}, largeDeliberation));
  expect(partOf(long, "word/settings.xml")).toContain("<w:updateFields");
});

test(`Every word of any declaration is in it, in its order (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(anyDeclaration, async (declaration) => {
      const document = onPaper(declaration);
      expectInOrder(await rawText(await writeDocx(document)), expected(document));
    }),
    { numRuns: 10, seed },
  );
});

test("200 clauses with 1,000 comments take less than three seconds", async () => {
  const document = onPaper(largeDeclaration, {}, largeDeliberation);
  await writeDocx(onPaper(exampleDeclaration));
  const start = performance.now();
  const file = await writeDocx(document);
  const milliseconds = performance.now() - start;
  expect(await rawText(file)).toContain(packed("Remark 999:"));
  expect(milliseconds).toBeLessThan(3000);
});

test("LibreOffice opens it and reads the same", async (context) => {
  const folder = await temporaryFolder();
  try {
    const document = example();
    await writeFile(join(folder.path, "example.docx"), await writeDocx(document));
    openInOffice(context, folder.path, "txt:Text", "example.docx");
    expectInOrder(packed(await readFile(join(folder.path, "example.txt"), "utf8")), expected(document));
  } finally {
    await folder.remove();
  }
});

function openInOffice(context: TestContext, folder: string, to: string, file: string): void {
  const { status, error, stderr } = spawnSync(
    "soffice",
    [
      `-env:UserInstallation=file://${folder}/profile`,
      "--headless",
      "--convert-to",
      to,
      "--outdir",
      folder,
      join(folder, file),
    ],
    { encoding: "utf8", timeout: 120_000 },
  );
  if (error !== undefined && "code" in error && error.code === "ENOENT") {
    const reason = "LibreOffice is not there (Debian package libreoffice-writer-nogui)";
    if (process.env.CI === "true") throw new Error(reason);
    context.skip(reason);
  }
  expect([status, stderr]).toEqual([0, expect.any(String)]);
}
