import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type BrowserPerson, clauseAt, comeIn, laptop, phone } from "../kit/browserPeople.ts";
import { look } from "../kit/browserStage.ts";
import { describeInChromium, launchChromium } from "../kit/chromium.ts";
import { type RunningServer, startServer } from "../kit/runningServer.ts";
import { type TemporaryFolder, temporaryFolder } from "../kit/temporaryFolder.ts";

let browser: Browser;
const folders: TemporaryFolder[] = [];
let here: RunningServer;
let there: RunningServer;

describeInChromium("a facilitator takes everything along and goes on with it elsewhere", () => {
  beforeAll(async () => {
    browser = await launchChromium();
    folders.push(await temporaryFolder(), await temporaryFolder());
    const [one, other] = folders.map(({ path }) => startServer({ dataDirectory: path }));
    here = await (one as Promise<RunningServer>);
    there = await (other as Promise<RunningServer>);
    const { context, page } = await comeIn(browser, here.links.participant, "Maria");
    await clauseAt(page, 1, 0).click();
    await page.keyboard.type("Ministries fund short courses.");
    await page.getByText("Saved", { exact: true }).first().waitFor();
    await context.close();
  });

  afterAll(async () => {
    await browser.close();
    await Promise.all([here.stop(), there.stop()]);
    for (const folder of folders) await folder.remove();
  });

  async function facilitator(
    server: RunningServer,
    options?: Parameters<Browser["newContext"]>[0],
  ): Promise<BrowserPerson> {
    const person = await comeIn(browser, server.links.facilitator, "Fatima", options);
    onTestFinished(() => person.context.close());
    return person;
  }

  async function choose(page: Page, item: string) {
    await page.getByRole("button", { name: "Facilitation" }).click();
    await page.getByRole("menuitem", { name: item }).click();
    return page.getByRole("dialog");
  }

  async function downloaded(page: Page): Promise<{ name: string; buffer: Buffer }> {
    const dialog = await choose(page, "Export…");
    await dialog.getByRole("radio", { name: /^Full archive/ }).check();
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Download the archive" }).click(),
    ]);
    await dialog.getByText(/is among your downloads/).waitFor();
    return { name: file.suggestedFilename(), buffer: await readFile(await file.path()) };
  }

  test("downloads the archive and restores it on another server, where people write on", async () => {
    const { page, complaints } = await facilitator(here);
    const { name, buffer } = await downloaded(page);
    expect(name).toMatch(/\.zip$/);
    expect(complaints).toEqual([]);

    const other = await facilitator(there);
    const dialog = await choose(other.page, "Import…");
    await dialog.getByLabel("File").setInputFiles({ name, mimeType: "application/zip", buffer });
    await dialog.getByText("Nothing has changed yet.").waitFor();
    await dialog.getByRole("button", { name: "Restore it" }).click();
    const link = dialog.getByRole("link", { name: "Participants" });
    await link.waitFor();
    const { page: written, complaints: later } = await comeInBy((await link.getAttribute("href")) ?? "");
    await written.getByText("Ministries fund short courses.").first().waitFor();
    await clauseAt(written, 1, 0).click();
    await written.keyboard.press("End");
    await written.keyboard.type(" Regions too.");
    await written.getByText("Saved", { exact: true }).first().waitFor();
    expect(await clauseAt(written, 1, 0).textContent()).toContain(
      "Ministries fund short courses. Regions too.",
    );
    expect([...other.complaints, ...later]).toEqual([]);
  });

  async function comeInBy(url: string): Promise<BrowserPerson> {
    const person = await comeIn(browser, url, "Nora");
    onTestFinished(() => person.context.close());
    return person;
  }

  test("is told that an archive is damaged, and may choose another", async () => {
    const { page } = await facilitator(there);
    const dialog = await choose(page, "Import…");
    const broken = { name: "broken.zip", mimeType: "application/zip", buffer: Buffer.from("no zip at all") };
    await dialog.getByLabel("File").setInputFiles(broken);
    await dialog.getByRole("button", { name: "Restore it" }).click();
    await dialog
      .getByRole("alert")
      .getByText(/no archive that Plenary has written/)
      .waitFor();
    expect(await dialog.getByLabel("File").isEnabled()).toBe(true);
  });

  test.each(["light", "dark"] as const)("on a laptop and on a phone, %s", async (colorScheme) => {
    for (const [shape, options] of Object.entries({
      laptop: { viewport: laptop },
      phone: { viewport: phone, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    })) {
      const { page, complaints } = await facilitator(here, { ...options, colorScheme });
      let dialog = await choose(page, "Export…");
      await dialog.getByRole("radio", { name: /^Full archive/ }).check();
      await dialog.getByText("The deliberation", { exact: true }).scrollIntoViewIfNeeded();
      await look(page, `archive-${shape}-${colorScheme}`);
      await page.keyboard.press("Escape");
      dialog = await choose(page, "Import…");
      await dialog
        .getByLabel("File")
        .setInputFiles({ name: "roadmap.zip", mimeType: "application/zip", buffer: Buffer.from("a zip") });
      await dialog.getByText("Nothing has changed yet.").waitFor();
      await look(page, `restore-${shape}-${colorScheme}`);
      expect(complaints).toEqual([]);
    }
  });
});
