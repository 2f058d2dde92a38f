import { unzipSync } from "fflate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Debate, openDebate } from "./kit/debate.ts";
import { ofKind } from "./kit/hall.ts";

let debate: Debate;
beforeEach(async () => {
  debate = await openDebate();
});
afterEach(() => debate.close());

const paper = (path: string, cookie = debate.chair.cookie) =>
  debate.door.ask("GET", `/api/declarations/${debate.door.declarationId}/export/${path}`, { cookie });

test("Every choice of an export is kept: version, annex, names, numbering, language", async () => {
  const commentId = await debate.made(debate.ben, "comment");
  const full = await paper("md");
  expect(full.status).toBe(200);
  expect(full.headers.get("content-type")).toContain("text/markdown");
  expect(full.headers.get("content-disposition")).toBe("attachment; filename=a-roadmap.md");
  expect(full.text).toContain("**1.1** Member States fund stackable micro-credentials.");
  expect(full.text).toContain("Ben");
  const other = await paper("md?numbering=continuous&names=anonymous&language=es");
  expect(other.text).toContain("**1** Member States fund");
  expect(other.text).toContain("## Preámbulo");
  expect(other.text).not.toContain("Ben");
  const short = await paper("md?annex=false&numbering=none");
  expect(short.text).toContain("\nMember States fund");
  expect(short.text).not.toContain("Comments");
  expect(commentId).not.toBe("");
});

test("A named version is exported as it stood, without what was hidden since", async () => {
  const { chair, ben } = debate;
  const commentId = await debate.made(ben, "comment");
  const named = await chair.does("nameVersion", { name: "First reading" });
  const { versionId } = ofKind(named, "versionNamed").data;
  await debate.clause(2, "A wording that came later.");
  const before = await paper(`md?version=${versionId}`);
  expect(before.headers.get("content-disposition")).toContain("a-roadmap-first-reading.md");
  expect(before.text).toContain("Member States fund stackable micro-credentials.");
  expect(before.text).not.toContain("A wording that came later.");
  expect(before.text).toContain("### 1.1");
  expect((await paper("md")).text).toContain("A wording that came later.");
  await chair.does("hide", { kind: "comment", id: commentId, reason: "off topic" });
  expect((await paper(`md?version=${versionId}`)).text).not.toContain("### 1.1");
});

test("Akoma Ntoso keeps what a clause was called first, through versions and an archive, and calls no other so", async () => {
  const { chair, clauseId, door } = debate;
  const namesIn = (xml: string) =>
    [...xml.matchAll(/<clause eId="([^"]*)" wId="([^"]*)" GUID="([^"]*)"/g)].map(([, ...names]) => names);
  const version = async (name: string) =>
    ofKind(await chair.does("nameVersion", { name }), "versionNamed").data.versionId;
  const insertFirst = async (wording: string) => {
    const input = { kind: "insert", section: theme, after: null, wording, reason: "" } as const;
    const { amendmentId } = ofKind(await chair.does("proposeAmendment", input), "amendmentProposed").data;
    return ofKind(await chair.does("adoptAmendment", { amendmentId }), "amendmentAdopted").data.clauseId;
  };
  const theme = { kind: "theme", theme: "strategic-leadership" } as const;
  const first = await version("First reading");
  const second = await insertFirst("What comes before.");
  await version("Second reading");
  const third = await insertFirst("What comes before all.");
  const now = namesIn((await paper("akn")).text);
  expect(now).toEqual([
    ["sec_1__cl_1", "sec_1__cl_3", third],
    ["sec_1__cl_2", "sec_1__cl_2", second],
    ["sec_1__cl_3", "sec_1__cl_1", clauseId],
  ]);
  expect(namesIn((await paper(`akn?version=${first}`)).text)).toEqual([
    ["sec_1__cl_1", "sec_1__cl_1", clauseId],
  ]);
  const archive = await fetch(`${door.url}/api/declarations/${door.declarationId}/export/archive`, {
    headers: { cookie: chair.cookie },
  });
  const files = unzipSync(new Uint8Array(await archive.arrayBuffer()));
  expect(namesIn(new TextDecoder().decode(files["papers/declaration.xml"]))).toEqual(now);
});

test("The first page of the PDF can be looked at before: a drawing of one A4 sheet that runs nothing and fetches nothing", async () => {
  const first = (query = "", cookie = debate.chair.cookie) => paper(`pdf/first-page${query}`, cookie);
  const page = await first();
  expect(page.status).toBe(200);
  expect(page.headers.get("content-type")).toContain("image/svg+xml");
  expect(page.headers.get("content-disposition")).toBeNull();
  expect(page.text).toMatch(/^<svg [^>]*viewBox="0 0 595\.\d+ 841\.\d+"/);
  expect(page.text).toContain("typst-text");
  expect(page.text).not.toMatch(/<script|<foreignObject|\son\w+=|href="(?!#)|url\((?!#)/);
  // Every letter is drawn: other words, other letters.
  expect((await first("?language=de")).text).not.toBe(page.text);
  const { versionId } = ofKind(
    await debate.chair.does("nameVersion", { name: "First reading" }),
    "versionNamed",
  ).data;
  expect((await first(`?version=${versionId}`)).text).not.toBe(page.text);
  expect(await first("?version=nonsense")).toMatchObject({ status: 404, refusal: "version-unknown" });
  expect(await first("?colour=red")).toMatchObject({ status: 400, refusal: "input-invalid" });
  expect(await first("", debate.ben.cookie)).toMatchObject({ status: 403, refusal: "role-not-allowed" });
});

test("What is not offered is refused by name, before anything is made", async () => {
  const refusals = [
    ["exe", 404, "format-unknown"],
    ["md?version=nonsense", 404, "version-unknown"],
    ["md?version=../etc", 400, "input-invalid"],
    ["md?language=tlh", 400, "input-invalid"],
    ["md?numbering=roman", 400, "input-invalid"],
    ["md?annex=perhaps", 400, "input-invalid"],
    ["md?colour=red", 400, "input-invalid"],
  ] as const;
  for (const [path, status, id] of refusals) expect(await paper(path)).toMatchObject({ status, refusal: id });
  expect(await paper("pdf", debate.ben.cookie)).toMatchObject({ status: 403, refusal: "role-not-allowed" });
});
