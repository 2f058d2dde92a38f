/** The finished document as one HTML file: style and fonts inside it, no scripts, nothing fetched from anywhere. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { FinishedField } from "./fieldsInWords.ts";
import type { FinishedClause, FinishedDocument, FinishedSection } from "./finishedDocument.ts";
import { htmlAnnex, htmlOverview, themeOf } from "./htmlAnnex.ts";
import { htmlBlocks, htmlWords } from "./htmlText.ts";
import { dayIn, fillIn } from "./words.ts";

const require = createRequire(import.meta.url);
const styles = ["./html.css", "./htmlAnnex.css"].map((file) =>
  readFileSync(new URL(file, import.meta.url), "utf8"),
);

const latin =
  "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212";
const latinExtended = "U+0100-02BA,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+2C60-2C7F,U+A720-A7FF";
const faces = [
  ["Source Serif 4", "normal", latin, "source-serif-4/files/source-serif-4-latin-wght-normal.woff2"],
  ["Source Serif 4", "italic", latin, "source-serif-4/files/source-serif-4-latin-wght-italic.woff2"],
  [
    "Source Serif 4",
    "normal",
    latinExtended,
    "source-serif-4/files/source-serif-4-latin-ext-wght-normal.woff2",
  ],
  ["Source Sans 3", "normal", latin, "source-sans-3/files/source-sans-3-latin-wght-normal.woff2"],
  ["Source Sans 3", "normal", latinExtended, "source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2"],
] as const;

let fonts: string | null = null;

/** Every word of the declaration, with what was decided about it. Throws on a kind of block that it does not know. */
export function writeHtml(document: FinishedDocument): string {
  const { title, options, words, version, at, sections } = document;
  fonts ??= faces.map(fontFace).join("\n");
  const standing = [version?.name ?? "", fillIn(words.asOf, { date: dayIn(options.language, at) })];
  const overview = htmlOverview(document);
  return `<!doctype html>
<html lang="${options.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlWords(title)}</title>
<style>
${fonts}
${styles.join("\n")}</style>
</head>
<body>
<header>
<p class="quiet" lang="en">International Micro-Credentials Summit</p>
<h1 dir="auto">${htmlWords(title)}</h1>
<p class="quiet">${standing.filter(Boolean).map(htmlWords).join(" · ")}</p>
</header>
<nav aria-labelledby="contents"><h2 id="contents">${htmlWords(words.contents)}</h2>
<ul>
${sections.map((section, index) => `<li${themeOf(section.theme)}>${toSection(section, index)}</li>`).join("\n")}
${overview === "" ? "" : `<li><a href="#overview">${htmlWords(words.overview)}</a></li>`}
${options.annex ? `<li><a href="#annex">${htmlWords(`${words.annex}: ${words.annexTitle}`)}</a></li>` : ""}
</ul></nav>
<main>
${sections.map((section, index) => writeSection(section, index, document)).join("\n")}
${overview}
${htmlAnnex(document)}
</main>
</body>
</html>
`;
}

function toSection(section: FinishedSection, index: number): string {
  return `<a href="#section-${index + 1}">${headingOf(section)}</a>`;
}

function headingOf({ kind, number, heading }: FinishedSection): string {
  const label = number === null ? "" : `<span class="number">${number}</span> `;
  // The summit's own words are English in a paper of any language.
  return `${label}<span${kind === "theme" ? ' lang="en"' : ""}>${htmlWords(heading)}</span>`;
}

function writeSection(section: FinishedSection, index: number, document: FinishedDocument): string {
  const { words } = document;
  const questions = section.questions.map(({ wording, answeredBy }) => {
    const by =
      answeredBy.length === 0
        ? words.notAnswered
        : fillIn(words.answeredBy, { clauses: answeredBy.map(({ label }) => label).join(", ") });
    return `<li class="${answeredBy.length === 0 ? "gap" : "answered"}"><span lang="en">${htmlWords(wording)}</span> <span class="quiet">${htmlWords(by)}</span></li>`;
  });
  const guiding =
    questions.length === 0
      ? ""
      : `<div class="questions"><h3>${htmlWords(words.guidingQuestions)}</h3><ul>${questions.join("")}</ul></div>`;
  const clauses = section.clauses.map((clause) => writeClause(clause, document)).join("\n");
  return `<section id="section-${index + 1}" class="part"${themeOf(section.theme)}>
<h2>${headingOf(section)}</h2>
${guiding}
${clauses || `<p class="quiet">${htmlWords(words.emptySection)}</p>`}
</section>`;
}

function writeClause(
  { number, blocks, fields, answers, status, frozen }: FinishedClause,
  document: FinishedDocument,
) {
  const { words } = document;
  const standing = [status === "draft" ? "" : words.statuses[status], frozen ? words.frozen : ""];
  const notes = standing.filter(Boolean).map(htmlWords).join(" · ");
  return `<div class="clause">
${number === "" ? "" : `<p class="number">${htmlWords(number)}</p>`}
<div class="wording">
${htmlBlocks(blocks)}
${fields.length === 0 ? "" : `<dl>${fields.map(writeField).join("")}</dl>`}
${notes === "" ? "" : `<p class="quiet"><b>${notes}</b></p>`}
${answers.map(({ wording }) => `<p class="quiet">${htmlWords(words.answers)}: <em lang="en">${htmlWords(wording)}</em></p>`).join("")}
</div></div>`;
}

function writeField({ label, values }: FinishedField): string {
  return `<div><dt>${htmlWords(label)}</dt><dd dir="auto">${values.map(htmlWords).join(" · ")}</dd></div>`;
}

function fontFace([family, posture, range, file]: (typeof faces)[number]): string {
  const bytes = readFileSync(require.resolve(`@fontsource-variable/${file}`)).toString("base64");
  return `@font-face{font-family:"${family}";font-style:${posture};font-weight:200 900;unicode-range:${range};src:url(data:font/woff2;base64,${bytes}) format("woff2")}`;
}
