/** The finished document as a PDF, set by Typst from our own template. What people wrote goes in as data, never as markup. */
import { fileURLToPath } from "node:url";
import { NodeCompiler, type NodeTypstDocument } from "@myriaddreamin/typst-ts-node-compiler";
import { positionNames } from "../../shared/deliberation/reading.ts";
import { annexEntries, openingOf } from "./annex.ts";
import type { FinishedDocument } from "./finishedDocument.ts";
import { type Overview, overviewOf } from "./overview.ts";
import { pdfFonts } from "./pdfFonts.ts";
import { dayIn, fillIn } from "./words.ts";

const template = fileURLToPath(new URL("./typst", import.meta.url));

let compiler: NodeCompiler | null = null;

/** The first page of the PDF as an SVG, every letter drawn: the title page, which needs nothing of the pages after it. */
export function drawFirstPage(document: FinishedDocument): string {
  try {
    return press().plainSvg(setIn("first-page.typ", titleData(document)));
  } finally {
    press().evictCache(3);
  }
}

/** Tagged, and to the letter of PDF/UA-1 wherever every character of it has a glyph. Throws where Typst cannot set it. */
export function writePdf(document: FinishedDocument): Uint8Array {
  const compiler = press();
  const result = setIn("paper.typ", pdfData(document));
  const creationTimestamp = Math.floor(Date.parse(document.at) / 1000);
  try {
    return compiler.pdf(result, { pdfStandard: "ua-1", creationTimestamp });
  } catch (error) {
    // The standard refuses a character that no font of ours can draw; the paper is made, and stays tagged.
    if (!String(error).includes("could not be displayed")) throw error;
    return compiler.pdf(result, { pdfTags: true, creationTimestamp });
  } finally {
    compiler.evictCache(3);
  }
}

function press(): NodeCompiler {
  compiler ??= NodeCompiler.create({ workspace: template, fontArgs: [{ fontBlobs: pdfFonts() }] });
  return compiler;
}

/** That data, set by that template. */
function setIn(file: string, data: object): NodeTypstDocument {
  const compiled = press().compile({
    mainFilePath: `${template}/${file}`,
    inputs: { paper: JSON.stringify(data, tidy) },
  });
  const { result } = compiled;
  if (result !== null) return result;
  const diagnostics = compiled.takeDiagnostics()?.shortDiagnostics ?? [];
  throw new Error(`Typst: ${JSON.stringify(diagnostics).slice(0, 2000)}`);
}

const shortTitleLetters = 60;
/** Of a clause in the table of contents: one line. */
const contentsLetters = 95;
/** Takes at most a third of a page, roadmap fields included. */
const shortClauseLetters = 2000;

/** What the title page reads. */
function titleData({ title, options: { language }, words, at, version, sections }: FinishedDocument) {
  return {
    title,
    language,
    version: version?.name ?? "",
    asOf: fillIn(words.asOf, { date: dayIn(language, at) }),
    sections: sections.map(({ kind, theme, heading }) => ({ kind, theme, heading })),
  };
}

/** What the template reads: the document with everything that is worded before it is set. */
function pdfData(document: FinishedDocument) {
  const { title, options, words, sections } = document;
  const letters = [...title];
  const overview = overviewOf(document);
  return {
    ...titleData(document),
    shortTitle:
      letters.length <= shortTitleLetters ? title : `${letters.slice(0, shortTitleLetters).join("")}…`,
    words,
    sections: sections.map((section) => ({
      ...section,
      proposed: [],
      ideas: [],
      clauses: section.clauses.map(({ number, blocks, wording, fields, answers, status, frozen }) => ({
        number,
        blocks,
        opening: openingOf(wording, contentsLetters),
        short: wording.length + JSON.stringify(fields).length < shortClauseLetters,
        fields,
        answers,
        status: words.statuses[status],
        draft: status === "draft",
        frozen,
      })),
      questions: section.questions.map(({ wording, answeredBy }) => ({
        wording,
        answered: answeredBy.length > 0,
        by:
          answeredBy.length === 0
            ? words.notAnswered
            : fillIn(words.answeredBy, { clauses: answeredBy.map(({ label }) => label).join(", ") }),
      })),
    })),
    overview,
    alternatives: alternativesOf(overview, words),
    annex: options.annex ? annexEntries(document) : null,
  };
}

/** What stands for the pictures where they cannot be seen; the timeline and the matrix are tables and read themselves. */
function alternativesOf({ coverage, agreement }: Overview, words: FinishedDocument["words"]) {
  return {
    coverage: coverage
      .map(({ heading, questions }) => {
        const answered = questions.filter(({ clauses }) => clauses.length > 0).length;
        return `${heading}: ${answered} / ${questions.length}`;
      })
      .join("; "),
    agreement: agreement
      .map(({ label, counts }) => {
        const told = positionNames.map((position) => `${words.positions[position]} ${counts[position]}`);
        return `${label}: ${told.join(", ")}`;
      })
      .join("; "),
  };
}

/** Longer than any word of a language: it may break anywhere, or it would run off the page. */
const longestWord = /[^\s\u200b]{40,}/g;

/** Text as it can be set: whole characters, no control characters, and nothing too long to break. */
function tidy(_name: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  return (
    value
      .toWellFormed()
      .replaceAll(/[\t\v\f\r\u2028\u2029]/g, " ")
      // No control characters, nothing that Unicode keeps for programs, and no override that turns words round.
      .replaceAll(/(?!\n)\p{Cc}|\p{Noncharacter_Code_Point}|[\u202d\u202e]/gu, "")
      .replaceAll(longestWord, (word) => (word.match(/.{1,10}/gsu) ?? []).join("\u200b"))
  );
}
