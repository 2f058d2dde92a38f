import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type FrontDoor, openFrontDoor } from "./kit/frontDoor.ts";

let door: FrontDoor;
beforeAll(async () => {
  door = await openFrontDoor();
});
afterAll(() => door.close());

describe("Pages", () => {
  test("Who writes gets the drafting page, who reads the light one, who is nobody is sent to the start", async () => {
    const path = `/d/${door.declarationId}`;
    for (const [role, page] of [
      ["facilitator", "draft"],
      ["participant", "draft"],
      ["attendee", "read"],
      ["screen", "read"],
    ] as const) {
      const answer = await door.ask("GET", path, { cookie: await door.cookie(role) });
      expect(answer.text, role).toContain(`<title>${page}</title>`);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
    const stranger = await door.ask("GET", path);
    expect([stranger.status, stranger.headers.get("location")]).toEqual([302, "/?reason=session-missing"]);
    expect((await door.ask("GET", "/d/nowhere")).headers.get("location")).toBe(
      "/?reason=declaration-unknown",
    );
    expect((await door.ask("GET", "/")).text).toContain("<title>index</title>");
    expect((await door.ask("GET", "/join/whatever")).text).toContain("<title>join</title>");
  });

  test("What pages load is compressed, kept for good, and nothing outside of its folder", async () => {
    const script = await door.ask("GET", "/assets/page-abc123.js", { headers: { "accept-encoding": "br" } });
    expect(script.text).toContain("export const words");
    expect(script.headers.get("content-encoding")).toBe("br");
    expect(script.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const again = await door.ask("GET", "/assets/page-abc123.js", {
      headers: { "if-none-match": script.headers.get("etag") ?? "", "cache-control": "max-age=0" },
    });
    expect(again.status).toBe(304);
    for (const path of ["/assets/..%2findex.html", "/assets/none.js", "/assets/.hidden.js"]) {
      expect((await door.ask("GET", path)).status, path).toBe(404);
    }
  });

  test("An unknown address answers JSON under /api and a readable page elsewhere", async () => {
    const api = await door.ask("GET", "/api/nothing");
    expect([api.status, api.refusal]).toEqual([404, "path-unknown"]);
    const page = await door.ask("GET", "/nothing");
    expect(page.status).toBe(404);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.text).toContain("<p>There is nothing at this address.</p>");
  });

  test("Pages that were never built are said to be so", async () => {
    const bare = await openFrontDoor({ builtClient: "/nowhere" });
    onTestFinished(bare.close);
    const answer = await bare.ask("GET", "/");
    expect(answer.status).toBe(500);
    expect(answer.text).toContain("npm run build");
  });
});

test("R12 The headers let a page speak to this server alone, also on plain http", async () => {
  const { headers } = await door.ask("GET", "/");
  const host = new URL(door.url).host;
  expect(headers.get("content-security-policy")?.split(";")).toEqual([
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ws://${host} wss://${host}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ]);
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("strict-transport-security")).toBeNull();
  expect(headers.get("x-powered-by")).toBeNull();
  const secure = await openFrontDoor({ publicUrl: "https://plenary.example.org" });
  onTestFinished(secure.close);
  const answer = await secure.ask("GET", "/");
  expect(answer.headers.get("strict-transport-security")).toContain("max-age");
  expect(answer.headers.get("content-security-policy")).toContain("upgrade-insecure-requests");
  expect(answer.headers.get("content-security-policy")).toContain("wss://plenary.example.org");
});
