/**
 * What the hall and the screen see of the deliberation, in light and dark, through axe. With SCREENSHOTS=FOLDER set,
 * pictures of all of it are left there to be looked at.
 */
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { comeIn, laptop, phone, projector } from "../kit/browserPeople.ts";
import { describeInChromium, launchChromium } from "../kit/chromium.ts";
import { type HallPerson, type HallStage, hashOf, openHallStage, wordings } from "../kit/hallStage.ts";

const inHand = { viewport: phone, hasTouch: true, isMobile: true, deviceScaleFactor: 2 } as const;
const crowd = [
  ["Learner", "agree", ""],
  ["Employer", "agree", ""],
  ["VET provider", "disagree", "Yearly is too often for small countries."],
  ["Learner", "agree", ""],
  [undefined, "block", "Nothing is said about who pays for it."],
] as const;

let browser: Browser;
let stage: HallStage;
let facilitator: HallPerson;
let people: readonly HallPerson[];
let clauseId: string;

describeInChromium("the deliberation on phone, laptop and screen", () => {
  beforeAll(async () => {
    browser = await launchChromium();
    stage = await openHallStage();
    clauseId = stage.clauseIds[0] ?? "";
    facilitator = await stage.person("facilitator", "Fay");
    people = await Promise.all(
      crowd.map(([group], place) => stage.person("attendee", `Person ${place + 1}`, group)),
    );
    await answerAll();
    const [first, second, third] = people;
    const comment = await first?.decide("comment", {
      clauseId,
      words: "Every year is often. Could we say at least every second year?",
    });
    const commentId = comment?.kind === "commentMade" ? comment.data.commentId : "";
    await second?.decide("comment", { words: "Budgets are yearly, so is this.", replyTo: commentId });
    await third?.decide("proposeAmendment", {
      kind: "replace",
      clauseId,
      wording: wordings[0].replace("every year", "every second year"),
      base: hashOf(wordings[0]),
      reason: "Small countries cannot report yearly.",
    });
    await facilitator.decide("setStatus", { clauseId, status: "contested" });
    await second?.decide("sendIdea", {
      theme: "strategic-leadership",
      words: "Let learners hold the record themselves.",
      talk: "Wallets in practice",
    });
  });

  afterAll(async () => {
    await browser.close();
    await stage.close();
  });

  async function answerAll(): Promise<void> {
    for (const [place, [, position, reason]] of crowd.entries()) {
      const taking = { clauseId, position, reason, wording: hashOf(wordings[0]) };
      await people[place]?.decide("takePosition", taking);
    }
  }

  async function look(page: Page, name: string): Promise<void> {
    // What comes up fades in; its contrast is judged when it stands.
    await page.evaluate(() => Promise.all(document.getAnimations().map((each) => each.finished)));
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`),
      name,
    ).toEqual([]);
    const pictures = process.env.SCREENSHOTS;
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  for (const scheme of ["light", "dark"] as const) {
    test(`a phone, ${scheme}: clauses, the sheet of one, its threads, a proposal in the making, ideas, an open check`, async () => {
      const { page, context } = await comeIn(browser, stage.server.links.attendee, "Ada", {
        ...inHand,
        colorScheme: scheme,
      });
      onTestFinished(() => context.close());
      await page.locator(`#${clauseId} .clause-foot`).waitFor();
      await page.locator("#strategic-leadership").evaluate((each) => each.scrollIntoView());
      await look(page, `hall-clauses-${scheme}`);
      await page.locator(`#${clauseId} .clause-foot-open`).tap();
      await page.locator(".sheet .thread").first().waitFor();
      await look(page, `hall-sheet-${scheme}`);
      await page.locator(".thread").first().scrollIntoViewIfNeeded();
      await look(page, `hall-threads-${scheme}`);
      await page.getByRole("button", { name: "Propose another wording" }).tap();
      await page.getByLabel("The wording").fill(`${wordings[0]} They publish it.`);
      await look(page, `hall-proposing-${scheme}`);
      await page.getByRole("button", { name: "Close", exact: true }).tap();
      await page.getByRole("button", { name: /1 idea, send another/ }).tap();
      await page.getByText("Let learners hold the record themselves.").waitFor();
      await look(page, `hall-ideas-${scheme}`);
      await page.getByRole("button", { name: "Close", exact: true }).tap();

      const opened = await facilitator.decide("openCheck", { clauseId, question: "Can we live with this?" });
      await page.locator(".check-bar").waitFor();
      await look(page, `hall-check-${scheme}`);
      const screen = await comeIn(browser, stage.server.links.screen, "", {
        viewport: projector,
        colorScheme: scheme,
      });
      onTestFinished(() => screen.context.close());
      await answerAll();
      await screen.page.getByRole("row", { name: "Everybody 3 0 1 1" }).waitFor();
      await look(screen.page, `screen-check-${scheme}`);
      const checkId = opened.kind === "checkOpened" ? opened.data.checkId : "";
      await facilitator.decide("closeCheck", { checkId });
      await screen.page.getByText("Closed: the result").waitFor();
      await look(screen.page, `screen-result-${scheme}`);
    });

    test(`a screen with its invitation, a start page with its code field and a laptop that reads along, ${scheme}`, async () => {
      const screen = await comeIn(browser, stage.server.links.screen, "", {
        viewport: projector,
        colorScheme: scheme,
      });
      onTestFinished(() => screen.context.close());
      await screen.page.locator(".screen-invitation").waitFor();
      await look(screen.page, `screen-invitation-${scheme}`);
      const reading = await comeIn(browser, stage.server.links.attendee, "Lea", {
        viewport: laptop,
        colorScheme: scheme,
      });
      onTestFinished(() => reading.context.close());
      await reading.page.locator(`#${clauseId} .clause-foot`).waitFor();
      await reading.page.locator("#strategic-leadership").evaluate((each) => each.scrollIntoView());
      await look(reading.page, `hall-laptop-${scheme}`);
      await reading.page.goto(stage.server.url);
      await reading.page.getByLabel("The code on the screen").waitFor();
      await look(reading.page, `start-${scheme}`);
    });
  }
});
