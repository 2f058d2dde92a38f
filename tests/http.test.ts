import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { type FrontDoor, openFrontDoor } from "./kit/frontDoor.ts";

let door: FrontDoor;
beforeAll(async () => {
  door = await openFrontDoor();
});
afterAll(() => door.close());

describe("Joining", () => {
  test("A link says where it leads before anybody joins, and who this browser is already", async () => {
    const token = await door.token("participant");
    const preview = {
      declarationId: door.declarationId,
      title: "A Roadmap",
      role: "participant",
      label: "",
      alreadyJoined: null,
    };
    expect((await door.ask("GET", `/api/links/${token}`)).json()).toEqual(preview);
    const cookie = await door.cookie("attendee", "Ada");
    expect((await door.ask("GET", `/api/links/${token}`, { cookie })).json()).toEqual({
      ...preview,
      alreadyJoined: { name: "Ada", role: "attendee" },
    });
  });

  test("An unknown link, a body that is no JSON, too large or not what is asked: each has its own refusal", async () => {
    const token = await door.token("attendee");
    const json = { "content-type": "application/json" };
    const cases = [
      [await door.ask("GET", "/api/links/nonsense"), 404, "link-unknown"],
      [await door.ask("GET", "/api/links/%E0%A4%A"), 404, "path-unknown"],
      [await door.ask("POST", "/api/join", { json: { token: `${token}x` } }), 404, "link-unknown"],
      [await door.ask("POST", "/api/join", { json: { token, name: "x".repeat(121) } }), 400, "input-invalid"],
      [await door.ask("POST", "/api/join", { json: { token: 7 } }), 400, "input-invalid"],
      [await door.ask("POST", "/api/join", { json: { token, role: "facilitator" } }), 400, "input-invalid"],
      [await door.ask("POST", "/api/join"), 400, "input-invalid"],
      [await door.ask("POST", "/api/join", { body: "{", headers: json }), 400, "input-invalid"],
      [await door.ask("POST", "/api/join", { body: `token=${token}` }), 400, "input-invalid"],
      [
        await door.ask("POST", "/api/join", {
          body: "packed",
          headers: { ...json, "content-encoding": "gzip" },
        }),
        400,
        "input-invalid",
      ],
      [
        await door.ask("POST", "/api/join", { json: { token, name: "x".repeat(65 * 1024) } }),
        413,
        "frame-too-large",
      ],
    ] as const;
    for (const [answer, status, refusal] of cases)
      expect([answer.status, answer.refusal]).toEqual([status, refusal]);
  });
});

test("R8 Each writer gets a client id of their own, never handed out twice", async () => {
  const cookies = [await door.cookie("participant"), await door.cookie("facilitator")];
  const answers = await Promise.all(
    [...cookies, ...cookies].map((cookie) =>
      door.ask("POST", `/api/declarations/${door.declarationId}/writer`, { cookie }),
    ),
  );
  const ids = answers.map((answer) => answer.json<{ clientId: number }>().clientId);
  expect(new Set(ids).size).toBe(4);
  expect(Math.max(...ids)).toBeLessThan(100);
});

test("What a page of another origin sends is refused; reading and our own pages are not", async () => {
  const cookie = await door.cookie("facilitator");
  const path = `/api/declarations/${door.declarationId}/writer`;
  for (const origin of ["https://evil.example", "null"]) {
    const answer = await door.ask("POST", path, { cookie, headers: { origin } });
    expect([answer.status, answer.refusal]).toEqual([403, "origin-refused"]);
  }
  expect((await door.ask("POST", path, { cookie, headers: { origin: door.url } })).status).toBe(200);
  const reading = await door.ask("GET", "/api/openapi.json", { headers: { origin: "https://evil.example" } });
  expect(reading.status).toBe(200);
  expect(reading.headers.get("access-control-allow-origin")).toBeNull();
});

