/** What somebody in the hall said, once the text has moved on: nothing of it is lost from sight on a phone. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import { anchorAt } from "../../shared/deliberation/anchors.ts";
import { comeIn, phone } from "../kit/browserPeople.ts";
import { look } from "../kit/browserStage.ts";
import { describeInChromium, launchChromium } from "../kit/chromium.ts";
import { type HallPerson, type HallStage, openHallStage } from "../kit/hallStage.ts";
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
      await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished)));
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
    await sheet.getByText("The words of this clause were removed before you came in.").waitFor();
    await thread("Keep this one short.").getByText("It went away altogether.").waitFor();
    await close();
  });
});
