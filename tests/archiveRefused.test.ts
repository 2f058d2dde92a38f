/** Archives that cannot be taken in, over the real HTTP door: refused by name, with nothing left behind. */
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import { archivePaths } from "../shared/archive.ts";
import { forgerStage } from "./kit/archiveForger.ts";
import { bring, bytesOf, manifestIn, restore, sealed, zipped } from "./kit/archivist.ts";

/** Made before there is a line that would time out meanwhile. */
const bomb = zipped({ "papers/declaration.pdf": new Uint8Array(210_000_000) });
const at = forgerStage();

test("What is sealed anew without a change is taken in, so that what follows is refused for its change alone", async () => {
  const { declarationId } = await restore(at.here, sealed(at.files));
  expect(await at.grown()).toContain(declarationId);
});

describe("No archive at all", () => {
  test("no zip", () => at.isRefused(strToU8("no zip at all"), "archive-unreadable"));
  test("nothing", () => at.isRefused(new Uint8Array(0), "archive-unreadable"));
  test("a zip of something else", () =>
    at.isRefused(zipped({ "a.txt": strToU8("x") }), "archive-unreadable"));
  test("cut short", () => at.isRefused(at.bytes.slice(0, at.bytes.length / 2), "archive-unreadable"));
  test("a manifest of somebody else", () =>
    at.isRefused(
      zipped({ ...at.files, "manifest.json": bytesOf({ format: "other" }) }),
      "archive-damaged",
      "manifest.json",
    ));
  test("of a later version", () =>
    at.isRefused(
      zipped({ ...at.files, "manifest.json": bytesOf({ ...manifestIn(at.files), version: 2 }) }),
      "archive-damaged",
      "version",
    ));
  test("a zip that grows a thousandfold", () => at.isRefused(bomb, "import-too-complex"));
  test("a zip of very many files", () =>
    at.isRefused(
      zipped({
        ...at.files,
        ...Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`${n}`, new Uint8Array(0)])),
      }),
      "import-too-complex",
    ));
});

describe("Changed on its way", () => {
  test("a byte in each of its files", async () => {
    for (const [path, content] of Object.entries(at.files)) {
      for (const place of [0, Math.floor(content.length / 2), content.length - 2]) {
        const changed = content.slice();
        changed[place] = (changed[place] ?? 0) ^ 1;
        await at.isRefused(zipped({ ...at.files, [path]: changed }), "archive-damaged", path);
      }
    }
  });
  test("a number in the manifest", async () => {
    const text = Buffer.from(at.files["manifest.json"] ?? []).toString();
    for (const changed of [
      text.replace(/"title": "A/, '"title": "B'),
      text.replace(/"textSequence": \d+/, '"textSequence": 999'),
      text.replace(/"at": "20/, '"at": "21'),
    ]) {
      expect(changed).not.toBe(text);
      await at.isRefused(
        zipped({ ...at.files, "manifest.json": strToU8(changed) }),
        "archive-damaged",
        "manifest.json",
      );
    }
  });
  test("a file gone", async () => {
    for (const path of Object.keys(at.files)) {
      const id = path === "manifest.json" ? "archive-unreadable" : "archive-damaged";
      await at.isRefused(zipped(at.without(path)), id, path === "manifest.json" ? "" : path);
    }
  });
  test("a file gone from the manifest too", async () => {
    for (const path of Object.keys(at.files).filter((each) => /^(text|records)/.test(each)))
      await at.isRefused(sealed(at.without(path)), "archive-damaged", path);
  });
  test("a file more", () =>
    at.isRefused(zipped({ ...at.files, "more.txt": strToU8("x") }), "archive-damaged", "more.txt"));
  test.each([
    "../secret",
    "/etc/passwd",
    "text/../../x.bin",
    "text\\..\\x.bin",
    "__proto__x",
    "papers/declaration.pdf/",
  ])("a file that would go elsewhere: %s", async (path) => {
    await at.isRefused(zipped({ ...at.files, [path]: strToU8("x") }), "archive-damaged");
    await at.isRefused(at.forged({ [path]: strToU8("x") }), "archive-damaged");
  });
  test("a text for a version that nobody named", () =>
    at.isRefused(
      at.forged({ "text/7000.bin": at.files[archivePaths.state] ?? new Uint8Array() }),
      "archive-damaged",
      "text/7000.bin",
    ));
});

test("200 MB are refused: before a byte of them is sent where they are announced, else once they are too many", async () => {
  const headers = { cookie: at.here.cookie, "content-type": "application/zip" };
  const announced = request(`${at.here.door.url}/api/archive`, {
    method: "POST",
    headers: { ...headers, "content-length": 200 * 1024 * 1024 },
  });
  announced.flushHeaders();
  const [answer] = (await once(announced, "response")) as [IncomingMessage];
  expect(answer.statusCode).toBe(413);
  announced.destroy();
  let sent = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent >= 200 * 1024 * 1024) controller.close();
      else controller.enqueue(new Uint8Array(64 * 1024));
      sent += 64 * 1024;
    },
  });
  const response = await fetch(`${at.here.door.url}/api/archive`, {
    method: "POST",
    headers,
    body: stream,
    duplex: "half",
  } as RequestInit);
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ error: { id: "archive-too-large" } });
});

test("Whoever may not begin a declaration may not restore one", async () => {
  for (const role of ["participant", "attendee", "screen"] as const) {
    const cookie = await at.here.door.cookie(role);
    const answer = await bring({ door: at.here.door, cookie }, at.bytes);
    expect([answer.status, answer.refusal]).toEqual([403, "role-not-allowed"]);
  }
  expect((await at.here.door.ask("POST", "/api/archive", { body: at.bytes })).refusal).toBe(
    "session-missing",
  );
});
