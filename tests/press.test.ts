import { afterEach, expect, test } from "vitest";
import { Press } from "../server/export/press.ts";
import { limits } from "../shared/limits.ts";
import { onPaper } from "./kit/onPaper.ts";

const presses: Press[] = [];
const open = (press: Press) => {
  presses.push(press);
  return press;
};
const paper = (title: string) => onPaper({ title, sections: [] });
const brokenWorker = new URL("./kit/brokenPressWorker.ts", import.meta.url);

afterEach(async () => {
  await Promise.all(presses.splice(0).map((press) => press.close()));
});

test("A paper is made in a worker and comes back whole", async () => {
  const press = open(new Press());
  const bytes = await press.write("md", paper("Straße nach Barcelona 😀"));
  expect(new TextDecoder().decode(bytes)).toContain("# Straße nach Barcelona 😀");
});

test("More papers than workers wait their turn", async () => {
  const press = open(new Press({ workers: 1 }));
  const titles = Array.from({ length: 12 }, (_, index) => `Paper ${index}`);
  const papers = await Promise.all(titles.map((title) => press.write("md", paper(title))));
  expect(papers.map((bytes) => new TextDecoder().decode(bytes).trim())).toEqual(
    titles.map((title) => `# ${title}`),
  );
});

for (const [title, reason] of [
  ["dies", "ended with 3"],
  ["throws", "ink everywhere"],
  ["fails", "no paper left"],
  ["hangs", "took more than 1500 ms"],
] as const) {
  test(`A worker that ${title} is a named refusal, and the next paper is printed`, async () => {
    const press = open(new Press({ workerFile: brokenWorker, workers: 1, milliseconds: 1500 }));
    const refused = press.write("md", paper(title)).catch((error: unknown) => error);
    const printed = press.write("md", paper("prints"));
    expect(await refused).toMatchObject({
      id: "export-failed",
      status: 503,
      cause: { message: expect.stringContaining(reason) },
    });
    expect(new TextDecoder().decode(await printed)).toBe("printed");
  });
}

test("When too many papers wait, the next is refused and the others are made", async () => {
  const press = open(new Press({ workerFile: brokenWorker, workers: 1, waiting: 2 }));
  const taken = Array.from({ length: 3 }, () => press.write("md", paper("prints")));
  await expect(press.write("md", paper("prints"))).rejects.toMatchObject({ id: "export-busy", status: 503 });
  expect(await Promise.all(taken)).toHaveLength(3);
  expect(limits.waitingExports).toBeGreaterThan(2);
});

test("A press that closes refuses what is under way and what waits", async () => {
  const press = new Press({ workerFile: brokenWorker, workers: 1 });
  const refused = ["hangs", "prints"].map((title) =>
    press.write("md", paper(title)).catch((error: unknown) => error),
  );
  await press.close();
  for (const error of await Promise.all(refused)) expect(error).toMatchObject({ id: "export-failed" });
  await expect(press.write("md", paper("prints"))).rejects.toMatchObject({ id: "export-failed" });
});
