import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { clauseAt, wordsOfClauses } from "../kit/browserPeople.ts";
import { browserStage, decide, look } from "../kit/browserStage.ts";
import { describeInChromium } from "../kit/chromium.ts";
import { eventually } from "../kit/eventually.ts";

const wording = "Providers issue every micro-credential in an open format that its holder can carry.";
const signed =
  "Providers issue every micro-credential in an open and signed format that its holder can carry.";
const short = "Providers issue micro-credentials in an open format.";

describeInChromium("proposed wordings and positions", () => {
  const stage = browserStage();
  const card = (page: Page, number: string) => page.getByRole("region", { name: `About clause ${number}` });

  async function propose(page: Page, words: string, reason: string): Promise<void> {
    // The card knows a wording once nobody has typed for a moment; the form is opened on the one it knows.
    const field = page.getByLabel("The wording", { exact: true });
    while ((await field.count()) === 0 || (await field.inputValue()) === "") {
      if ((await field.count()) > 0) await page.getByRole("button", { name: "Leave it" }).press("Enter");
      await card(page, "2.1").getByRole("button", { name: "Propose a wording" }).press("Enter");
      await field.waitFor();
    }
    await field.fill(words);
    await page.getByLabel("Why, if you like").fill(reason);
    await page.keyboard.press("ControlOrMeta+Enter");
  }

  test("two wordings compete: shown as word diffs, supported, one adopted and seen by another browser, the other outdated and brought up to date, the adoption undone", async () => {
    const alice = await stage.someone("participant", "Alice");
    const bob = await stage.someone("participant", "Bob");
    const fatima = await stage.someone("facilitator", "Fatima");
    await clauseAt(alice.page, 2, 0).click();
    await alice.page.keyboard.insertText(wording);
    for (const { page } of [bob, fatima]) {
      await page.getByText(wording).first().waitFor();
      await clauseAt(page, 2, 0).locator("p").click();
    }
    await propose(alice.page, signed, "Without a signature nobody can check it.");
    await propose(bob.page, short, "Nobody reads long clauses.");
    const byAlice = (page: Page) => page.getByRole("article", { name: /proposed by Alice/ });
    const byBob = (page: Page) => page.getByRole("article", { name: /proposed by Bob/ });
    await byBob(alice.page).getByRole("button", { name: "Support" }).press("Enter");
    await byAlice(fatima.page).locator("ins").first().waitFor();
    expect((await byAlice(fatima.page).locator("ins").allTextContents()).join("")).toContain("signed");
    expect(await byAlice(fatima.page).locator("del").count()).toBe(0);
    await byBob(fatima.page)
      .getByRole("button", { name: /Support/ })
      .getByText("1")
      .waitFor();

    await byAlice(fatima.page).getByRole("button", { name: "Compare" }).press("Enter");
    const compared = fatima.page.getByRole("dialog", { name: "Two wordings of 2.1" });
    expect(await compared.getByRole("region", { name: "As proposed" }).textContent()).toContain(signed);
    await look(fatima.page, "amendment-side-by-side");
    await fatima.page.keyboard.press("Escape");
    await compared.waitFor({ state: "detached" });
    await look(fatima.page, "amendment-competing-light");
    await fatima.page.emulateMedia({ colorScheme: "dark" });
    await look(fatima.page, "amendment-competing-dark");
    await fatima.page.emulateMedia({ colorScheme: "light" });

    await byAlice(fatima.page).getByRole("button", { name: "Adopt" }).press("Enter");
    for (const { page } of [alice, bob, fatima]) {
      await eventually(
        async () => (await wordsOfClauses(page)).includes(signed),
        "the text is the adopted one",
      );
    }
    await byBob(fatima.page).getByText("The clause has moved on since.").waitFor();
    expect(await byBob(fatima.page).getByRole("button", { name: "Adopt" }).count()).toBe(0);
    await byBob(bob.page).getByRole("button", { name: "Bring it up to date" }).press("Enter");
    const rebase = bob.page.getByRole("form", { name: "Bring it up to date" });
    const merged = await rebase.getByLabel("The wording").inputValue();
    expect(merged).toContain("signed");
    expect(merged).not.toContain("holder");
    await rebase.getByRole("button", { name: "Accept" }).press("Enter");
    await byBob(fatima.page).getByRole("button", { name: "Adopt" }).waitFor();

    await fatima.page.getByLabel("Which comments and wordings").selectOption("all");
    await byAlice(fatima.page).getByRole("button", { name: "Undo the adoption" }).press("Enter");
    for (const { page } of [alice, bob, fatima]) {
      await eventually(async () => (await wordsOfClauses(page)).includes(wording), "the text is as before");
    }
    await byBob(fatima.page).getByRole("button", { name: "Decline" }).press("Enter");
    await fatima.page.getByLabel("Why is it declined?").fill("We keep the holder.");
    await fatima.page.keyboard.press("ControlOrMeta+Enter");
    await alice.page.getByLabel("Which comments and wordings").selectOption("all");
    await byBob(alice.page).getByText("We keep the holder.").waitFor();
    for (const person of [alice, bob, fatima]) expect(person.complaints).toEqual([]);
  });

  test("a check is opened, the hall and the room take positions, counts run live, stale ones are asked again", async () => {
    const fatima = await stage.someone("facilitator", "Fatima");
    const alice = await stage.someone("participant", "Alice");
    const hall = await stage.someone("attendee", "");
    await clauseAt(fatima.page, 4, 0).click();
    await fatima.page.keyboard.insertText("Employers and providers design courses together.");
    await alice.page.getByText("design courses together").first().waitFor();
    await clauseAt(alice.page, 4, 0).locator("p").click();
    await card(fatima.page, "4.1")
      .getByRole("button", { name: /^Decide/ })
      .press("Enter");
    await fatima.page.getByRole("menuitem", { name: "Open a check…" }).press("Enter");
    await fatima.page.getByLabel("What is asked").fill("Is this clear enough?");
    await fatima.page.keyboard.press("ControlOrMeta+Enter");
    await card(alice.page, "4.1").getByText("Is this clear enough?").waitFor();
    const position = (page: Page, name: string) =>
      card(page, "4.1").getByRole("button", { name: new RegExp(`^${name}`) });
    await position(alice.page, "Agree").press("Enter");
    const clauseId = (await clauseAt(fatima.page, 4, 0).getAttribute("data-id")) ?? "";
    await decide(hall.page, "takePosition", {
      clauseId,
      position: "block",
      reason: "Learners are missing.",
      wording: "Employers and providers design courses together.",
    });
    await position(fatima.page, "Agree").getByText("1").waitFor();
    await position(fatima.page, "Block").getByText("1").waitFor();
    await card(fatima.page, "4.1").getByText("2 positions").last().click();
    await card(fatima.page, "4.1").getByText("Learners are missing.").waitFor();
    await look(fatima.page, "check-open");
    await card(fatima.page, "4.1").getByLabel("Status of 4.1").selectOption("contested");
    await card(alice.page, "4.1").getByText("Contested").waitFor();
    await card(fatima.page, "4.1")
      .getByRole("button", { name: /^Decide/ })
      .press("Enter");
    await fatima.page.getByRole("menuitem", { name: "Close the check" }).press("Enter");
    await card(alice.page, "4.1").getByText("Is this clear enough?").waitFor({ state: "detached" });

    await clauseAt(fatima.page, 4, 0).locator("p").click();
    await fatima.page.keyboard.press("End");
    await fatima.page.keyboard.type(" Learners too.");
    await card(alice.page, "4.1")
      .getByText(/You said “agree” to an earlier wording/)
      .waitFor();
    await position(alice.page, "Agree").getByText("0").waitFor();
  });
});
