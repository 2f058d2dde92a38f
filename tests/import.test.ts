/** Bringing texts in, over the real HTTP door: what is mapped where, what is taken in, and what is refused. */
import { Document, HeadingLevel, ImageRun, Packer, Paragraph, TextRun } from "docx";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { NewDeclarationAnswer } from "../shared/answers.ts";
import { plainTextOfBlocks } from "../shared/declaration/readDeclaration.ts";
import { declarationFileOf } from "../shared/declarationFile.ts";
import type { ImportPreview } from "../shared/imported.ts";
import type { PlenaryRecord } from "../shared/records.ts";
import { type Bringer, openBringer, told } from "./kit/bringer.ts";

let at: Bringer;

beforeEach(async () => {
  at = await openBringer();
});
afterEach(() => at.door.close());

const roadmap = `# A Roadmap for Everybody

## Preamble

**(1)** Whereas time is short;

## 2. Digital Transformation

**2.1** Wallets are **open** and _free_.

- for learners
- for employers

_Answers: What emerging standards and technologies support micro-credentialing, and what is still needed?_

**2.2** Standards are shared.

## Background

Nobody knows where this belongs.

## Closing

**C.1** Done in Barcelona.
`;

describe("A preview says what goes where, and changes nothing", () => {
  test("Markdown: headings by the themes' titles, numbers gone, questions kept, the rest named", async () => {
    const before = told(await at.textNow());
    const preview = (await at.bring("Roadmap é.md", roadmap)).json<ImportPreview>();
    expect(preview.fileName).toBe("Roadmap é.md");
    expect(preview.title).toBe("A Roadmap for Everybody");
    expect(told(preview)).toEqual([
      ["Whereas time is short;"],
      [],
      ["Wallets are open and free.\nfor learners\nfor employers", "Standards are shared."],
      [],
      [],
      ["Background\nNobody knows where this belongs.", "Done in Barcelona."],
    ]);
    expect(preview.sections[2]?.clauses[0]?.questions).toEqual(["digital-transformation-2"]);
    expect(preview.mapped.map(({ heading, clauses }) => [heading, clauses])).toEqual([
      ["Preamble", 1],
      ["2. Digital Transformation", 2],
      ["Closing", 1],
    ]);
    expect(preview.unplaced).toEqual([
      {
        heading: "Background",
        section: { kind: "closing", theme: null },
        clauses: 1,
        words: "Background Nobody knows where this belongs.",
      },
    ]);
    expect(told(await at.textNow())).toEqual(before);
  });

  test("What fits nowhere goes into the section that was chosen", async () => {
    const path = `/api/declarations/${at.door.declarationId}/import/preview?into=lifelong-learning`;
    const preview = (await at.bring("a.md", "Words alone.\n\nAnd more.", path)).json<ImportPreview>();
    expect(told(preview)[4]).toEqual(["Words alone.", "And more."]);
    const wrong = await at.bring("a.md", "x", path.replace("lifelong-learning", "annex"));
    expect([wrong.status, wrong.refusal]).toEqual([400, "input-invalid"]);
  });

  test("Numbers are taken for numbers only where they count on", async () => {
    const text = "## Digital Transformation\n\n2.1 First.\n\n2.5 million learners wait.\n\n2.2 Second.\n";
    const preview = (await at.bring("a.md", text)).json<ImportPreview>();
    expect(told(preview)[2]).toEqual(["First.\n2.5 million learners wait.", "Second."]);
  });

  test("A web page: marks, lists, tables and links; scripts are nothing, pictures are told", async () => {
    const page = `<!doctype html><title>x</title><style>p{}</style><h1>Our words</h1>
      <h2>Theme 3: Recognition and interoperability</h2>
      <p>One <b>bold</b> <a href="https://example.org/">link</a> and <a href="javascript:alert(1)">trap</a>
      <script>alert("no")</script></p><ol start="4"><li>four<ul><li>inner</li></ul></li></ol>
      <table><tr><th>Actor</th><th>Task</th></tr><tr><td>Learners</td><td><p>learn</p></td></tr></table>
      <img src="x.png" alt="A chart of everything">`;
    const preview = (await at.bring("a.html", page)).json<ImportPreview>();
    expect(told(preview)[3]).toEqual([
      "One bold link and trap\nfour\ninner",
      "Actor | Task",
      "Learners | learn",
    ]);
    expect(preview.sections[3]?.clauses[0]?.blocks[1]).toMatchObject({ kind: "orderedList", start: 4 });
    expect(preview.dropped).toEqual([
      { what: "address", words: "javascript:alert(1)" },
      { what: "picture", words: "A chart of everything" },
    ]);
    expect(JSON.stringify(preview)).toContain('"href":"https://example.org/"');
    expect(JSON.stringify(preview)).not.toContain('alert(\\"no');
  });

  test("A web page in the encoding that it names", async () => {
    const bytes = Buffer.from(
      '<meta charset="windows-1252"><h2>Closing</h2><p>Reconnaissance m\xe9rit\xe9e</p>',
      "latin1",
    );
    expect(told((await at.bring("a.html", bytes)).json<ImportPreview>())[5]).toEqual([
      "Reconnaissance méritée",
    ]);
  });

  test("A Word file: its headings, lists and marks, pictures told", async () => {
    const preview = (await at.bring("a.docx", await wordFile())).json<ImportPreview>();
    expect(preview.title).toBe("The Word Roadmap");
    expect(told(preview)[1]).toEqual(["Policy widens access.\nfirst\nsecond", "It is measured."]);
    expect(preview.sections[1]?.clauses[0]?.blocks).toMatchObject([
      { inlines: [{ text: "Policy " }, { text: "widens", bold: true }, { text: " access." }] },
      { kind: "bulletList" },
    ]);
    expect(preview.dropped).toEqual([{ what: "picture", words: "" }]);
  });
});

