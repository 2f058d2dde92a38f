import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Action, actions, may, type Role, roles } from "../shared/permissions.ts";
import { type FrontDoor, openFrontDoor } from "./kit/frontDoor.ts";

const everyone: readonly Role[] = roles;
const writers: readonly Role[] = ["facilitator", "participant"];
const facilitators: readonly Role[] = ["facilitator"];

/** Written out by hand, so that a change of the one table has to be meant. */
const whoMay: Readonly<Record<Action, readonly Role[]>> = {
  readText: everyone,
  writeText: writers,
  showPresence: writers,
  contribute: ["facilitator", "participant", "attendee"],
  resolveComments: writers,
  moderate: facilitators,
  decide: facilitators,
  manageLinks: facilitators,
  readLinks: facilitators,
  readAlarms: facilitators,
  export: facilitators,
  createDeclaration: facilitators,
};

/** Every route that asks who somebody is: method, path below the declaration, who may, the refusal of the others, a body. */
const routes: readonly (readonly [string, string, readonly Role[], string, unknown?])[] = [
  ["GET", "/me", everyone, ""],
  ["GET", "/records", everyone, ""],
  ["POST", "/writer", writers, "read-only"],
  ["GET", "/links", facilitators, "role-not-allowed"],
  ["GET", "/export/md", facilitators, "role-not-allowed"],
  ["POST", "/commands/createLink", facilitators, "role-not-allowed", { role: "attendee" }],
  ["POST", "/commands/rotateLink", facilitators, "role-not-allowed", "LINK"],
  ["POST", "", facilitators, "role-not-allowed", { title: "Another" }],
  // Last, because it takes the screen's rights away.
  ["POST", "/commands/revokeLink", facilitators, "role-not-allowed", "LINK"],
];

describe.each(roles)("%s", (role) => {
  test.each(actions)("%s", (action) => {
    expect(may(role, action)).toBe(whoMay[action].includes(role));
  });
});

describe("Over HTTP", () => {
  let door: FrontDoor;
  const cookies = new Map<Role, string>();
  beforeAll(async () => {
    door = await openFrontDoor();
    for (const role of roles) cookies.set(role, await door.cookie(role));
  });
  afterAll(() => door.close());

  async function ask(method: string, path: string, body: unknown, cookie: string | undefined) {
    const json = body === "LINK" ? { linkId: (await door.link("screen")).id } : body;
    const address = path === "" ? "/api/declarations" : `/api/declarations/${door.declarationId}${path}`;
    return door.ask(method, address, {
      ...(cookie === undefined ? {} : { cookie }),
      ...(json ? { json } : {}),
    });
  }

  for (const [method, path, allowed, refusal, body] of routes) {
    // The facilitator comes last, because what they do is done.
    for (const role of [...roles].reverse()) {
      const may = allowed.includes(role);
      test(`${role} ${may ? "may" : "may not"} ${method} ${path || "(another declaration)"}`, async () => {
        const answer = await ask(method, path, body, cookies.get(role));
        if (may) expect(answer.status).toBe(200);
        else expect([answer.status, answer.refusal]).toEqual([403, refusal]);
      });
    }
    test(`nobody without a session may ${method} ${path || "(another declaration)"}`, async () => {
      const answer = await ask(method, path, body, undefined);
      expect([answer.status, answer.refusal]).toEqual([401, "session-missing"]);
    });
  }
});
