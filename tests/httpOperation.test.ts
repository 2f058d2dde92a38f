import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { Refusal } from "../server/errors.ts";
import type { Store } from "../server/store/store.ts";
import { commandInputs } from "../shared/commands.ts";
import { type FrontDoor, openFrontDoor } from "./kit/frontDoor.ts";

describe("Operation", () => {
  let failing: FrontDoor;
  let broken: unknown = null;
  const around = (store: Store): Store =>
    new Proxy(store, {
      get(target, name) {
        if (broken !== null && (name === "ping" || name === "findLinkByToken"))
          return () => Promise.reject(broken);
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  beforeAll(async () => {
    failing = await openFrontDoor({ around });
  });
  afterEach(() => {
    broken = null;
  });
  afterAll(() => failing.close());

  test("It is alive, ready while the store answers, and counts", async () => {
    expect((await failing.ask("GET", "/healthz")).status).toBe(200);
    expect((await failing.ask("GET", "/readyz")).status).toBe(200);
    expect((await failing.ask("GET", "/metrics")).text).toContain('route="/readyz",status="200"');
    broken = new Refusal("storage-failed");
    expect((await failing.ask("GET", "/readyz")).status).toBe(503);
    expect((await failing.ask("GET", "/healthz")).status).toBe(200);
    const token = await failing.token("attendee");
    const answer = await failing.ask("GET", `/api/links/${token}`);
    expect([answer.status, answer.refusal]).toEqual([503, "storage-failed"]);
  });

  test("What nobody foresaw is told to nobody, and found in the log by the request's id", async () => {
    broken = new Error("the disk sang a password");
    const answer = await failing.ask("GET", `/api/links/${await failing.token("attendee")}`);
    expect([answer.status, answer.refusal]).toEqual([500, "internal"]);
    expect(answer.text).not.toContain("password");
    const id = answer.headers.get("x-request-id");
    const line = failing
      .logged()
      .split("\n")
      .find((each) => each.includes("the disk sang"));
    expect(JSON.parse(line ?? "{}")).toMatchObject({ requestId: id });
  });

  test("No token and no cookie stands in the log", async () => {
    const token = await failing.token("participant");
    const cookie = await failing.cookie("participant");
    const seal = cookie.split(".").at(-1) ?? "";
    await failing.ask("GET", `/join/${token}`, { cookie });
    await failing.ask("GET", `/api/links/${token}`, { cookie });
    await failing.ask("GET", `/nowhere/${token}`, { cookie });
    await failing.ask("POST", `/api/join?token=${token}`, { json: { token, nonsense: token }, cookie });
    broken = new Error("broken");
    await failing.ask("GET", `/api/links/${token}`, { cookie });
    const log = failing.logged();
    expect(log).toContain('"route":"/api/links/:token"');
    for (const hidden of [token, token.split(".").at(-1) ?? "", seal]) expect(log).not.toContain(hidden);
  });

  test("The description is made of the schemas that check the input", async () => {
    const description = (await failing.ask("GET", "/api/openapi.json")).json<{
      openapi: string;
      paths: Record<string, { post?: { requestBody?: { content: Record<string, { schema: unknown }> } } }>;
    }>();
    expect(description.openapi).toBe("3.1.0");
    for (const name of Object.keys(commandInputs)) {
      expect(description.paths).toHaveProperty([`/api/declarations/{id}/commands/${name}`]);
    }
    const join = description.paths["/api/join"]?.post?.requestBody?.content["application/json"]?.schema;
    expect(join).toMatchObject({ required: ["token"], additionalProperties: false });
  });
});
