/** Files that cannot be taken in, over the real HTTP door: refused by name, with nothing left behind. */
import { strToU8, zipSync } from "fflate";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bringer, openBringer } from "./kit/bringer.ts";

let at: Bringer;

beforeEach(async () => {
  at = await openBringer();
});
afterEach(() => at.door.close());

describe("What cannot be taken in is refused by name, and nothing is left behind", () => {
  let bomb: Uint8Array;
  // Made once, before there is a line that would time out meanwhile.
  beforeAll(() => {
    bomb = zipSync({
      "[Content_Types].xml": strToU8("<x/>"),
      "word/document.xml": new Uint8Array(220_000_000),
    });
  });

  const refused: readonly [what: string, name: string, body: () => string | Uint8Array, refusal: string][] = [
    ["a Word file that is none", "a.docx", () => "no zip at all", "import-unreadable"],
    ["a zip that is no Word file", "a.docx", () => zipSync({ "a.txt": strToU8("x") }), "import-unreadable"],
    [
      "a Word file cut short",
      "a.docx",
      () => zipSync({ "[Content_Types].xml": strToU8("<x/>"), "word/document.xml": strToU8("<w:d") }),
      "import-unreadable",
    ],
    ["a zip that grows a thousandfold", "a.docx", () => bomb, "import-too-complex"],
    ["a zip that lies about how it grows", "a.docx", () => lying(bomb), "import-unreadable"],
    [
      "a zip of very many files",
      "a.docx",
      () => zipSync(Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`${n}`, new Uint8Array(0)]))),
      "import-too-complex",
    ],
    ["text in another encoding", "a.md", () => new Uint8Array([0x52, 0xe9, 0x73]), "import-unreadable"],
    ["a picture under a text's name", "a.md", () => new Uint8Array([0, 1, 2, 0]), "import-unreadable"],
    ["an unknown kind of file", "a.pages", () => "x", "import-unreadable"],
    ["JSON cut short", "a.json", () => '{"format":', "import-unreadable"],
    ["JSON of somebody else", "a.json", () => '{"title":"x"}', "import-unreadable"],
    ["JSON ten thousand levels deep", "a.json", () => "[".repeat(100_000), "import-unreadable"],
    ["a page ten thousand levels deep", "a.html", () => "<div>".repeat(10_000), "import-too-complex"],
    ["a page of very many paragraphs", "a.html", () => "<p>x".repeat(30_000), "import-too-complex"],
    ["more text than a declaration holds", "a.md", () => "word ".repeat(1_200_000), "import-too-complex"],
  ];
  for (const [what, name, body, refusal] of refused) {
    test(what, async () => {
      const answer = await at.bring(name, body());
      expect([answer.refusal, Math.floor(answer.status / 100)]).toEqual([refusal, 4]);
      expect((await at.bring(name, body(), "/api/import")).refusal).toBe(refusal);
      expect(await at.door.store.listDeclarations()).toHaveLength(1);
      expect(await at.door.store.listRecords(at.door.declarationId, 0, 9)).toHaveLength(1);
    });
  }

  test("200 MB are refused at once, and none of them are held", async () => {
    const before = process.memoryUsage().arrayBuffers;
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent >= 200 * 1024 * 1024) controller.close();
        else controller.enqueue(new Uint8Array(64 * 1024));
        sent += 64 * 1024;
      },
    });
    const response = await fetch(`${at.door.url}/api/declarations/${at.door.declarationId}/import/preview`, {
      method: "POST",
      headers: { cookie: at.cookie, "x-file-name": "a.docx", "content-type": "application/octet-stream" },
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { id: "import-too-large" } });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60 * 1024 * 1024);
    expect((await at.bring("a.md", "Words.")).status).toBe(200);
  });

  test("A packed body is not unpacked", async () => {
    const answer = await at.door.ask("POST", `/api/declarations/${at.door.declarationId}/import/preview`, {
      cookie: at.cookie,
      body: new Uint8Array([1, 2, 3]),
      headers: { "content-encoding": "gzip", "x-file-name": "a.md" },
    });
    expect(answer.refusal).toBe("import-unreadable");
  });
});

/** Writes a small size into the entry that is large. */
function lying(honest: Uint8Array): Uint8Array {
  const bytes = honest.slice();
  const view = new DataView(bytes.buffer);
  for (let at = bytes.length - 4; at >= 0; at--) {
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) > 1e6)
      view.setUint32(at + 24, 1000, true);
  }
  return bytes;
}
