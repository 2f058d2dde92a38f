import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { newId } from "../server/participant/newId.ts";
import { originAllowed } from "../server/participant/origin.ts";
import { createParticipantDirectory } from "../server/participant/participantDirectory.ts";
import { createSeals } from "../server/participant/seals.ts";
import { openSecret } from "../server/participant/secret.ts";
import { roles } from "../shared/permissions.ts";
import { type FrontDoor, openFrontDoor } from "./kit/frontDoor.ts";
import { temporaryFolder } from "./kit/temporaryFolder.ts";

const day = 24 * 60 * 60 * 1000;

describe("The secret", () => {
  test("is made once, readable by its owner alone, however many ask at once", async () => {
    const folder = await temporaryFolder();
    onTestFinished(folder.remove);
    const secrets = await Promise.all(Array.from({ length: 8 }, () => openSecret(folder.path)));
    expect(new Set(secrets.map((secret) => Buffer.from(secret).toString())).size).toBe(1);
    expect(await openSecret(folder.path)).toEqual(secrets[0]);
    expect((await stat(join(folder.path, "secret"))).mode & 0o777).toBe(0o600);
    expect((await readFile(join(folder.path, "secret"))).length).toBeGreaterThanOrEqual(32);
  });

  test("that was cut short is refused instead of sealing weakly", async () => {
    const folder = await temporaryFolder();
    onTestFinished(folder.remove);
    await writeFile(join(folder.path, "secret"), "short");
    await expect(openSecret(folder.path)).rejects.toThrow("is damaged");
  });
});

describe("A seal", () => {
  const seals = createSeals("a secret of thirty-two bytes or more");

  test("keeps at least 128 bits and opens to its id", () => {
    const token = seals.linkToken("abc");
    expect(Buffer.from(token.split(".")[1] ?? "", "base64url").length * 8).toBeGreaterThanOrEqual(128);
    expect(seals.readLinkToken(token)).toBe("abc");
  });

  test("is refused when anything about it is changed, made under another secret or for another purpose", () => {
    const token = seals.linkToken("abc");
    const session = seals.sessionCookie("abc", "d", false).split(/[=;]/)[1] ?? "";
    const forged = [
      "",
      ".",
      "abc",
      "abc.",
      token.slice(0, -1),
      `${token}A`,
      `abd${token.slice(3)}`,
      createSeals("another secret of thirty-two bytes!!").linkToken("abc"),
      session,
    ];
    for (const each of forged) expect(seals.readLinkToken(each), each).toBeNull();
    expect(seals.readSessionCookies(`plenary_d=${token}`).size).toBe(0);
    expect(seals.readSessionCookies(`plenary_d=${session}; plenary_e=${session}x; other=${session}`)).toEqual(
      new Map([["d", "abc"]]),
    );
  });
});

test("An id is long, and safe in paths, cookies and file names", () => {
  for (let count = 0; count < 100; count++) expect(newId()).toMatch(/^[0-9a-z]{20}$/);
});

test.each([
  [undefined, "plenary.example.org", null, true],
  ["http://192.168.1.5:3000", "192.168.1.5:3000", null, true],
  ["https://plenary.example.org", "plenary.example.org", null, true],
  ["https://plenary.example.org", "127.0.0.1:3000", "https://plenary.example.org", true],
  ["http://127.0.0.1:3000", "127.0.0.1:3000", "https://plenary.example.org", true],
  ["http://plenary.example.org", "127.0.0.1:3000", "https://plenary.example.org", false],
  ["https://evil.example", "plenary.example.org", null, false],
  ["http://127.0.0.1:4000", "127.0.0.1:3000", null, false],
  ["null", "plenary.example.org", null, false],
  ["", "plenary.example.org", null, false],
  ["https://evil.example", undefined, null, false],
  ["chrome-extension://abc", "abc", null, false],
])("Origin %s at host %s with public address %s: %s", (origin, host, publicUrl, allowed) => {
  expect(originAllowed(origin, host, { publicUrl })).toBe(allowed);
});

