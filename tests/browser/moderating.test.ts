import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { clauseAt, phone } from "../kit/browserPeople.ts";
import { browserStage, decide, look } from "../kit/browserStage.ts";
import { describeInChromium } from "../kit/chromium.ts";
import { eventually } from "../kit/eventually.ts";

describeInChromium("moderation and ideas", () => {
  const stage = browserStage();

  async function open(page: Page, choice: RegExp, menu: string): Promise<void> {
    await page.getByRole("button", { name: new RegExp(`^${menu}`) }).press("Enter");
    await page.getByRole("menuitem", { name: choice }).press("Enter");
  }

  test("before publication: what a phone sends waits in the queue and then stands before everybody; hidden words are gone from all but the facilitators, with the reason; the log tells it", async () => {
    const fatima = await stage.someone("facilitator", "Fatima");
    const alice = await stage.someone("participant", "Alice");
    const hall = await stage.someone("attendee", "Noor", { viewport: phone, hasTouch: true, isMobile: true });
    await clauseAt(alice.page, 1, 0).click();
    await alice.page.keyboard.type("Ministries name the groups that benefit least.");
    await alice.page.getByText("Saved", { exact: true }).first().waitFor();

    await open(fatima.page, /^Moderation/, "Facilitation");
    const panel = fatima.page.getByRole("dialog", { name: "Moderation" });
    await panel.getByLabel("What the hall sends").selectOption("before");
    await panel.getByRole("button", { name: "Set the rules" }).press("Enter");
    await panel.getByText("stands here until you let it through").waitFor();

    const clauseId = (await clauseAt(alice.page, 1, 0).getAttribute("data-id")) ?? "";
    await decide(hall.page, "comment", { clauseId, words: "Name them in the text." });
    await decide(hall.page, "comment", { clauseId, words: "Buy my course." });
    await decide(hall.page, "proposeAmendment", {
      kind: "replace",
      clauseId,
      wording: "Ministries name the groups that benefit least, by name.",
      base: "Ministries name the groups that benefit least.",
      reason: "Nobody knows who is meant.",
    });
    const waiting = panel.getByRole("region", { name: "Waiting" });
    await eventually(async () => (await waiting.getByRole("listitem").count()) === 3, "three wait");
    await look(fatima.page, "moderation-queue-light");
    await fatima.page.emulateMedia({ colorScheme: "dark" });
    await look(fatima.page, "moderation-queue-dark");
    await fatima.page.emulateMedia({ colorScheme: "light" });
    const card = alice.page.getByRole("region", { name: "About clause 1.1" });
    expect(await card.getByRole("article").count()).toBe(0);

    const row = (words: string) => waiting.getByRole("listitem").filter({ hasText: words });
    await row("Name them").getByRole("button", { name: "Let through" }).press("Enter");
    await card.getByText("Name them in the text.").waitFor();
    await row("by name").getByRole("button", { name: "Let through" }).press("Enter");
    await card.getByRole("article", { name: "Another wording, proposed by Noor" }).waitFor();
    await row("Buy my").getByRole("button", { name: "Mute this person" }).press("Enter");
    await panel.getByRole("region", { name: "Muted" }).getByText("Noor").waitFor();
    await row("Buy my").getByRole("button", { name: "Hide…" }).press("Enter");
    await panel.getByLabel("Why is it hidden?").fill("Advertising.");
    await fatima.page.keyboard.press("ControlOrMeta+Enter");
    await panel.getByRole("region", { name: "Hidden" }).getByText("Advertising.").waitFor();
    await panel.getByText("Nothing waits.").waitFor();
    expect(await alice.page.getByText("Buy my course.").count()).toBe(0);
    await expect(decide(hall.page, "comment", { clauseId, words: "Once more." })).rejects.toThrow("muted");

    const log = await fatima.page.evaluate(
      async (address) => (await fetch(address)).text(),
      logOf(fatima.page),
    );
    expect(log.split("\n")[0]).toContain("sequence,at,moderator,decision,person,about,reason");
    expect(log).toContain("hidden,Noor,Buy my course.,Advertising.");
    const refused = await alice.page.evaluate(
      async (address) => (await fetch(address)).status,
      logOf(alice.page),
    );
    expect(refused).toBe(403);

    await panel.getByRole("button", { name: "Close The whole text for comments" }).press("Enter");
    await fatima.page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await card.getByText("Comments are closed here for the moment.").waitFor();
    expect(fatima.complaints).toEqual([]);
  });

  test("an idea from the floor is backed and becomes a clause that keeps its link; another one is declined with its reason", async () => {
    const alice = await stage.someone("participant", "Alice");
    const hall = await stage.someone("attendee", "Noor");
    const fatima = await stage.someone("facilitator", "Fatima");
    await decide(fatima.page, "setPolicy", { moderation: "after", words: "", participantsAdopt: true });
    const theme = "lifelong-learning";
    await decide(hall.page, "sendIdea", {
      theme,
      words: "A learning day each quarter.",
      talk: "Opening talk",
    });
    await decide(hall.page, "sendIdea", { theme, words: "Free coffee." });
    await open(alice.page, /^Ideas/, "More");
    const panel = alice.page.getByRole("dialog", { name: "Ideas" });
    const idea = (words: string) => panel.getByRole("listitem").filter({ hasText: words });
    await idea("learning day").getByText("From Opening talk").waitFor();
    await idea("learning day").getByRole("button", { name: "Back it" }).press("Enter");
    await idea("learning day").getByRole("button", { name: "Backed" }).waitFor();
    await look(alice.page, "ideas");
    await idea("learning day").getByRole("button", { name: "Make it a clause" }).press("Enter");
    await idea("learning day")
      .getByText(/Became a clause/)
      .waitFor();
    await idea("coffee").getByRole("button", { name: "Decline…" }).press("Enter");
    await panel.getByLabel("Why is it declined?").fill("Not for a declaration.");
    await alice.page.keyboard.press("ControlOrMeta+Enter");
    await idea("coffee").getByText("Not for a declaration.").waitFor();
    await alice.page.keyboard.press("Escape");
    await alice.page.locator(".clause", { hasText: "A learning day each quarter." }).waitFor();
  });
});

function logOf(page: Page): string {
  const declarationId = new URL(page.url()).pathname.split("/").at(-1);
  return `/api/declarations/${declarationId}/moderation-log?format=csv`;
}
