/** What somebody in the hall said, once the text has moved on: nothing of it is lost from sight on a phone. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import { anchorAt } from "../../shared/deliberation/anchors.ts";
import { comeIn, phone } from "../kit/browserPeople.ts";
import { look } from "../kit/browserStage.ts";
import { describeInChromium, launchChromium } from "../kit/chromium.ts";
import { type HallPerson, type HallStage, hashOf, openHallStage } from "../kit/hallStage.ts";
import { elementAt } from "../kit/stockClient.ts";

const inHand = { viewport: phone, hasTouch: true, isMobile: true, deviceScaleFactor: 2 } as const;
const paying = "the instruments that already pay for education";

let browser: Browser;
let stage: HallStage;
let facilitator: HallPerson;

describeInChromium("what was said in the hall, after the text has moved on", () => {
  beforeAll(async () => {
    browser = await launchChromium();
    stage = await openHallStage();
    facilitator = await stage.person("facilitator", "Fay");
  });

  afterAll(async () => {
    await browser.close();
    await stage.close();
  });

  const clauseId = (place: number) => stage.clauseIds[place] ?? "";

  async function attendee(name: string, id = clauseId(0)): Promise<Page> {
    const person = await comeIn(browser, stage.server.links.attendee, name, inHand);
    onTestFinished(() => {
      expect(person.complaints).toEqual([]);
      return person.context.close();
    });
    await person.page.locator(`#${id} .clause-foot`).waitFor();
    return person.page;
  }

  /** In light and in dark, once what came up stands. */
  async function lookTwice(page: Page, name: string): Promise<void> {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForFunction(() =>
        [...document.querySelectorAll(".dialog-veil, .dialog-frame")].every(
          (each) => getComputedStyle(each).opacity === "1",
        ),
      );
      await look(page, `${name}-${colorScheme}`);
    }
    await page.emulateMedia({ colorScheme: "light" });
  }

  /** The text of a clause of theme 1, to write in. */
  function wordsAt(id: string): Y.XmlText {
    const section = elementAt(stage.writer.fragment, 2);
    const clause = section
      .toArray()
      .find((each) => each instanceof Y.XmlElement && each.getAttribute("id") === id);
    const words = clause instanceof Y.XmlElement ? elementAt(clause, 0).get(0) : null;
    if (!(words instanceof Y.XmlText)) throw new Error(`no words in ${id}`);
    return words;
  }

  function replace(id: string, words: string, by: string): void {
    const text = wordsAt(id);
    const from = text.toJSON().indexOf(words);
    if (from < 0) throw new Error(`“${words}” is not in ${id}`);
    stage.writer.document.transact(() => {
      text.delete(from, words.length);
      text.insert(from, by);
    });
  }

  function remove(id: string): void {
    const section = elementAt(stage.writer.fragment, 2);
    const place = section
      .toArray()
      .findIndex((each) => each instanceof Y.XmlElement && each.getAttribute("id") === id);
    section.delete(place, 1);
  }

  async function comment(id: string, quote: string, words: string): Promise<void> {
    const from = wordsAt(id).toJSON().indexOf(quote);
    const anchor = anchorAt(stage.writer.document, id, from, from + quote.length);
    await facilitator.decide("comment", { clauseId: id, words, anchor: quote === "" ? null : anchor });
  }

  test("words that were changed, went into another clause or went with theirs: each is said in its thread, and a removed clause keeps its words and threads", async () => {
    const page = await attendee("Ada");
    await comment(clauseId(0), paying, "Which instruments?");
    await comment(clauseId(0), "report every year", "Every second year is enough.");
    await comment(clauseId(1), "benefit least", "Who says so?");
    await comment(clauseId(1), "", "Keep this one short.");
    await page
      .locator(`#${clauseId(1)} .clause-foot`)
      .getByText("2 comments")
      .waitFor();
    const sheet = page.getByRole("dialog");
    const thread = (words: string) => sheet.locator(".thread", { hasText: words });
    const close = () => page.getByRole("button", { name: "Close", exact: true }).tap();

    replace(clauseId(0), "report every year", "report every other year");
    stage.writer.document.transact(() => {
      replace(clauseId(0), ` into ${paying}`, "");
      replace(clauseId(1), "short courses", `short courses from ${paying}`);
    });
    await page
      .locator(`#${clauseId(1)} .clause-foot`)
      .getByText("3 comments")
      .waitFor();
    await page.locator(`#${clauseId(0)} .clause-foot-open`).tap();
    await thread("Every second year is enough.").getByText("These words were changed since.").waitFor();
    expect(await thread("Which instruments?").count()).toBe(0);
    await close();
    await page.locator(`#${clauseId(1)} .clause-foot-open`).tap();
    await thread("Which instruments?").getByText("These words came here from another clause.").waitFor();
    expect(await thread("Who says so?").getByText("These words").count()).toBe(0);
    await thread("Which instruments?").scrollIntoViewIfNeeded();
    await lookTwice(page, "later-moved");

    remove(clauseId(1));
    await sheet.getByText("This clause is not in the text any more.").waitFor();
    await thread("Keep this one short.").waitFor();
    await close();
    const entry = page.getByRole("button", { name: "Removed clauses (1)" });
    await entry.scrollIntoViewIfNeeded();
    await lookTwice(page, "later-entry");
    await entry.tap();
    await sheet.getByText("Was clause 1.2").waitFor();
    await sheet.getByText(/Ministries name the groups/).waitFor();
    await thread("Who says so?").getByText("These words are gone.").waitFor();
    await lookTwice(page, "later-removed");
    await thread("Keep this one short.").getByRole("button", { name: "Answer" }).tap();
    await sheet.getByLabel("Your answer").fill("It went away altogether.");
    await sheet.getByRole("button", { name: "Send", exact: true }).tap();
    await thread("Keep this one short.").getByText("It went away altogether.").waitFor();

    await page.reload();
    await page.getByRole("button", { name: "Removed clauses (1)" }).tap();
    await sheet.getByText("Was clause 1.2").waitFor();
    await sheet.getByText(/Ministries name the groups/).waitFor();
    await thread("Keep this one short.").getByText("It went away altogether.").waitFor();
    await close();

    const later = await attendee("Lou");
    await later.getByRole("button", { name: "Removed clauses (1)" }).tap();
    await later.getByText("This clause was removed before you came in").waitFor();
    await later.locator(".thread", { hasText: "Keep this one short." }).waitFor();
  });

  test("by keyboard alone, words of a clause are chosen in its sheet and commented on", async () => {
    const page = await attendee("Kim");
    await page.locator(`#${clauseId(0)} .clause-foot-write`).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
    const opener = page.getByRole("button", { name: "Comment on some words only" });
    await page.keyboard.press("Shift+Tab");
    expect(await opener.evaluate((each) => each === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    const list = page.getByRole("listbox", { name: "Which words?" });
    await list.waitFor();
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    expect(await opener.evaluate((each) => each === document.activeElement)).toBe(true);

    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    const chosen = page.getByRole("option", { selected: true });
    expect(await chosen.allTextContents()).not.toEqual(["Public"]);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    expect(await chosen.allTextContents()).toEqual(["authorities", "write"]);
    await lookTwice(page, "later-choosing");
    await page.getByRole("option", { name: "write", exact: true }).tap();
    await page.getByRole("option", { name: "micro-credentials" }).tap();
    expect(await chosen.allTextContents()).toEqual(["write", "micro-credentials"]);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
    await page.keyboard.type("Only these?");
    await page.keyboard.press("ControlOrMeta+Enter");
    const thread = page.locator(".thread", { hasText: "Only these?" });
    await thread.getByText("write micro-credentials", { exact: true }).waitFor();
  });

  test("one's own proposal on a clause that was changed since is brought up to date on the phone", async () => {
    const page = await attendee("Ron");
    const sheet = page.getByRole("dialog");
    await page.locator(`#${clauseId(0)} .clause-foot-open`).tap();
    await page.getByRole("button", { name: "Propose another wording" }).tap();
    const field = sheet.getByLabel("The wording", { exact: true });
    await field.fill((await field.inputValue()).replace("Public authorities", "Ministries"));
    await sheet.getByRole("button", { name: "Propose it" }).tap();
    await sheet.locator(".proposal").waitFor();
    replace(clauseId(0), "who was reached", "who was reached and who was not");
    const outdated = sheet.getByText("The clause has been changed since.");
    await outdated.waitFor();
    await sheet.getByRole("button", { name: "Bring it up to date" }).tap();
    const form = sheet.getByRole("form", { name: "Bring it up to date" });
    await form.scrollIntoViewIfNeeded();
    await lookTwice(page, "later-update");
    expect(await form.getByLabel("The wording").inputValue()).toMatch(/^Ministries .* and who was not\.$/);
    await form.getByRole("button", { name: "Send it" }).tap();
    await outdated.waitFor({ state: "detached" });
    expect((await sheet.locator(".proposal del").allTextContents()).join(" ")).toMatch(
      /^Public +authorities *$/,
    );
    expect((await sheet.locator(".proposal ins").allTextContents()).join("").trim()).toBe("Ministries");
  });

  test("whoever comes in after a clause was struck finds its last wording, why it went and what was said about it", async () => {
    const struck = wordsAt(clauseId(0)).toJSON();
    await comment(clauseId(0), "", "We will miss it.");
    const proposed = await facilitator.decide("proposeAmendment", {
      kind: "strike",
      clauseId: clauseId(0),
      base: hashOf(struck),
      reason: "It is said elsewhere.",
    });
    const amendmentId = proposed.kind === "amendmentProposed" ? proposed.data.amendmentId : "";
    await facilitator.decide("adoptAmendment", { amendmentId });
    const person = await comeIn(browser, stage.server.links.attendee, "Lea", inHand);
    onTestFinished(() => person.context.close());
    await person.page.getByRole("button", { name: /^Removed clauses/ }).tap();
    const sheet = person.page.getByRole("dialog", { name: "Removed clauses" });
    const clause = sheet.getByRole("listitem").filter({ hasText: "It is said elsewhere." }).first();
    await clause.locator(".removed-wording").getByText(struck).waitFor();
    await clause.getByText("Adopted: the clause was struck.").waitFor();
    await clause.locator(".thread", { hasText: "We will miss it." }).waitFor();
    await lookTwice(person.page, "later-struck");
  });
});