describe("People", () => {
  let door: FrontDoor;
  beforeEach(async () => {
    door = await openFrontDoor();
  });
  afterEach(() => door.close());

  const me = (cookie: string) => door.ask("GET", `/api/declarations/${door.declarationId}/me`, { cookie });
  const joinBy = (token: string) => door.ask("POST", "/api/join", { json: { token, name: "Bob" } });

  test.each(roles)("join as %s by a link and come back with the cookie", async (role) => {
    const answer = await door.ask("POST", "/api/join", {
      json: {
        token: await door.token(role),
        name: " Ada\u202e ",
        affiliation: "Ateneu",
        stakeholder: "employer",
      },
    });
    expect(answer.json()).toEqual({
      declarationId: door.declarationId,
      role,
      participantId: expect.any(String),
    });
    const cookie = answer.headers.getSetCookie()[0] ?? "";
    expect(cookie.split("; ").slice(1).sort()).toEqual([
      "HttpOnly",
      "Max-Age=2592000",
      "Path=/",
      "SameSite=Lax",
    ]);
    expect(cookie).toContain(`plenary_${door.declarationId}=`);
    expect((await me(cookie.split(";")[0] ?? "")).json()).toMatchObject({
      name: "Ada",
      affiliation: "Ateneu",
      stakeholder: "employer",
      role,
    });
  });

  test("The cookie is for https alone where people come by https", async () => {
    const body = { token: await door.token("attendee"), name: "" };
    const byProxy = await door.ask("POST", "/api/join", {
      json: body,
      headers: { "x-forwarded-proto": "https" },
    });
    expect(byProxy.headers.getSetCookie()[0]).toContain("; Secure");
    const secure = await openFrontDoor({ publicUrl: "https://plenary.example.org" });
    onTestFinished(secure.close);
    const token = await secure.token("attendee");
    const answer = await secure.ask("POST", "/api/join", { json: { token, name: "" } });
    expect(answer.headers.getSetCookie()[0]).toContain("; Secure");
  });

  test("Who writes or decides gives a name; who only reads need not", async () => {
    for (const role of ["facilitator", "participant"] as const) {
      const answer = await door.ask("POST", "/api/join", {
        json: { token: await door.token(role), name: "  " },
      });
      expect([answer.status, answer.refusal]).toEqual([400, "input-invalid"]);
    }
    const names = [];
    for (const role of ["attendee", "screen"] as const) {
      names.push((await me(await door.cookie(role, ""))).json<{ name: string }>().name);
    }
    expect(names).toEqual(["Guest", "Screen"]);
  });

  test("R3 A link that was withdrawn admits nobody, and whoever came by it may do nothing any more", async () => {
    const facilitator = await door.cookie("facilitator");
    const ada = await door.cookie("participant");
    const { participantId } = (await me(ada)).json<{ participantId: string }>();
    expect(door.participants.standing(participantId)).toBeNull();
    const token = await door.token("participant");
    const linkId = (await door.link("participant")).id;
    expect((await door.command(facilitator, "revokeLink", { linkId })).status).toBe(200);
    expect(door.participants.standing(participantId)).toBe("link-revoked");
    expect((await me(ada)).refusal).toBe("link-revoked");
    expect((await joinBy(token)).refusal).toBe("link-revoked");
    expect((await me(facilitator)).status).toBe(200);
  });

  test("A link with a new address: the old one admits nobody, the new one does, who is in stays in", async () => {
    const facilitator = await door.cookie("facilitator");
    const ada = await door.cookie("participant");
    const before = await door.token("participant");
    const linkId = (await door.link("participant")).id;
    expect((await door.command(facilitator, "rotateLink", { linkId })).status).toBe(200);
    const after = await door.token("participant");
    expect(after).not.toBe(before);
    expect((await joinBy(before)).refusal).toBe("link-revoked");
    expect((await joinBy(after)).status).toBe(200);
    expect((await me(ada)).status).toBe(200);
  });

  test("R3 A link that has run out admits nobody, and its people's rights end with it", async () => {
    const facilitator = await door.cookie("facilitator");
    const expiresAt = new Date(door.clock + 60_000).toISOString();
    await door.command(facilitator, "createLink", { role: "participant", expiresAt });
    const link = (await door.store.listLinks(door.declarationId)).at(-1);
    const token = door.seals.linkToken(link?.tokenId ?? "");
    const joined = await joinBy(token);
    const cookie = joined.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    expect((await me(cookie)).status).toBe(200);
    door.clock += 60_000;
    expect((await me(cookie)).refusal).toBe("link-expired");
    expect(door.participants.standing(joined.json<{ participantId: string }>().participantId)).toBe(
      "link-expired",
    );
    expect((await joinBy(token)).refusal).toBe("link-expired");
  });

  test("A session counts for 30 days", async () => {
    const cookie = await door.cookie("participant");
    door.clock += 30 * day - 1;
    expect((await me(cookie)).status).toBe(200);
    door.clock += 1;
    expect((await me(cookie)).refusal).toBe("session-expired");
  });

  test("Nobody comes in with a cookie of another declaration, none, or a made-up one", async () => {
    const facilitator = await door.cookie("facilitator");
    const made = await door.ask("POST", "/api/declarations", {
      cookie: facilitator,
      json: { title: "Other" },
    });
    const other = made.json<{ declarationId: string }>().declarationId;
    const stolen = facilitator.replace(door.declarationId, other);
    for (const cookie of [stolen, "", `plenary_${other}=someone.AAAA`, facilitator]) {
      const answer = await door.ask("GET", `/api/declarations/${other}/me`, { cookie });
      expect([answer.status, answer.refusal]).toEqual([401, "session-missing"]);
    }
    const nowhere = await door.ask("GET", "/api/declarations/nowhere/me", { cookie: facilitator });
    expect([nowhere.status, nowhere.refusal]).toEqual([404, "declaration-unknown"]);
  });

  test("One browser takes part in several declarations at once", async () => {
    const facilitator = await door.cookie("facilitator");
    const made = await door.ask("POST", "/api/declarations", {
      cookie: facilitator,
      json: { title: "Other" },
    });
    const { declarationId, links } = made.json<{
      declarationId: string;
      links: { role: string; url: string }[];
    }>();
    const token =
      links
        .find((link) => link.role === "attendee")
        ?.url.split("/")
        .at(-1) ?? "";
    const joined = await door.ask("POST", "/api/join", { json: { token, name: "" }, cookie: facilitator });
    const both = `${facilitator}; ${joined.headers.getSetCookie()[0]?.split(";")[0]}`;
    expect((await me(both)).json()).toMatchObject({ role: "facilitator" });
    const there = await door.ask("GET", `/api/declarations/${declarationId}/me`, { cookie: both });
    expect(there.json()).toMatchObject({ role: "attendee" });
  });

  test("Memory stays bounded, and never forgets whom a socket holds", async () => {
    const small = createParticipantDirectory({
      store: door.store,
      seals: door.seals,
      now: () => door.clock,
      remembered: 8,
    });
    const token = await door.token("attendee");
    const comeIn = async () => {
      const { participant, cookie } = await small.join({ token, name: "" }, false);
      await small.fromCookie(cookie.split(";")[0], door.declarationId);
      return participant.id;
    };
    const held = await comeIn();
    const letGo = small.hold(held);
    const early = await comeIn();
    for (let count = 0; count < 20; count++) await comeIn();
    expect(small.standing(early)).toBe("session-missing");
    expect(small.standing(held)).toBeNull();
    letGo();
    letGo();
    for (let count = 0; count < 20; count++) await comeIn();
    expect(small.standing(held)).toBe("session-missing");
  });

  test("R3 A person read from the store while their link is withdrawn is not remembered as admitted", async () => {
    const cookie = await door.cookie("attendee");
    const link = await door.link("attendee");
    const slow = createParticipantDirectory({
      seals: door.seals,
      now: () => door.clock,
      store: new Proxy(door.store, {
        get(target, name) {
          if (name !== "findLink") return Reflect.get(target, name);
          return async (id: string) => {
            const found = await target.findLink(id);
            if (found?.revokedAt === null) {
              await target.revokeLink(id, new Date(door.clock).toISOString());
              slow.linkRevoked(id);
            }
            return found;
          };
        },
      }),
    });
    await expect(slow.fromCookie(cookie, link.declarationId)).rejects.toMatchObject({ id: "link-revoked" });
  });
});
