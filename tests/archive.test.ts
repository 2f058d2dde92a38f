/** The full archive: what leaves one server whole is taken in whole by another, and goes on living there. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as Y from "yjs";
import type { NewDeclarationAnswer } from "../shared/answers.ts";
import { archivePaths } from "../shared/archive.ts";
import { fragmentName } from "../shared/declaration/grammar.ts";
import { declarationFileOf } from "../shared/declarationFile.ts";
import { resolveAnchor } from "../shared/deliberation/anchors.ts";
import { foldRecords } from "../shared/deliberation/fold.ts";
import type { PlenaryRecord } from "../shared/records.ts";
import {
  archive,
  authorsIn,
  type Files,
  filesIn,
  type Inside,
  jsonIn,
  type Lively,
  manifestIn,
  openLively,
  restore,
  sealed,
} from "./kit/archivist.ts";
import { openBringer } from "./kit/bringer.ts";
import { eventually } from "./kit/eventually.ts";
import type { Answer } from "./kit/frontDoor.ts";
import { largeDeclaration, largeRecords } from "./kit/largeDeclaration.ts";
import { elementAt, type StockClient, stockClient } from "./kit/stockClient.ts";

let here: Lively;
let there: Awaited<ReturnType<typeof openBringer>>;
let bytes: Uint8Array<ArrayBuffer>;
let files: Files;

beforeAll(async () => {
  [here, there] = await Promise.all([openLively(), openBringer()]);
  bytes = await archive(here);
  files = filesIn(bytes);
});
afterAll(() => Promise.all([here.door.close(), there.door.close()]));

/** Who wrote those words of a state: the participant's id under which the client id of the words stands. */
function writerOf(from: Files, words: string): string | null | undefined {
  const document = new Y.Doc();
  Y.applyUpdate(document, from[archivePaths.state] ?? new Uint8Array());
  const text = elementAt(document.getXmlFragment(fragmentName), 4, 0, 0).get(0) as Y.XmlText;
  expect(text.toString()).toContain(words);
  const clientId = text._start?.id.client;
  return authorsIn(from).clients.find((author) => author.clientId === clientId)?.participantId;
}

/** Comes in by the links of an answer of that server. */
async function enter(answer: Answer): Promise<Inside> {
  const { declarationId, links } = answer.json<NewDeclarationAnswer>();
  const token = links
    .find(({ role }) => role === "facilitator")
    ?.url?.split("/")
    .at(-1);
  const joined = await there.door.ask("POST", "/api/join", { json: { token, name: "Opener" } });
  const cookie = joined.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return { door: there.door, declarationId, cookie };
}

const paper = async (inside: Inside, path: string) => {
  const answer = await inside.door.ask(
    "GET",
    `/api/declarations/${inside.declarationId}/export/${path}`,
    inside,
  );
  expect(answer.status, answer.text).toBe(200);
  return answer.text;
};

describe("An archive", () => {
  test("holds every paper, the text, its named versions, the records and who wrote, each under its hash", () => {
    const manifest = manifestIn(files);
    expect(Object.keys(files)).toEqual(["manifest.json", ...manifest.files.map(({ path }) => path)]);
    const states = Object.keys(files).filter((path) => /^text\/\d+\.bin$/.test(path));
    expect(states).toHaveLength(2);
    expect(Object.keys(files).filter((path) => path.startsWith("papers/"))).toEqual(
      ["pdf", "docx", "html", "csv", "md", "json", "xml"].map((ending) => `papers/declaration.${ending}`),
    );
    expect(manifest).toMatchObject({ title: "A Roadmap", format: "plenary-archive", version: 1 });
    const records = jsonIn<PlenaryRecord[]>(files, archivePaths.records);
    expect(records).toHaveLength(manifest.recordSequence);
    expect(records.length).toBeGreaterThan(25);
    expect(authorsIn(files).people.map(({ name }) => name)).toContain("Wanda the Writer");
    expect(writerOf(files, here.writer.words)).toBe(here.writer.participantId);
  });

  test("is the same file when nothing has changed", async () => {
    const again = await archive(here);
    const filesAgain = filesIn(again);
    for (const [path, content] of Object.entries(files)) expect(filesAgain[path], path).toEqual(content);
    expect(Buffer.compare(again, bytes)).toBe(0);
  });

  test("without names holds nobody's", async () => {
    const anonymous = filesIn(await archive(here, "?names=anonymous"));
    for (const [path, content] of Object.entries(anonymous)) {
      if (/\.(json|md|html|csv|xml)$/.test(path))
        expect(new TextDecoder().decode(content), path).not.toMatch(/Wanda the Writer|Björk/);
    }
    expect(manifestIn(anonymous).options.names).toBe("anonymous");
  });

  test("is of now alone, and for facilitators alone", async () => {
    const path = `/api/declarations/${here.declarationId}/export/archive`;
    const ask = (query: string, cookie: string) => here.door.ask("GET", path + query, { cookie });
    const versioned = await ask(`?version=${here.versions[0]}`, here.cookie);
    expect([versioned.status, versioned.refusal]).toEqual([400, "input-invalid"]);
    expect(versioned.text).toContain("An archive is always of the declaration as it stands");
    expect((await ask("?colour=red", here.cookie)).refusal).toBe("input-invalid");
    expect((await ask("", await here.door.cookie("participant"))).refusal).toBe("role-not-allowed");
    expect((await here.door.ask("GET", path)).refusal).toBe("session-missing");
  });
});

