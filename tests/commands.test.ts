import { afterEach, beforeEach, expect, test } from "vitest";
import type { LinkView } from "../shared/answers.ts";
import type { PlenaryRecord } from "../shared/records.ts";
import { type FrontDoor, openFrontDoor } from "./kit/frontDoor.ts";

let door: FrontDoor;
let facilitator: string;
beforeEach(async () => {
  door = await openFrontDoor();
  facilitator = await door.cookie("facilitator");
});
afterEach(() => door.close());

const records = async (cookie: string, since = 0) =>
  (await door.ask("GET", `/api/declarations/${door.declarationId}/records?since=${since}`, { cookie })).json<{
    records: PlenaryRecord[];
  }>().records;
const links = async () =>
  (await door.ask("GET", `/api/declarations/${door.declarationId}/links`, { cookie: facilitator })).json<{
    links: LinkView[];
  }>().links;

test("Each command leaves exactly one record, numbered on, with who decided", async () => {
  const { participantId } = (
    await door.ask("GET", `/api/declarations/${door.declarationId}/me`, { cookie: facilitator })
  ).json<{ participantId: string }>();
  const made = await door.command(facilitator, "createLink", { role: "attendee", label: " Row 5 " });
  const linkId = made.json<{ record: { data: { linkId: string } } }>().record.data.linkId;
  await door.command(facilitator, "rotateLink", { linkId });
  await door.command(facilitator, "revokeLink", { linkId });
  const author = { participantId, name: "Ada", affiliation: "", stakeholder: "", role: "facilitator" };
  expect(await records(facilitator)).toEqual([
    {
      sequence: 1,
      kind: "declarationCreated",
      author: null,
      at: expect.any(String),
      data: { title: "A Roadmap" },
    },
    {
      sequence: 2,
      kind: "linkCreated",
      author,
      at: expect.any(String),
      data: { linkId, role: "attendee", label: "Row 5", expiresAt: null },
    },
    { sequence: 3, kind: "linkRotated", author, at: expect.any(String), data: { linkId } },
    { sequence: 4, kind: "linkRevoked", author, at: expect.any(String), data: { linkId } },
  ]);
  expect((await records(facilitator, 3)).map((record) => record.sequence)).toEqual([4]);
  expect(await records(facilitator, 4)).toEqual([]);
});

test("A record about links is shown to those who may see links, and to nobody else", async () => {
  await door.command(facilitator, "createLink", { role: "attendee" });
  for (const role of ["participant", "attendee", "screen"] as const) {
    const kinds = (await records(await door.cookie(role))).map((record) => record.kind);
    expect(kinds, role).toEqual(["declarationCreated"]);
  }
});

test("A facilitator can show a link again, until it is withdrawn", async () => {
  const made = await door.command(facilitator, "createLink", { role: "screen", label: "Hall" });
  const { linkId } = made.json<{ record: { data: { linkId: string } } }>().record.data;
  const view = (await links()).find((link) => link.linkId === linkId);
  expect(view).toEqual({
    linkId,
    code: null,
    role: "screen",
    label: "Hall",
    url: expect.stringMatching(`^${door.url}/join/[^/]+$`),
    expiresAt: null,
    revokedAt: null,
    people: 0,
  });
  const token = new URL(view?.url ?? "").pathname.split("/").at(-1);
  await door.ask("POST", "/api/join", { json: { token, name: "" } });
  expect((await links()).find((link) => link.linkId === linkId)?.people).toBe(1);
  await door.command(facilitator, "revokeLink", { linkId });
  expect((await links()).find((link) => link.linkId === linkId)).toMatchObject({
    url: null,
    revokedAt: expect.any(String),
  });
});

test("The last link by which a facilitator can come in is not withdrawn", async () => {
  const { id } = await door.link("facilitator");
  const refused = await door.command(facilitator, "revokeLink", { linkId: id });
  expect([refused.status, refused.refusal]).toEqual([409, "facilitator-link-last"]);
  const soonOver = new Date(door.clock + 60_000).toISOString();
  await door.command(facilitator, "createLink", { role: "facilitator", expiresAt: soonOver });
  expect((await door.command(facilitator, "revokeLink", { linkId: id })).refusal).toBe(
    "facilitator-link-last",
  );
  await door.command(facilitator, "createLink", { role: "facilitator" });
  expect((await door.command(facilitator, "revokeLink", { linkId: id })).status).toBe(200);
});

test("Two facilitators who withdraw each other's link at the same moment do not lock everybody out", async () => {
  const made = await door.command(facilitator, "createLink", { role: "facilitator" });
  const { linkId } = made.json<{ record: { data: { linkId: string } } }>().record.data;
  const first = (await door.link("facilitator")).id;
  const answers = await Promise.all(
    [first, linkId].map((each) => door.command(facilitator, "revokeLink", { linkId: each })),
  );
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  const standing = (await door.store.listLinks(door.declarationId)).filter(
    (link) => link.role === "facilitator" && link.revokedAt === null,
  );
  expect(standing).toHaveLength(1);
});

test("A refused command leaves no record", async () => {
  const other = await door.ask("POST", "/api/declarations", {
    cookie: facilitator,
    json: { title: "Other" },
  });
  const [foreign] = other.json<{ links: LinkView[] }>().links;
  const { id: attendees } = await door.link("attendee");
  await door.command(facilitator, "revokeLink", { linkId: attendees });
  const before = await records(facilitator);
  for (const [name, input, status, refusal] of [
    ["revokeLink", { linkId: "nowhere" }, 404, "link-unknown"],
    ["rotateLink", { linkId: "nowhere" }, 404, "link-unknown"],
    ["revokeLink", { linkId: foreign?.linkId }, 404, "link-unknown"],
    ["rotateLink", { linkId: foreign?.linkId }, 404, "link-unknown"],
    ["revokeLink", { linkId: attendees }, 403, "link-revoked"],
    ["rotateLink", { linkId: attendees }, 403, "link-revoked"],
    ["createLink", { role: "attendee", expiresAt: "2020-01-01T00:00:00Z" }, 400, "input-invalid"],
    ["createLink", { role: "chair" }, 400, "input-invalid"],
    ["createLink", { role: "attendee", extra: true }, 400, "input-invalid"],
    ["createLink", { role: "attendee", label: "x".repeat(121) }, 400, "input-invalid"],
    ["createLink", [], 400, "input-invalid"],
    ["dissolve", {}, 404, "command-unknown"],
    ["constructor", {}, 404, "command-unknown"],
  ] as const) {
    const answer = await door.command(facilitator, name, input);
    expect([name, answer.status, answer.refusal]).toEqual([name, status, refusal]);
  }
  expect(await records(facilitator)).toEqual(before);
});

test("A link that has run out gets no new address", async () => {
  const expiresAt = new Date(door.clock + 1000).toISOString();
  const made = await door.command(facilitator, "createLink", { role: "attendee", expiresAt });
  const { linkId } = made.json<{ record: { data: { linkId: string } } }>().record.data;
  door.clock += 1000;
  expect((await door.command(facilitator, "rotateLink", { linkId })).refusal).toBe("link-expired");
});
