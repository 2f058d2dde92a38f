import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type BrowserPerson, clauseAt, comeIn, laptop, phone } from "../kit/browserPeople.ts";
import { describeInChromium, launchChromium } from "../kit/chromium.ts";
import { eventually } from "../kit/eventually.ts";
import { type RunningServer, startServer } from "../kit/runningServer.ts";
import { type TemporaryFolder, temporaryFolder } from "../kit/temporaryFolder.ts";

let browser: Browser;
let folder: TemporaryFolder;
let server: RunningServer;

describeInChromium("roadmap fields of a clause", () => {
  beforeAll(async () => {
    browser = await launchChromium();
    folder = await temporaryFolder();
    server = await startServer({ dataDirectory: folder.path });
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    await folder.remove();
  });

  async function someone(
    name: string,
    options?: Parameters<Browser["newContext"]>[0],
    role: "participant" | "attendee" = "participant",
  ): Promise<BrowserPerson> {
    const person = await comeIn(browser, server.links[role], name, options);
    onTestFinished(() => person.context.close());
    return person;
  }

  const line = (page: Page, section: number, clause: number) =>
    clauseAt(page, section, clause).locator(".clause-fields");
  const saved = (page: Page) => page.getByText("Saved", { exact: true }).first().waitFor();

  test("by keyboard alone: one shortcut opens them, Tab leads through, Escape back to the same letter; the hall reads them", async () => {
    const alice = await someone("Alice");
    const { page } = alice;
    const { keyboard } = page;
    await clauseAt(page, 1, 0).click();
    await keyboard.type("Ministries fund courses");
    await keyboard.press("Enter");
    await keyboard.type("They report every year");
    for (let letter = 0; letter < " every year".length; letter++) await keyboard.press("ArrowLeft");
    await eventually(
      () => page.evaluate((letters) => getSelection()?.focusOffset === letters, "They report".length),
      "the caret stands behind the second word",
    );
    await keyboard.press("Alt+Shift+R");
    const dialog = page.getByRole("dialog", { name: "Clause 1.2 in the roadmap" });
    await dialog.waitFor();
    await eventually(
      async () => (await page.locator(":focus").textContent()) === "EU institutions",
      "the focus is on the first field",
    );

    const focused = () => page.locator(":focus");
    const tabTo = async (label: string) => {
      for (let presses = 0; presses < 30; presses++) {
        const named = await focused().evaluateAll((all) =>
          all.map((each) =>
            each.matches("input, select, button")
              ? ((each as HTMLInputElement).labels?.[0] ?? each).textContent
              : "",
          ),
        );
        if (named[0]?.includes(label)) return;
        await keyboard.press("Tab");
      }
      throw new Error(`Tab does not lead to "${label}"`);
    };
    await tabTo("EU institutions");
    await keyboard.press("ArrowRight");
    await keyboard.press("Space");
    await tabTo("Other actors");
    await keyboard.type("Eurydice, learners,");
    await tabTo("Lead");
    await keyboard.type("The ministry of education");
    await tabTo("Level");
    await keyboard.type("N");
    await tabTo("Horizon");
    await keyboard.type("W");
    await tabTo("Due date");
    await keyboard.type("06302027");
    await tabTo("Indicator");
    await keyboard.type("People reached a year");
    await tabTo("Baseline");
    await keyboard.type("2 %");
    await tabTo("Target");
    await keyboard.type("10 %");
    await tabTo("Resources");
    await keyboard.type("Social fund");
    await tabTo("Depends on");
    await keyboard.type("9.9");
    await keyboard.press("Enter");
    await dialog.getByText("There is no clause 9.9.").waitFor();
    await page.keyboard.press("ControlOrMeta+a");
    await keyboard.type("1.1");
    await keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Remove 1.1" }).waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);

    await keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await eventually(
      () => page.evaluate(() => document.activeElement?.getAttribute("role") === "textbox"),
      "the focus is in the text",
    );
    await keyboard.type(" openly");
    expect(await clauseAt(page, 1, 1).locator("p").first().textContent()).toBe(
      "They report openly every year",
    );

    const told =
      /Actors National and regional authorities, Eurydice, Learners.*Lead The ministry of education.*Level National.*Horizon Within 1 year.*Due 30 June 2027.*Indicator People reached a year.*Baseline 2 %.*Target 10 %.*Resources Social fund.*Depends on 1\.1/;
    expect(await line(page, 1, 1).textContent()).toMatch(told);
    await saved(page);
    const hall = await someone("", {}, "attendee");
    await eventually(
      async () => told.test((await line(hall.page, 1, 1).textContent()) ?? ""),
      "the hall reads the fields",
    );
    await clauseAt(page, 1, 0).click();
    await keyboard.press("Home");
    await keyboard.press("Enter");
    await eventually(
      async () => /Depends on 1\.2/.test((await line(hall.page, 1, 2).textContent()) ?? ""),
      "the number follows the clause it names",
    );
    for (const person of [alice, hall]) expect(person.complaints).toEqual([]);
  });

  test("two people at the fields of one clause at once keep what both wrote, and undo takes back one's own", async () => {
    const [alice, bob] = [await someone("Alice"), await someone("Bob")];
    await clauseAt(alice.page, 2, 0).click();
    await alice.page.keyboard.type("Wallets carry credentials.");
    await clauseAt(bob.page, 2, 0).getByText("Wallets carry credentials.").waitFor();
    await clauseAt(bob.page, 2, 0).click();
    for (const { page } of [alice, bob]) {
      await page.keyboard.press("Alt+Shift+R");
      await page.getByRole("dialog", { name: "Clause 2.1 in the roadmap" }).waitFor();
    }
    await Promise.all([
      alice.page.getByLabel("Lead", { exact: true }).pressSequentially("Standards bodies", { delay: 10 }),
      bob.page.getByLabel("Target", { exact: true }).pressSequentially("Every wallet", { delay: 10 }),
    ]);
    await Promise.all([alice, bob].map(({ page }) => page.keyboard.press("Tab")));
    await Promise.all([
      alice.page.getByRole("button", { name: "Learners" }).press("Space"),
      bob.page.getByLabel("Level", { exact: true }).selectOption("european"),
    ]);
    for (const { page } of [alice, bob]) {
      await eventually(
        async () =>
          (await page.getByLabel("Lead", { exact: true }).inputValue()) === "Standards bodies" &&
          (await page.getByLabel("Target", { exact: true }).inputValue()) === "Every wallet" &&
          (await page.getByLabel("Level", { exact: true }).inputValue()) === "european" &&
          (await page.getByRole("button", { name: "Learners" }).getAttribute("aria-pressed")) === "true",
        "both see everything while both are at it",
      );
    }
    await bob.page.keyboard.press("Escape");
    await bob.page.keyboard.press("ControlOrMeta+z");
    await eventually(
      async () => !(await line(alice.page, 2, 0).textContent())?.includes("European"),
      "Bob took his level back",
    );
    expect(await line(alice.page, 2, 0).textContent()).toMatch(/Learners.*Standards bodies.*Every wallet/);
  });

  test.each(["light", "dark"] as const)("on a laptop and on a phone, %s", async (colorScheme) => {
    for (const [shape, options] of Object.entries({
      laptop: { viewport: laptop },
      phone: { viewport: phone, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    })) {
      const { page, complaints } = await someone("Carol", { ...options, colorScheme });
      await clauseAt(page, 1, 1).locator("p").first().click();
      await page.getByRole("button", { name: "Roadmap fields", exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog
        .getByText("Eurydice")
        .or(dialog.getByLabel("Lead", { exact: true }))
        .first()
        .waitFor();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`)).toEqual([]);
      const pictures = process.env.SCREENSHOTS;
      if (pictures !== undefined) {
        await page.screenshot({ path: join(pictures, `roadmap-fields-${shape}-${colorScheme}.png`) });
        await page.keyboard.press("Escape");
        await dialog.waitFor({ state: "detached" });
        await page.screenshot({ path: join(pictures, `roadmap-line-${shape}-${colorScheme}.png`) });
      }
      expect(complaints).toEqual([]);
    }
  });
});
