import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type BrowserPerson, clauseAt, comeIn, laptop, phone } from "../kit/browserPeople.ts";
import { look } from "../kit/browserStage.ts";
import { describeInChromium, launchChromium } from "../kit/chromium.ts";
import { eventually } from "../kit/eventually.ts";
import { type RunningServer, startServer } from "../kit/runningServer.ts";
import { type TemporaryFolder, temporaryFolder } from "../kit/temporaryFolder.ts";

let browser: Browser;
let folder: TemporaryFolder;
let server: RunningServer;

describeInChromium("a facilitator walks out with the paper and brings another in", () => {
  beforeAll(async () => {
    browser = await launchChromium();
    folder = await temporaryFolder();
    server = await startServer({ dataDirectory: folder.path });
    const { context, page } = await comeIn(browser, server.links.participant, "Maria");
    await clauseAt(page, 1, 0).click();
    await page.keyboard.type("Ministries fund short courses.");
    await page.getByText("Saved", { exact: true }).first().waitFor();
    await context.close();
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    await folder.remove();
  });

  async function facilitator(options?: Parameters<Browser["newContext"]>[0]): Promise<BrowserPerson> {
    const person = await comeIn(browser, server.links.facilitator, "Fatima", options);
    onTestFinished(() => person.context.close());
    return person;
  }

  async function choose(page: Page, item: string) {
    await page.getByRole("button", { name: "Facilitation" }).click();
    await page.getByRole("menuitem", { name: item }).click();
    return page.getByRole("dialog");
  }

  /** What the drawn first page says. */
  const firstPage = (page: Page) =>
    page
      .locator(".first-page")
      .evaluateAll((pages) => pages.map((each) => (each.shadowRoot ?? each).textContent ?? "").join(""));

  /** The first page of the PDF once it stands there as a drawing of an A4 sheet; answers where it was drawn from. */
  async function drawnFirstPage(page: Page): Promise<string> {
    const drawing = page.getByRole("img", { name: /^The first page/ });
    await drawing.waitFor();
    const [source, shape] = await drawing.evaluate(async (each) => {
      const image = each as HTMLImageElement;
      await image.decode();
      return [image.src, image.naturalWidth / image.naturalHeight] as const;
    });
    expect(shape).toBeCloseTo(210 / 297, 2);
    return source;
  }

  test("sees how the paper begins, downloads it, names a version and finds it among the states", async () => {
    const { page, complaints } = await facilitator();
    const dialog = await choose(page, "Export…");
    await dialog.getByText("Its first page", { exact: true }).waitFor();
    await drawnFirstPage(page);
    await dialog.getByRole("radio", { name: /^Word/ }).check();
    await dialog.getByText(/drawn as a web page/).waitFor();
    await eventually(
      async () => (await firstPage(page)).includes("Ministries fund short courses."),
      "the words are shown",
    );
    await dialog.getByRole("radio", { name: /^PDF/ }).check();
    const before = await drawnFirstPage(page);
    await dialog.getByLabel("Language of headings and labels").selectOption("de");
    await eventually(async () => (await drawnFirstPage(page)) !== before, "the page follows the language");
    await dialog.getByLabel("Language of headings and labels").selectOption("en");
    await dialog.getByLabel("Name the present state").fill("For the plenary");
    await dialog.getByRole("button", { name: "Name it" }).click();
    await eventually(
      async () =>
        (
          await dialog.getByLabel("State", { exact: true }).locator("option:checked").textContent()
        )?.startsWith("For the plenary") === true,
      "the version is chosen",
    );
    await look(page, "export-first-page");

    const [pdf] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Download PDF" }).click(),
    ]);
    expect(pdf.suggestedFilename()).toMatch(/for-the-plenary\.pdf$/);
    expect((await readFile(await pdf.path())).subarray(0, 5).toString()).toBe("%PDF-");
    await dialog.getByText(/is among your downloads/).waitFor();

    await dialog.getByRole("radio", { name: /^Markdown/ }).check();
    await dialog.getByLabel("Numbers of the clauses").selectOption("continuous");
    await eventually(
      async () => /^.*\b1\b.*Ministries fund short courses/m.test(await firstPage(page)),
      "the first lines follow the choice",
    );
    const [markdown] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Download Markdown" }).click(),
    ]);
    expect(await readFile(await markdown.path(), "utf8")).toContain("Ministries fund short courses.");
    expect(complaints).toEqual([]);
  });

  test("is told why a paper cannot be made, and the choice stands", async () => {
    const { page } = await facilitator();
    await page.route(/\/export\/pdf\?/, (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/json",
        body: JSON.stringify({ error: { id: "export-busy", message: "Many papers are being made." } }),
      }),
    );
    const dialog = await choose(page, "Export…");
    await dialog.getByRole("button", { name: "Download PDF" }).click();
    await dialog.getByText("Many papers are being made.").waitFor();
    expect(await dialog.getByRole("radio", { name: /^PDF/ }).isChecked()).toBe(true);
  });

  test("is told why the first page cannot be shown, and can download all the same", async () => {
    const { page } = await facilitator();
    await page.route(/\/export\/pdf\/first-page/, (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/json",
        body: JSON.stringify({ error: { id: "export-busy", message: "Many papers are being made." } }),
      }),
    );
    const dialog = await choose(page, "Export…");
    await dialog.getByRole("alert").getByText("Many papers are being made.").waitFor();
    await page.unroute(/\/export\/pdf\/first-page/);
    await page.route(/\/export\/pdf\/first-page/, (route) =>
      route.fulfill({ contentType: "image/svg+xml", body: "<svg" }),
    );
    await dialog.getByLabel("Language of headings and labels").selectOption("de");
    await dialog
      .getByRole("alert")
      .getByText(/could not be drawn here/)
      .waitFor();
    await look(page, "export-not-drawn");
    const [pdf] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Download PDF" }).click(),
    ]);
    expect((await readFile(await pdf.path())).subarray(0, 5).toString()).toBe("%PDF-");
  });

  test("sees what becomes of a file before anything changes, leaves it, then takes it in", async () => {
    const { page, complaints } = await facilitator();
    const dialog = await choose(page, "Import…");
    const file = {
      name: "from the working group.md",
      mimeType: "text/markdown",
      buffer: Buffer.from(
        "# Notes\n\n## Digital Transformation\n\nProviders issue in an open format.\n\n![a chart](chart.png)\n\n## Catering\n\nThere will be coffee.\n",
      ),
    };
    await dialog.getByLabel("File").setInputFiles(file);
    await dialog.getByText("Nothing has changed yet.").waitFor();
    const mapped = dialog.getByRole("table", { name: "Headings that were recognised" });
    expect(await mapped.getByRole("row", { name: /Digital Transformation/ }).count()).toBe(1);
    await dialog
      .getByText(/Catering/)
      .first()
      .waitFor();
    await look(page, "import-preview");
    await dialog.getByRole("button", { name: "Leave it" }).click();
    expect(await clauseAt(page, 2, 0).textContent()).not.toContain("open format");

    await dialog.getByLabel("File").setInputFiles(file);
    await dialog.getByRole("button", { name: "Take it in" }).click();
    await dialog.getByText(/taken in/).waitFor();
    await page.getByText("Providers issue in an open format.").first().waitFor();

    await dialog.getByRole("button", { name: "Bring another file" }).click();
    await dialog
      .getByLabel("File")
      .setInputFiles({ name: "broken.docx", mimeType: "", buffer: Buffer.from("no zip at all") });
    await dialog
      .getByRole("alert")
      .getByText(/could not be read/)
      .waitFor();
    expect(complaints.filter((each) => !each.includes("422"))).toEqual([]);
  });

  test("makes a new declaration of a file, and the links lead into it", async () => {
    const { page } = await facilitator();
    const dialog = await choose(page, "Import…");
    await dialog.getByLabel("Where it goes").selectOption("new");
    await dialog.getByLabel("File").setInputFiles({
      name: "other.md",
      mimeType: "text/markdown",
      buffer: Buffer.from("# Another roadmap\n\n## Strategic Leadership\n\nAnother first clause.\n"),
    });
    await dialog.getByRole("button", { name: "Make the declaration" }).click();
    const link = dialog.getByRole("link", { name: "Facilitators" });
    await link.waitFor();
    const there = await browser.newContext();
    onTestFinished(() => there.close());
    const other = await there.newPage();
    await other.goto((await link.getAttribute("href")) ?? "");
    await other.getByText("Another roadmap").first().waitFor();
  });

  test.each(["light", "dark"] as const)("on a laptop and on a phone, %s", async (colorScheme) => {
    for (const [shape, options] of Object.entries({
      laptop: { viewport: laptop },
      phone: { viewport: phone, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    })) {
      const { page, complaints } = await facilitator({ ...options, colorScheme });
      await choose(page, "Export…");
      await drawnFirstPage(page);
      await look(page, `export-${shape}-${colorScheme}`);
      await page.keyboard.press("Escape");
      const dialog = await choose(page, "Import…");
      await dialog.getByLabel("File").setInputFiles({
        name: "notes.html",
        mimeType: "text/html",
        buffer: Buffer.from(
          "<h1>Notes</h1><h2>Lifelong learning</h2><p>Employers pay half.</p><img alt='Figure 1'><h2>Other</h2><p>Coffee.</p>",
        ),
      });
      await dialog.getByText("Nothing has changed yet.").waitFor();
      await look(page, `import-${shape}-${colorScheme}`);
      expect(complaints).toEqual([]);
    }
  });
});
