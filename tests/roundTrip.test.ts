/** What leaves one server and is taken in by another is the same declaration there. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { NewDeclarationAnswer } from "../shared/answers.ts";
import { type Bringer, openBringer } from "./kit/bringer.ts";
import { fillDeclaration } from "./kit/livelyDeclaration.ts";

let here: Bringer;
let there: Bringer;
let versionId: string;

beforeEach(async () => {
  here = await openBringer();
  there = await openBringer();
  ({ versionId } = await fillDeclaration(here));
});
afterEach(() => Promise.all([here.door.close(), there.door.close()]));

/** A paper of a declaration, asked for by a facilitator of it. */
async function paper(
  { door }: Bringer,
  path: string,
  { declarationId, cookie }: { declarationId: string; cookie: string },
) {
  const answer = await door.ask("GET", `/api/declarations/${declarationId}/export/${path}`, { cookie });
  expect(answer.status, answer.text).toBe(200);
  return answer.text;
}

function original(): { declarationId: string; cookie: string } {
  return { declarationId: here.door.declarationId, cookie: here.cookie };
}

/** Joins the new declaration by its facilitator link. */
async function inside({ door }: Bringer, { declarationId, links }: NewDeclarationAnswer) {
  const token = links
    .find(({ role }) => role === "facilitator")
    ?.url?.split("/")
    .at(-1);
  const joined = await door.ask("POST", "/api/join", { json: { token, name: "Opener" } });
  return { declarationId, cookie: joined.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
}

test("JSON: export → import → export is identical, decisions and their authors included", async () => {
  const file = await paper(here, "json", original());
  expect(JSON.parse(file).records.length).toBeGreaterThan(25);
  const answer = await there.bring("copy.json", file, "/api/import");
  const copy = await inside(there, answer.json<NewDeclarationAnswer>());
  expect(await paper(there, "json", copy)).toBe(file);
  expect(await paper(there, "md", copy)).toBe(await paper(here, "md", original()));
  // The file holds the text as it stands, so there is no older one to print.
  const old = await there.door.ask(
    "GET",
    `/api/declarations/${copy.declarationId}/export/md?version=${versionId}`,
    copy,
  );
  expect(old.refusal).toBe("version-unknown");
});

test("JSON: taken in where its people are known already, they get other ids and keep their names", async () => {
  const file = await paper(here, "json", original());
  const answer = await here.bring("copy.json", file, "/api/import");
  const copy = await inside(here, answer.json<NewDeclarationAnswer>());
  const again = JSON.parse(await paper(here, "json", copy));
  const first = JSON.parse(file);
  expect(again.sections).toEqual(first.sections);
  type Author = { participantId: string; name: string } | null;
  const authors = (records: { author: Author }[]) => records.map(({ author }) => author);
  const nameOf = (author: Author) => author?.name;
  expect(authors(again.records).map(nameOf)).toEqual(authors(first.records).map(nameOf));
  const ids = new Set(authors(first.records).map((author) => author?.participantId));
  for (const author of authors(again.records)) if (author) expect(ids).not.toContain(author.participantId);
});

test("JSON without the annex holds no record, without names nobody's name", async () => {
  expect(JSON.parse(await paper(here, "json?annex=false", original())).records).toEqual([]);
  const anonymous = await paper(here, "json?names=anonymous", original());
  expect(anonymous).not.toContain("Björk");
  expect(anonymous).toContain("Not yet & <now>");
});

test("Nobody comes in as one of the people of a restored declaration", async () => {
  const file = await paper(here, "json", original());
  const { declarationId } = (
    await there.bring("copy.json", file, "/api/import")
  ).json<NewDeclarationAnswer>();
  const [first] = JSON.parse(file).records.flatMap(
    ({ author }: { author: { participantId: string } | null }) => author ?? [],
  );
  const cookie =
    there.door.seals.sessionCookie(first.participantId, declarationId, false).split(";")[0] ?? "";
  const me = await there.door.ask("GET", `/api/declarations/${declarationId}/me`, { cookie });
  expect(me.refusal).toBe("link-revoked");
});