describe("Restored on another server", () => {
  let copy: Awaited<ReturnType<typeof restore>>;
  let copied: Files;
  let copiedBytes: Uint8Array;
  beforeAll(async () => {
    copy = await restore(there, bytes);
    copiedBytes = await archive(copy);
    copied = filesIn(copiedBytes);
  });

  test("archive → restore → archive is identical", () => {
    expect(Object.keys(copied)).toEqual(Object.keys(files));
    for (const [path, content] of Object.entries(files)) expect(copied[path], path).toEqual(content);
    expect(Buffer.compare(copiedBytes, bytes)).toBe(0);
  });

  test("its named versions are what they were, in every format that can be read", async () => {
    for (const version of here.versions) {
      for (const format of ["json", "md", "csv", "html", "akn"]) {
        const path = `${format}?version=${version}`;
        expect(await paper(copy, path), path).toBe(await paper(here, path));
      }
    }
    expect(await paper(copy, `md?version=${here.versions[0]}`)).not.toContain(here.writer.words);
    expect(await paper(copy, `md?version=${here.versions[1]}`)).toContain(here.writer.words);
  });

  test("R7 its comments hang on the words they were made on", async () => {
    const text = await there.door.rooms.readText(copy.declarationId);
    const { comments } = foldRecords(jsonIn<PlenaryRecord[]>(copied, archivePaths.records));
    const comment = comments.get(here.commentId);
    if (comment === undefined) throw new Error("the comment is not there");
    expect(comment.anchor?.quote).toBe("wrote");
    expect(resolveAnchor(text, comment)).toMatchObject({ state: "exact" });
    text.destroy();
  });

  test("R8 who wrote is known, nobody comes in as them, and their client ids are given to nobody", async () => {
    expect(writerOf(copied, here.writer.words)).toBe(here.writer.participantId);
    const { seals } = there.door;
    const cookie =
      seals.sessionCookie(here.writer.participantId, copy.declarationId, false).split(";")[0] ?? "";
    const me = await there.door.ask("GET", `/api/declarations/${copy.declarationId}/me`, { cookie });
    expect(me.refusal).toBe("link-revoked");
    const bound = new Set(authorsIn(files).clients.map(({ clientId }) => clientId));
    const writer = await copy.comeIn("participant", "Nora");
    for (let time = 0; time < 5; time++) {
      const answer = await there.door.ask("POST", `/api/declarations/${copy.declarationId}/writer`, writer);
      const { clientId } = answer.json<{ clientId: number }>();
      expect(bound).not.toContain(clientId);
      bound.add(clientId);
    }
  });

  test("two people write on in it together, and decisions go on from the last number", async () => {
    const [ana, ben] = (await Promise.all(
      ["Ana", "Ben"].map(async (name) => stockClient(there.door.url, await copy.comeIn("participant", name))),
    )) as [StockClient, StockClient];
    const paragraphOf = (client: StockClient) => elementAt(client.fragment, 4, 0, 0);
    (paragraphOf(ana).get(0) as Y.XmlText).insert(0, "Ana adds. ");
    (paragraphOf(ben).get(0) as Y.XmlText).insert(0, "Ben adds. ");
    for (const client of [ana, ben]) {
      await client.until(() => {
        const words = paragraphOf(client).toString();
        return ["Ana adds. ", "Ben adds. ", here.writer.words].every((each) => words.includes(each));
      }, "both see both");
    }
    await eventually(async () => (await paper(copy, "md")).includes("Ana adds."), "it is stored");
    ana.leave();
    ben.leave();
    const commented = await there.door.ask(
      "POST",
      `/api/declarations/${copy.declarationId}/commands/nameVersion`,
      { cookie: copy.cookie, json: { name: "Here" } },
    );
    const { record } = commented.json<{ record: PlenaryRecord }>();
    expect(record.sequence).toBe(manifestIn(files).recordSequence + 1);
  });
});