describe("An accepted import is text and record together", () => {
  test("Clauses stand behind what is there, before the empty ones, and the record names them", async () => {
    const preview = (await at.bring("a.md", roadmap)).json<ImportPreview>();
    const { record } = (await at.accept(preview.previewId)).json<{ record: PlenaryRecord }>();
    const text = await at.textNow();
    expect(told(text)).toEqual([
      ["Whereas time is short;", ""],
      [""],
      ["Wallets are open and free.\nfor learners\nfor employers", "Standards are shared.", ""],
      [""],
      [""],
      ["Background\nNobody knows where this belongs.", "Done in Barcelona.", ""],
    ]);
    const ids = text.sections.flatMap(({ clauses }) =>
      clauses.filter(({ blocks }) => plainTextOfBlocks(blocks) !== "").map(({ id }) => id),
    );
    expect(record).toMatchObject({ kind: "textImported", data: { fileName: "a.md", clauseIds: ids } });
    expect((await at.accept(preview.previewId)).refusal).toBe("import-unknown");
  });

  test("Only by whoever brought it, only by who decides, and not into what is frozen", async () => {
    const preview = (await at.bring("a.md", roadmap)).json<ImportPreview>();
    const mine = at.cookie;
    at.cookie = await at.door.cookie("facilitator", "Grace");
    expect((await at.accept(preview.previewId)).refusal).toBe("import-unknown");
    at.cookie = await at.door.cookie("participant");
    expect((await at.bring("a.md", roadmap)).status).toBe(403);
    expect((await at.bring("a.md", roadmap, "/api/import")).refusal).toBe("role-not-allowed");
    at.cookie = mine;
    await at.door.command(at.cookie, "freeze", { scope: { kind: "section", section: "closing" } });
    expect((await at.accept(preview.previewId)).refusal).toBe("clause-frozen");
    expect(
      told(await at.textNow())
        .flat()
        .join(""),
    ).toBe("");
  });

  test("A preview runs out", async () => {
    const preview = (await at.bring("a.md", roadmap)).json<ImportPreview>();
    at.door.clock += 31 * 60_000;
    expect((await at.accept(preview.previewId)).refusal).toBe("import-unknown");
  });

  test("A text becomes a declaration of its own, with links and a place to write in each section", async () => {
    const answer = await at.bring("a.md", roadmap, "/api/import");
    const { declarationId, links } = answer.json<NewDeclarationAnswer>();
    expect(links.map(({ role }) => role)).toEqual(["facilitator", "participant", "attendee", "screen"]);
    const text = await at.textNow(declarationId);
    expect(text.title).toBe("A Roadmap for Everybody");
    expect(told(text).map((clauses) => clauses.length)).toEqual([1, 1, 2, 1, 1, 2]);
    expect((await at.door.store.listRecords(declarationId, 0, 9)).map(({ kind }) => kind)).toEqual([
      "declarationCreated",
      "textImported",
    ]);
  });

  test("A file that Plenary wrote comes back with its clause ids, into a new one or into this one", async () => {
    const preview = (await at.bring("a.md", roadmap)).json<ImportPreview>();
    await at.accept(preview.previewId);
    const file = JSON.stringify(declarationFileOf(await at.textNow(), []));
    const path = "/api/import/preview";
    const again = (await at.bring("a.json", file, path)).json<ImportPreview>();
    const answer = await at.door.ask("POST", "/api/import/accept", {
      cookie: at.cookie,
      json: { previewId: again.previewId },
    });
    const copy = await at.textNow(answer.json<NewDeclarationAnswer>().declarationId);
    expect(JSON.stringify(declarationFileOf(copy, []))).toBe(file);
    const here = (await at.bring("a.json", file)).json<ImportPreview>();
    await at.accept(here.previewId);
    const text = await at.textNow();
    const ids = text.sections.flatMap(({ clauses }) => clauses.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

async function wordFile(): Promise<Uint8Array> {
  const picture = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const bullet = (text: string) => new Paragraph({ text, bullet: { level: 0 } });
  return Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            new Paragraph({ text: "The Word Roadmap", heading: HeadingLevel.TITLE }),
            new Paragraph({ text: "1. Strategic leadership", heading: HeadingLevel.HEADING_1 }),
            new Paragraph({
              children: [
                new TextRun("Policy "),
                new TextRun({ text: "widens", bold: true }),
                new TextRun(" access."),
              ],
            }),
            bullet("first"),
            bullet("second"),
            new Paragraph({
              children: [
                new ImageRun({ type: "png", data: picture, transformation: { width: 9, height: 9 } }),
              ],
            }),
            new Paragraph("It is measured."),
          ],
        },
      ],
    }),
  );
}
