/** What people call themselves and what they say about clauses, however hostile, comes out of every format as those words. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { writeAkn } from "../server/export/akn.ts";
import { finishDocument } from "../server/export/finishedDocument.ts";
import { formats } from "../server/export/formats.ts";
import type { Declaration } from "../shared/declaration/readDeclaration.ts";
import { readRoadmapFields } from "../shared/declaration/roadmapFields.ts";
import { parseWording, wordingHash, wordingOf } from "../shared/declaration/wording.ts";
import { foldRecords } from "../shared/deliberation/fold.ts";
import { exportFormats, usualExportOptions } from "../shared/exports.ts";
import { themes } from "../shared/programme.ts";
import type { PlenaryRecord, RecordKind, RecordKinds } from "../shared/records.ts";
import { bare, readers } from "./kit/readPaper.ts";
import { sharedMaterial } from "./kit/sharedMaterial.ts";
import { describeWith } from "./kit/systemPackages.ts";
import { temporaryFolder } from "./kit/temporaryFolder.ts";
import { invalidBy } from "./kit/xmllint.ts";

const seed = 20260917;
const at = "2026-09-16T16:00:00.000Z";

const hostile = [
  '#eval("1") *b* _i_ $x$ @ref <lbl>',
  '#import "x": * // c',
  '=HYPERLINK("http://127.0.0.1","x")',
  "+1",
  "-1+2",
  "@SUM(1)",
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "]]> <![CDATA[ &amp; -->",
  "a\u0000b\u0007c\u001bd\ufffe",
  "\ud800 lone",
  "😀 e\u0301 漢字",
  "# h | cell | ~~no~~ [x](javascript:alert(1))",
  "1. one\n\n- two\n> three",
  "{{y}} %s \\n",
  "constructor",
  "__proto__",
];

/** Each of these becomes words of its own, to be looked for on its own. */
const fields = [
  "name",
  "affiliation",
  "stakeholder",
  "comment",
  "reply",
  "reason",
  "proposal",
  "why",
  "vote",
  "group",
  "question",
  "idea",
  "talk",
  "speaker",
  "actor",
  "lead",
] as const;
type Field = (typeof fields)[number];

const wording = "Member States fund short courses.";
const theme = themes[0]?.id ?? "";

function declarationWith(say: (field: Field) => string): Declaration {
  const roadmap = { ...readRoadmapFields(() => ""), actors: [say("actor")], lead: say("lead") };
  const clause = { id: "c1", number: "1.1", questions: [], roadmap, blocks: parseWording(wording) };
  return { title: "A roadmap", sections: [{ kind: "theme", theme, clauses: [clause] }] };
}

function recordsWith(say: (field: Field) => string): PlenaryRecord[] {
  const records: PlenaryRecord[] = [];
  const add = <Kind extends RecordKind>(
    kind: Kind,
    data: RecordKinds[Kind],
    stakeholder = say("stakeholder"),
  ) => {
    const author = {
      participantId: "p1",
      name: say("name"),
      affiliation: say("affiliation"),
      stakeholder,
      role: "participant" as const,
    };
    records.push({ sequence: records.length + 1, kind, author, at, data } as PlenaryRecord);
  };
  const comment = { clauseId: "c1", anchor: null, amendmentId: null, held: false };
  const hash = wordingHash(wordingOf(parseWording(wording)));
  add("commentMade", { ...comment, commentId: "k1", words: say("comment"), replyTo: null });
  add("commentMade", { ...comment, commentId: "k2", words: say("reply"), replyTo: "k1" });
  add("commentResolved", { commentId: "k1", disposition: "declined", reason: say("reason"), into: null });
  add("amendmentProposed", {
    amendmentId: "m1",
    // Of a new clause nothing is struck: its words stand there in one piece.
    kind: "insert",
    clauseId: null,
    section: { kind: "theme", theme },
    wording: say("proposal"),
    base: "",
    reason: say("why"),
    held: false,
  });
  const position = { clauseId: "c1", position: "agree" as const, wording: hash, checkId: null };
  add("positionTaken", { ...position, reason: say("vote"), voter: "v1" }, say("group"));
  add("checkOpened", { checkId: "q1", clauseId: "c1", wording: hash, question: say("question") });
  add("positionTaken", { ...position, reason: "", voter: "v2", checkId: "q1" }, say("group"));
  add("ideaSent", {
    ideaId: "i1",
    theme,
    words: say("idea"),
    talk: say("talk"),
    speaker: say("speaker"),
    held: false,
  });
  return records;
}

function documentWith(say: (field: Field) => string) {
  const records = recordsWith(say);
  const state = { deliberation: foldRecords(records), records, version: null, at };
  return finishDocument({ declaration: declarationWith(say), ...state }, usualExportOptions);
}

describeWith(["pdftotext"], `Whatever people call themselves and say (seed ${seed})`, () => {
  test.each(exportFormats)("comes out of %s as those words", async (format) => {
    const chosen = fc.array(fc.constantFrom(...hostile), {
      minLength: fields.length,
      maxLength: fields.length,
    });
    await fc.assert(
      fc.asyncProperty(chosen, async (words) => {
        const say = (field: Field) => `${words[fields.indexOf(field)]} ${field}Q`;
        const paper = await formats[format].write(documentWith(say));
        const read = bare(
          readers[format](typeof paper === "string" ? new TextEncoder().encode(paper) : paper),
        );
        // The table of actions holds nothing of what was said about them.
        const told = format === "csv" ? (["actor", "lead"] as const) : fields;
        for (const field of told) expect(read).toContain(bare(say(field)));
      }),
      { numRuns: format === "pdf" ? 10 : 40, seed },
    );
  });
});

test("Akoma Ntoso stays valid, whatever people call themselves and say", async (context) => {
  const schema = sharedMaterial(context, "akn/akomantoso30.xsd");
  const folder = await temporaryFolder();
  try {
    const files = await Promise.all(
      hostile.map(async (words, index) => {
        const path = join(folder.path, `${index}.xml`);
        await writeFile(path, writeAkn(documentWith((field) => `${words} ${field}`)));
        return path;
      }),
    );
    expect(invalidBy(context, schema, files)).toBe("");
  } finally {
    await folder.remove();
  }
});