test("Restored twice where its people are known: other ids, the same names, the same text", async () => {
  const names = (from: Files) => authorsIn(from).people.map(({ name }) => name);
  const ids = new Set(authorsIn(files).people.map(({ participantId }) => participantId));
  for (let time = 0; time < 2; time++) {
    const again = filesIn(await archive(await restore(here, bytes)));
    expect(again[archivePaths.state]).toEqual(files[archivePaths.state]);
    expect(names(again)).toEqual(names(files));
    for (const { participantId } of authorsIn(again).people) {
      expect(ids).not.toContain(participantId);
      ids.add(participantId);
    }
    const told = (from: Files) =>
      jsonIn<PlenaryRecord[]>(from, archivePaths.records).map(({ author, at, kind }) => [
        author?.name,
        at,
        kind,
      ]);
    expect(told(again)).toEqual(told(files));
    for (const path of ["papers/declaration.md", "papers/declaration.csv", "papers/declaration.html"])
      expect(again[path], path).toEqual(files[path]);
  }
});

test("A declaration that came from a file, without its older texts, is archived and restored too", async () => {
  const imported = await enter(await there.bring("copy.json", await paper(here, "json"), "/api/import"));
  const first = await archive(imported);
  const second = await archive(await restore(here, first));
  expect(filesIn(second)[archivePaths.state]).toEqual(filesIn(first)[archivePaths.state]);
});

test("Made while people write, name versions and adopt wordings, each archive is whole", async () => {
  const busy = await restore(there, bytes);
  const line = await stockClient(there.door.url, await busy.comeIn("participant", "Nora"));
  const text = elementAt(line.fragment, 4, 0, 0).get(0) as Y.XmlText;
  const sends = (name: string, json: unknown) =>
    there.door.ask("POST", `/api/declarations/${busy.declarationId}/commands/${name}`, {
      cookie: busy.cookie,
      json,
    });
  const archives: Uint8Array[] = [];
  for (let round = 0; round < 3; round++) {
    const making = [archive(busy)];
    for (let letter = 0; letter < 20; letter++) text.insert(0, "x");
    const sent = await sends("sendIdea", { theme: "lifelong-learning", words: `Idea ${round}.` });
    const { record } = sent.json<{ record: PlenaryRecord }>();
    const ideaId = record.kind === "ideaSent" ? record.data.ideaId : "";
    const turning = [sends("turnIdeaIntoClause", { ideaId }), sends("nameVersion", { name: `${round}` })];
    making.push(archive(busy));
    for (const answer of await Promise.all(turning)) expect(answer.status, answer.text).toBe(200);
    archives.push(...(await Promise.all(making)));
  }
  line.leave();
  for (const each of archives) await restore(there, each);
  const sequences = archives.map((each) => manifestIn(filesIn(each)).textSequence);
  expect(new Set(sequences).size).toBeGreaterThan(3);
});

describe("What is large", () => {
  test("200 clauses with 1,000 comments are archived and restored", async () => {
    const file = JSON.stringify(declarationFileOf(largeDeclaration, largeRecords));
    const large = await enter(await there.bring("large.json", file, "/api/import"));
    const first = filesIn(await archive(large));
    const second = filesIn(await archive(await restore(here, await archive(large))));
    for (const path of [
      archivePaths.state,
      archivePaths.authors,
      archivePaths.records,
      "papers/declaration.md",
    ])
      expect(second[path], path).toEqual(first[path]);
  });

  test("While a history of 60,000 updates is restored, people write on in the other rooms", async () => {
    const copy = await restore(there, bytes);
    const line = await stockClient(there.door.url, await copy.comeIn("participant", "Nora"));
    const restoring = restore(there, sealed(files, { textSequence: 60_000 }));
    (elementAt(line.fragment, 4, 0, 0).get(0) as Y.XmlText).insert(0, "Meanwhile. ");
    await eventually(async () => (await paper(copy, "md")).includes("Meanwhile."), "it is stored");
    line.leave();
    const long = await restoring;
    expect(manifestIn(filesIn(await archive(long))).textSequence).toBe(60_000);
    for (const version of here.versions)
      expect(await paper(long, `md?version=${version}`)).toBe(await paper(here, `md?version=${version}`));
  });
});
