import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import { clauseAt } from "../kit/browserPeople.ts";
import { browserStage } from "../kit/browserStage.ts";
import { describeInChromium } from "../kit/chromium.ts";
import { eventually } from "../kit/eventually.ts";
import { elementAt, join, stockClient } from "../kit/stockClient.ts";

describeInChromium("a facilitator without a mouse", () => {
  const stage = browserStage();

  async function facilitator(name: string): Promise<Page> {
    const { page } = await stage.someone("facilitator", name);
    return page;
  }

  const focused = (page: Page) => page.locator(":focus");

  /** Presses Tab, or Shift+Tab, until the focus is on what carries that name. */
  async function tabTo(page: Page, name: string, key = "Tab"): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      const named = await focused(page).evaluateAll((all) =>
        all.map(
          (each) => (each.matches("button") && (each.getAttribute("aria-label") ?? each.textContent)) || "",
        ),
      );
      if (named[0]?.includes(name)) return;
      await page.keyboard.press(key);
    }
    throw new Error(`the keyboard does not lead to "${name}"`);
  }

  test("makes a link, gives it a new address and withdraws it; the focus stays with the link and returns to the menu", async () => {
    const page = await facilitator("Fatima");
    await tabTo(page, "Facilitation");
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Links…" }).press("Enter");
    await page.getByRole("dialog").getByLabel("Name").focus();
    await page.keyboard.type("Table 9");
    await tabTo(page, "Make the link");
    await page.keyboard.press("Enter");
    const row = page.getByRole("listitem").filter({ hasText: "Table 9" });
    await eventually(async () => (await row.count()) === 1, "the new link is listed");
    await eventually(() => row.evaluate((each) => each === document.activeElement), "it has the focus");
    expect(await row.evaluate((each) => each.getBoundingClientRect().bottom <= innerHeight)).toBe(true);

    await tabTo(page, "Show code for Table 9");
    await page.keyboard.press("Enter");
    await row.locator(".link-code").waitFor();
    const address = await row.locator(".link-address").textContent();
    await tabTo(page, "New address for Table 9");
    await page.keyboard.press("Enter");
    await page.getByRole("alertdialog").getByRole("button", { name: "New address" }).press("Enter");
    await eventually(
      async () => (await row.locator(".link-address").textContent()) !== address,
      "another address",
    );

    await tabTo(page, "Withdraw Table 9");
    await page.keyboard.press("Enter");
    await page.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).press("Enter");
    await row.getByText(/^Withdrawn/).waitFor();
    await eventually(() => row.evaluate((each) => each === document.activeElement), "the focus stays");
    await page.keyboard.press("Escape");
    await eventually(
      async () => (await focused(page).getAttribute("aria-label")) === "Facilitation",
      "the focus is back on the menu",
    );
  });

  test("Alt+F10 leads from the text to the tools, Escape back to the same letter", async () => {
    const page = await facilitator("Fatima");
    await clauseAt(page, 4, 0).click();
    await page.keyboard.type("Lifelong ");
    await page.keyboard.press("Alt+F10");
    expect(await focused(page).getAttribute("aria-label")).toBe("Bold");
    await page.keyboard.press("Escape");
    await page.keyboard.type("learning");
    expect(await clauseAt(page, 4, 0).textContent()).toContain("Lifelong learning");
  });

  test("is told beside the text that most of it was deleted, in words that a reload does not repeat once dismissed", async () => {
    const page = await facilitator("Fatima");
    const { url, links } = stage.server;
    const mallory = await stockClient(url, await join(url, links.participant, "Mallory"));
    onTestFinished(() => mallory.leave());
    const words = "We commit ourselves to recognise what people have learned. ".repeat(40);
    elementAt(mallory.fragment, 2, 0, 0).insert(0, [new Y.XmlText(words)]);
    await page.getByText("We commit ourselves").first().waitFor();
    const section = elementAt(mallory.fragment, 2);
    section.delete(0, section.length);
    const notice = page.getByRole("region", { name: "Deleted text" });
    await notice.waitFor();
    expect(await notice.textContent()).toMatch(
      /deleted 2,360 characters at \d\d:\d\d; the text before it is kept\./,
    );
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.getByRole("button", { name: "Dismiss" }).press("Enter");
    await notice.waitFor({ state: "detached" });
    expect(await focused(page).getAttribute("id")).toBe("text");
    await page.reload();
    await page.locator(".declaration-title").waitFor();
    await page.getByText("Saved", { exact: true }).first().waitFor();
    expect(await page.getByText("characters at").count()).toBe(0);
  });
});
