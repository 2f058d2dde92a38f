import { expect, test } from "vitest";
import { formats } from "../server/export/formats.ts";
import { exportLanguages } from "../shared/exports.ts";
import { exampleDeclaration, exampleDeliberation } from "./kit/exampleDeclaration.ts";
import { onPaper } from "./kit/onPaper.ts";
import { describeWith, runProgram } from "./kit/systemPackages.ts";

const pdfOf = async (...what: Parameters<typeof onPaper>) =>
  Buffer.from((await formats.pdf.write(onPaper(...what))) as Uint8Array);
const example = pdfOf(exampleDeclaration, {}, exampleDeliberation);

describeWith(["pdfinfo", "pdffonts", "pdftotext"], "The example declaration as a PDF", () => {
  test("is tagged, says PDF/UA-1, and has a title, an author and its language", async () => {
    const pdf = await example;
    const facts = runProgram("pdfinfo", ["-"], pdf);
    expect(facts).toMatch(/^Tagged:\s+yes$/m);
    expect(facts).toMatch(/^Title:\s+A Roadmap to Accelerate High-Quality Micro-Credentialing$/m);
    expect(facts).toMatch(/^Author:\s+International Micro-Credentials Summit$/m);
    expect(runProgram("pdfinfo", ["-meta", "-"], pdf)).toContain("<pdfuaid:part>1</pdfuaid:part>");
    expect(pdf.toString("latin1")).toMatch(/\/Lang *\(en\)/);
  });

  test("has bookmarks and a structure of headings, tables, lists and figures with words for them", async () => {
    const pdf = await example;
    expect(pdf.toString("latin1")).toMatch(/\/Outlines \d+ 0 R/);
    const structure = runProgram("pdfinfo", ["-struct-text", "-"], pdf);
    for (const part of ["H1", "H2", "Table", "TH", "LI", "Figure", "Link"])
      expect(structure).toMatch(new RegExp(`^\\s*${part}\\b`, "m"));
    expect(pdf.toString("latin1")).toContain("/Alt (1.1: Agree 34, Abstain 5, Disagree 3, Block 0; ");
  });

  test("carries all of its fonts, and they are ours", async () => {
    const [, , ...fonts] = runProgram("pdffonts", ["-"], await example)
      .trim()
      .split("\n");
    expect(fonts.length).toBeGreaterThan(3);
    for (const font of fonts) expect(font).toMatch(/\+Source(Serif4|Sans3)-.*\byes yes yes\b/);
  });

  test.each(exportLanguages)(
    "in %s: the fixed words are in it, and the language is named",
    async (language) => {
      const document = onPaper(exampleDeclaration, { language }, exampleDeliberation);
      const pdf = await pdfOf(exampleDeclaration, { language }, exampleDeliberation);
      expect(pdf.toString("latin1")).toMatch(new RegExp(`/Lang *\\(${language}\\)`));
      const { preamble, contents, annexTitle, timeline, guidingQuestions } = document.words;
      const words = runProgram("pdftotext", ["-raw", "-", "-"], pdf).replaceAll(/\s+/g, " ");
      for (const fixed of [preamble, contents, annexTitle, timeline, guidingQuestions])
        expect(words).toContain(fixed);
    },
  );

  test("without the annex and without names it tells nobody's", async () => {
    const words = runProgram(
      "pdftotext",
      ["-raw", "-", "-"],
      await pdfOf(exampleDeclaration, { names: "anonymous" }, exampleDeliberation),
    );
    expect(words).toContain("Please name people without an upper secondary qualification.");
    for (const name of ["Aoife", "Marta", "Joost", "Inês", "Universitat Oberta"])
      expect(words).not.toContain(name);
    const short = runProgram(
      "pdftotext",
      ["-raw", "-", "-"],
      await pdfOf(exampleDeclaration, { annex: false }, exampleDeliberation),
    );
    expect(short).not.toContain("Please name people");
    expect(short).toContain("individual learning entitlement");
  });
});
