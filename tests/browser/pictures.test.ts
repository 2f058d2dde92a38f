import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import { type BrowserPerson, clauseAt, comeIn, laptop, phone } from "../kit/browserPeople.ts";
import { describeInChromium, launchChromium } from "../kit/chromium.ts";
import { eventually } from "../kit/eventually.ts";
import { type RunningServer, startServer } from "../kit/runningServer.ts";
import { elementAt, join as enter, stockClient } from "../kit/stockClient.ts";
import { type TemporaryFolder, temporaryFolder } from "../kit/temporaryFolder.ts";

/** Section, and what its clause says and names. */
const clauses = [
  [
    2,
    "Ministries write micro-credentials into the instruments that already pay for education.",
    {
      horizon: "short",
      actors: "authorities\nlearners",
      lead: "Ministries",
      questions: "strategic-leadership-1",
    },
  ],
  [
    3,
    "Providers issue in an open format that its holder can carry.",
    { horizon: "medium", actors: "higher-education\nvet-providers", questions: "digital-transformation-1" },
  ],
  [4, "Agencies publish a common register.", { due: "2028-06-30", actors: "quality-recognition\nEurydice" }],
  [5, "Employers and providers pay in equal parts.", { actors: "employers\nlearners", level: "national" }],
] as const;

let browser: Browser;
let folder: TemporaryFolder;
let server: RunningServer;

describeInChromium("the roadmap in pictures", () => {
  beforeAll(async () => {
    browser = await launchChromium();
    folder = await temporaryFolder();
    server = await startServer({ dataDirectory: folder.path });
    const writer = await stockClient(server.url, await enter(server.url, server.links.participant, "Maria"));
    for (const [section, words, fields] of clauses) {
      const clause = elementAt(writer.fragment, section, 0);
      elementAt(writer.fragment, section, 0, 0).insert(0, [new Y.XmlText(words)]);
      for (const [name, value] of Object.entries(fields)) clause.setAttribute(name, value);
    }
    const { context, page } = await comeIn(browser, server.links.participant, "Paul");
    await clauseAt(page, 1, 0).getByText("Ministries write").waitFor();
    await clauseAt(page, 4, 0).getByText("Employers and providers").waitFor();
    await clauseAt(page, 1, 0).locator("p").click();
    await page
      .getByRole("button", { name: /^Agree/ })
      .first()
      .click();
    await context.close();
    writer.leave();
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    await folder.remove();
  });

  async function someone(options?: Parameters<Browser["newContext"]>[0]): Promise<BrowserPerson> {
    const person = await comeIn(browser, server.links.participant, "Carol", options);
    onTestFinished(() => person.context.close());
    return person;
  }

  async function openPictures(page: Page) {
    await page.getByRole("button", { name: /^(More|Facilitation)/ }).click();
    await page.getByRole("menuitem", { name: "Roadmap in pictures…" }).click();
    await page.locator(".picture-frame svg").first().waitFor();
    for (const summary of await page.getByText("The same as a table").all()) await summary.click();
  }

  const rowsOf = (page: Page, caption: string) =>
    page
      .getByRole("table", { name: caption })
      .locator("tbody tr")
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));

  test("each picture has a table that says what the clauses say, and both follow while others write", async () => {
    const { page, complaints } = await someone();
    await openPictures(page);
    expect(
      (await rowsOf(page, "Timeline")).map(([number, , horizon, due]) => [number, horizon, due]),
    ).toEqual([
      ["1.1", "Within 1 year", ""],
      ["2.1", "1 to 3 years", ""],
      ["3.1", "1 to 3 years", "30 June 2028"],
      ["4.1", "No date yet", ""],
    ]);
    const actors = await rowsOf(page, "Actors by theme");
    expect(actors.find(([actor]) => actor === "Learners")).toEqual([
      "Learners",
      "1.1",
      "",
      "",
      "4.1",
      "",
      "2",
    ]);
    expect(actors.at(-1)).toEqual(["Eurydice", "", "", "3.1", "", "", "1"]);
    const answered = (await rowsOf(page, "Guiding questions")).filter(([, , by]) => by !== "No clause yet");
    expect(answered.map(([, , by]) => by)).toEqual(["1.1", "2.1"]);
    expect((await rowsOf(page, "Agreement"))[0]).toEqual(["1.1", "draft", "1", "0", "0", "0", "0"]);
    for (const number of ["1.1", "2.1", "3.1", "4.1"])
      expect(await page.locator(".picture-frame svg").first().textContent()).toContain(number);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);

    const writer = await stockClient(server.url, await enter(server.url, server.links.participant, "Maria"));
    onTestFinished(() => writer.leave());
    elementAt(writer.fragment, 5, 0).setAttribute("horizon", "long");
    await eventually(
      async () => (await rowsOf(page, "Timeline")).at(-1)?.[2] === "More than 3 years",
      "the table follows",
    );
    await eventually(
      async () => !(await page.locator(".picture-frame svg").first().textContent())?.includes("No date yet"),
      "the picture follows",
    );
    elementAt(writer.fragment, 5, 0).removeAttribute("horizon");
    await eventually(async () => (await rowsOf(page, "Timeline")).at(-1)?.[2] === "No date yet", "and back");
    expect(complaints).toEqual([]);
  });

  test.each(["light", "dark"] as const)("on a laptop and on a phone, %s", async (colorScheme) => {
    for (const [shape, options] of Object.entries({
      laptop: { viewport: laptop },
      phone: { viewport: phone, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    })) {
      const { page, complaints } = await someone({ ...options, colorScheme });
      await openPictures(page);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
      const wider = await page
        .locator(".dialog-body")
        .evaluate((body) => body.scrollWidth > body.clientWidth);
      expect(wider, "nothing runs out of the dialog").toBe(false);
      expect(complaints).toEqual([]);
      const pictures = process.env.SCREENSHOTS;
      if (pictures === undefined) continue;
      for (const summary of await page.getByText("The same as a table").all()) await summary.click();
      for (const [place, picture] of (await page.locator(".picture").all()).entries())
        await picture.screenshot({ path: join(pictures, `picture-${place}-${shape}-${colorScheme}.png`) });
    }
  });
});