describe("Records", () => {
  test("since is a number from nought on", async () => {
    const cookie = await door.cookie("attendee");
    for (const since of ["-1", "x", "1.5"]) {
      const path = `/api/declarations/${door.declarationId}/records?since=${since}`;
      expect((await door.ask("GET", path, { cookie })).refusal).toBe("input-invalid");
    }
  });

  test("An empty answer means that there are no more, even where hundreds between may not be read", async () => {
    const cookie = await door.cookie("attendee");
    await door.store.transact(async (transaction) => {
      for (let count = 0; count < 501; count++) {
        const data = { linkId: `link${count}` };
        await transaction.appendRecord(door.declarationId, {
          kind: "linkRotated",
          participantId: null,
          data,
        });
      }
      await transaction.appendRecord(door.declarationId, {
        kind: "declarationCreated",
        participantId: null,
        data: { title: "the last" },
      });
    });
    const answer = await door.ask("GET", `/api/declarations/${door.declarationId}/records?since=1`, {
      cookie,
    });
    expect(answer.json<{ records: { data: unknown }[] }>().records).toMatchObject([
      { data: { title: "the last" } },
    ]);
  });
});

describe("Export", () => {
  test("The facilitator takes the declaration away as Markdown, under a safe name", async () => {
    const cookie = await door.cookie("facilitator");
    const answer = await door.ask("GET", `/api/declarations/${door.declarationId}/export/md`, { cookie });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toBe("attachment; filename=a-roadmap.md");
    expect(answer.text).toMatch(/^# A Roadmap\n\n## Preamble\n/);
    const unknown = await door.ask("GET", `/api/declarations/${door.declarationId}/export/exe`, { cookie });
    expect([unknown.status, unknown.refusal]).toEqual([404, "format-unknown"]);
  });

  test("A title of any script or with line breaks makes no dangerous file name", async () => {
    const cookie = await door.cookie("facilitator");
    for (const [title, name] of [
      ['../../etc/"passwd"\r\nX: y', "etc-passwd-x-y.md"],
      ["Déclaració — 2026", "declaracio-2026.md"],
      ["宣言", "declaration.md"],
    ] as const) {
      const made = await door.ask("POST", "/api/declarations", { cookie, json: { title } });
      const { declarationId, links } = made.json<{
        declarationId: string;
        links: { role: string; url: string }[];
      }>();
      const token = links
        .find((link) => link.role === "facilitator")
        ?.url.split("/")
        .at(-1);
      const joined = await door.ask("POST", "/api/join", { json: { token, name: "Ada" } });
      const answer = await door.ask("GET", `/api/declarations/${declarationId}/export/md`, {
        cookie: joined.headers.getSetCookie()[0]?.split(";")[0] ?? "",
      });
      expect(answer.headers.get("content-disposition")).toBe(`attachment; filename=${name}`);
    }
  });
});

test("Another declaration begins with the template, a record and a link for each role", async () => {
  const cookie = await door.cookie("facilitator");
  const made = await door.ask("POST", "/api/declarations", { cookie, json: { title: " Second " } });
  const { declarationId, links } = made.json<{
    declarationId: string;
    links: { role: string; url: string }[];
  }>();
  expect(links.map((link) => link.role)).toEqual(["facilitator", "participant", "attendee", "screen"]);
  const text = await door.store.loadText(declarationId);
  const document = new Y.Doc();
  for (const update of text.updates) Y.applyUpdate(document, update);
  expect([...document.store.clients.keys()]).toEqual([1]);
  expect(text.authors).toEqual([{ clientId: 1, participantId: null }]);
  expect(await door.store.listRecords(declarationId, 0, 10)).toMatchObject([
    { sequence: 1, kind: "declarationCreated", data: { title: "Second" } },
  ]);
  for (const title of ["", "  ", "x".repeat(301)]) {
    expect((await door.ask("POST", "/api/declarations", { cookie, json: { title } })).refusal).toBe(
      "input-invalid",
    );
  }
});
