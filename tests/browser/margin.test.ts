import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { clauseAt, phone } from "../kit/browserPeople.ts";
import { browserStage, decide, look } from "../kit/browserStage.ts";
import { describeInChromium } from "../kit/chromium.ts";
import { eventually } from "../kit/eventually.ts";

const wording = "Public authorities fund short courses for everybody who left school early.";

describeInChromium("the margin beside the text", () => {
  const stage = browserStage();

  /** Chooses the last words of the clause with the caret at its end, once the margin stands beside it. */
  async function chooseBack(page: Page, words: string): Promise<void> {
    await page.locator(".clause-card").first().waitFor();
    for (let pressed = 0; pressed < words.length; pressed++) await page.keyboard.press("Shift+ArrowLeft");
    await eventually(
      async () => (await page.evaluate(() => getSelection()?.toString())) === words,
      "the words are chosen",
    );
  }

  const card = (page: Page, number: string) => page.getByRole("region", { name: `About clause ${number}` });

  test("a thread from a comment on words to its disposition: beside the clause for everybody, by keyboard alone, there and back", async () => {
    const alice = await stage.someone("participant", "Alice");
    const bob = await stage.someone("facilitator", "Bob");
    await clauseAt(alice.page, 1, 0).click();
    await alice.page.keyboard.type(wording);
    await chooseBack(alice.page, "left school early.");
    await alice.page.keyboard.press("Alt+Shift+C");
    await alice.page.getByText("left school early.", { exact: true }).waitFor();
    await alice.page.keyboard.type("Why only them?");
    await alice.page.keyboard.press("ControlOrMeta+Enter");

    await clauseAt(bob.page, 1, 0).click();
    const thread = card(bob.page, "1.1").getByRole("article", { name: "Comment of Alice" });
    await thread.getByText("Why only them?").waitFor();
    await eventually(
      async () => (await bob.page.locator(".commented").allTextContents()).join("") === "left school early.",
      "the words are marked for Bob",
    );
    await bob.page.keyboard.press("Alt+Shift+M");
    await eventually(
      async () => (await bob.page.locator(":focus").getAttribute("class")) !== "declaration",
      "the focus is in the margin",
    );
    await thread.getByRole("button", { name: "Reply" }).press("Enter");
    await bob.page.keyboard.type("Because they are reached least.");
    await bob.page.keyboard.press("ControlOrMeta+Enter");
    await card(alice.page, "1.1").getByText("Because they are reached least.").waitFor();

    await thread.getByRole("button", { name: "Resolve" }).press("Enter");
    await bob.page.keyboard.press("Tab");
    await bob.page.keyboard.type("We keep the group and say why.");
    await bob.page.keyboard.press("ControlOrMeta+Enter");
    await thread.waitFor({ state: "detached" });
    await alice.page.getByLabel("Which comments and wordings").selectOption("all");
    await card(alice.page, "1.1").getByText("Accepted").waitFor();
    await card(alice.page, "1.1").getByText("We keep the group and say why.").waitFor();
    await eventually(async () => (await alice.page.locator(".commented").count()) === 0, "no mark is left");
    await look(alice.page, "margin-thread-resolved");
    for (const person of [alice, bob]) expect(person.complaints).toEqual([]);
  });

  test("one's own words are changed and withdrawn; the caret finds the thread of the words that it stands in", async () => {
    const { page } = await stage.someone("participant", "Carol");
    await clauseAt(page, 2, 0).click();
    await page.keyboard.type("Wallets are open.");
    await chooseBack(page, "open.");
    await page.keyboard.press("Alt+Shift+C");
    await page.keyboard.type("Open in which sence?");
    await page.keyboard.press("ControlOrMeta+Enter");
    const thread = card(page, "2.1").getByRole("article", { name: "Comment of Carol" });
    await thread.waitFor();
    await page.locator(".commented").waitFor();
    await clauseAt(page, 2, 0).locator("p").click();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Alt+Shift+M");
    await eventually(
      () => thread.evaluate((each) => each === document.activeElement),
      "the thread has the focus",
    );
    await page.keyboard.press("Alt+Shift+M");
    await eventually(
      async () => (await page.evaluate(() => getSelection()?.toString())) === "open.",
      "the words are chosen",
    );
    await thread.getByRole("button", { name: "More about the comment of Carol" }).press("Enter");
    await page.getByRole("menuitem", { name: "Change my words" }).press("Enter");
    await page.getByLabel("Your words").fill("Open in which sense?");
    await page.keyboard.press("ControlOrMeta+Enter");
    await thread.locator(".said-words", { hasText: "Open in which sense?" }).waitFor();
    await thread.getByRole("button", { name: "More about the comment of Carol" }).press("Enter");
    await page.getByRole("menuitem", { name: "Withdraw" }).press("Enter");
    await thread.waitFor({ state: "detached" });
  });

  test("forty threads beside one clause and some beside the next do not move a letter of the text; folded away it comes back", async () => {
    const { page } = await stage.someone("facilitator", "Maximiliana Wolkenstein-Trostburg von Hohenems");
    await clauseAt(page, 3, 0).click();
    await page.keyboard.insertText("Quality-assurance bodies publish a common register.");
    await page.keyboard.press("Enter");
    await page.keyboard.insertText("Machines can read it.");
    await page.getByText("Saved", { exact: true }).first().waitFor();
    const first = (await clauseAt(page, 3, 0).getAttribute("data-id")) ?? "";
    const second = (await clauseAt(page, 3, 1).getAttribute("data-id")) ?? "";
    const tops = () =>
      page
        .locator(".clause")
        .evaluateAll((all) => all.map((clause) => Math.round(clause.getBoundingClientRect().top + scrollY)));
    const before = await tops();
    for (let count = 1; count <= 40; count++)
      await decide(page, "comment", { clauseId: first, words: `Remark number ${count} on the register.` });
    await decide(page, "comment", { clauseId: second, words: "In which format?" });
    await clauseAt(page, 3, 0).locator("p").click();
    await card(page, "3.1").getByText("40 comments").waitFor();
    await card(page, "3.1").getByText("Remark number 40 on the register.").waitFor();
    expect(await tops()).toEqual(before);
    const boxes = () =>
      page.locator(".margin-card").evaluateAll((all) =>
        all
          .map((each) => each.getBoundingClientRect())
          .map(({ top, bottom }) => [top, bottom] as const)
          .sort(([one], [other]) => one - other),
      );
    await eventually(async () => {
      const all = await boxes();
      return all.every(([top], index) => index === 0 || top >= (all[index - 1]?.[1] ?? 0));
    }, "no card covers another");
    await look(page, "margin-forty-light");
    await page.emulateMedia({ colorScheme: "dark" });
    await look(page, "margin-forty-dark");
    await page.getByRole("button", { name: "Fold the margin away" }).click();
    await page.locator(".draft-margin").waitFor({ state: "detached" });
    await page.reload();
    await page.locator(".declaration-title").waitFor();
    await page.getByRole("button", { name: /^About the text, 4\d comments open$/ }).click();
    await page.locator(".draft-margin").waitFor();
  });

  test("on a phone the margin is a sheet", async () => {
    const { page } = await stage.someone("participant", "Dora", {
      viewport: phone,
      hasTouch: true,
      isMobile: true,
    });
    const clauseId = (await clauseAt(page, 5, 0).getAttribute("data-id")) ?? "";
    await decide(page, "comment", { clauseId, words: "When do we meet again?" });
    await page.getByRole("button", { name: /^About the text/ }).tap();
    const sheet = page.getByRole("dialog", { name: "About the text" });
    await sheet
      .getByRole("region", { name: "About clause C.1" })
      .getByText("When do we meet again?")
      .waitFor();
    await look(page, "margin-phone");
  });
});
