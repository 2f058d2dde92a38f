import { afterEach, expect, test } from "vitest";
import * as Y from "yjs";
import { Press } from "../server/export/press.ts";
import type { PackedState } from "../server/export/pressMessages.ts";
import { layDownTemplate } from "../shared/declaration/template.ts";
import { emptyDeliberation } from "../shared/deliberation/state.ts";
import { usualExportOptions } from "../shared/exports.ts";
import { limits } from "../shared/limits.ts";

const at = "2026-09-16T16:00:00.000Z";

const presses: Press[] = [];
const open = (press: Press) => {
  presses.push(press);
  return press;
};
const paper = (title: string): PackedState => {
  const document = new Y.Doc();
  layDownTemplate(document, title, () => "");
  return {
    text: Y.encodeStateAsUpdate(document),
    deliberation: emptyDeliberation,
    version: { versionId: "version", name: title, at },
    at,
  };
};
const print = async (press: Press, title: string) =>
  new TextDecoder().decode((await press.write("md", paper(title), usualExportOptions)).bytes);
const brokenWorker = new URL("./kit/brokenPressWorker.ts", import.meta.url);

afterEach(async () => {
  await Promise.all(presses.splice(0).map((press) => press.close()));
});

test("A paper is made in a worker and comes back whole", async () => {
  const press = open(new Press());
  expect(await print(press, "Straße nach Barcelona 😀")).toContain("# Straße nach Barcelona 😀");
});

test("More papers than workers wait their turn", async () => {
  const press = open(new Press({ workers: 1 }));
  const titles = Array.from({ length: 12 }, (_, index) => `Paper ${index}`);
  const papers = await Promise.all(titles.map((title) => print(press, title)));
  expect(papers.map((paper) => paper.split("\n")[0])).toEqual(titles.map((title) => `# ${title}`));
});

for (const [title, reason] of [
  ["dies", "ended with 3"],
  ["throws", "ink everywhere"],
  ["fails", "no paper left"],
  ["hangs", "took more than 1500 ms"],
] as const) {
  test(`A worker that ${title} is a named refusal, and the next paper is printed`, async () => {
    const press = open(new Press({ workerFile: brokenWorker, workers: 1, milliseconds: 1500 }));
    const refused = print(press, title).catch((error: unknown) => error);
    const printed = print(press, "prints");
    expect(await refused).toMatchObject({
      id: "export-failed",
      status: 503,
      cause: { message: expect.stringContaining(reason) },
    });
    expect(await printed).toBe("printed");
  });
}

test("A text that stayed elsewhere is no paper, and is refused as the version that is not here", async () => {
  const press = open(new Press({ workers: 1 }));
  const nothing = { ...paper("x"), text: Y.encodeStateAsUpdate(new Y.Doc()) };
  await expect(press.write("md", nothing, usualExportOptions)).rejects.toMatchObject({
    id: "version-unknown",
  });
  expect(await print(press, "prints")).toContain("# prints");
});

test("When too many papers wait, the next is refused and the others are made", async () => {
  const press = open(new Press({ workerFile: brokenWorker, workers: 1, waiting: 2 }));
  const taken = Array.from({ length: 3 }, () => print(press, "prints"));
  await expect(print(press, "prints")).rejects.toMatchObject({ id: "export-busy", status: 503 });
  expect(await Promise.all(taken)).toHaveLength(3);
  expect(limits.waitingExports).toBeGreaterThan(2);
});

test("A press that closes refuses what is under way and what waits", async () => {
  const press = new Press({ workerFile: brokenWorker, workers: 1 });
  const refused = ["hangs", "prints"].map((title) => print(press, title).catch((error: unknown) => error));
  await press.close();
  for (const error of await Promise.all(refused)) expect(error).toMatchObject({ id: "export-failed" });
  await expect(print(press, "prints")).rejects.toMatchObject({ id: "export-failed" });
});
