/** What the projector shows of the deliberation, and how the hall finds its way in. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { comeIn, laptop, phone, projector } from "../kit/browserPeople.ts";
import { describeInChromium, launchChromium } from "../kit/chromium.ts";
import { type HallPerson, type HallStage, hashOf, openHallStage, wordings } from "../kit/hallStage.ts";

let browser: Browser;
let stage: HallStage;
let facilitator: HallPerson;

describeInChromium("the screen and the way in", () => {
  beforeAll(async () => {
    browser = await launchChromium();
    stage = await openHallStage();
    facilitator = await stage.person("facilitator", "Fay");
  });

  afterAll(async () => {
    await browser.close();
    await stage.close();
  });

  async function screen(): Promise<Page> {
    const person = await comeIn(browser, stage.server.links.screen, "", { viewport: projector });
    onTestFinished(() => {
      expect(person.complaints).toEqual([]);
      return person.context.close();
    });
    return person.page;
  }

  async function visitor(viewport = phone): Promise<Page> {
    const context = await browser.newContext({ viewport });
    onTestFinished(() => context.close());
    return context.newPage();
  }

  test("an open check fills the screen, its counts run by stakeholder group, and it closes with the result", async () => {
    const page = await screen();
    const clauseId = stage.clauseIds[0] ?? "";
    const opened = await facilitator.decide("openCheck", { clauseId, question: "Can we live with this?" });
    const check = page.getByRole("region", { name: "A check is open" });
    await check.getByText("Can we live with this?").waitFor();
    await check.getByText(wordings[0]).waitFor();
    const answers = [
      ["Learner", "agree"],
      ["Learner", "disagree"],
      ["Employer", "agree"],
      [undefined, "abstain"],
    ] as const;
    for (const [stakeholder, position] of answers) {
      const person = await stage.person("attendee", "Somebody", stakeholder);
      await person.decide("takePosition", { clauseId, position, wording: hashOf(wordings[0]) });
    }
    const row = (name: string) => page.getByRole("row", { name: new RegExp(`^${name}`) });
    await page.getByRole("row", { name: "Everybody 2 1 1 0" }).waitFor();
    expect(await row("Learner").textContent()).toBe("Learner1010");
    expect(await row("Employer").textContent()).toBe("Employer1000");
    expect(await row("No group named").textContent()).toBe("No group named0100");
    const lines = await check
      .locator(".screen-wording")
      .evaluate((each) => getComputedStyle(each).lineHeight);
    expect(Number.parseFloat(lines)).toBeGreaterThanOrEqual(projector.height / 18);

    const checkId = opened.kind === "checkOpened" ? opened.data.checkId : "";
    await facilitator.decide("closeCheck", { checkId });
    await page.getByText("Closed: the result").waitFor();
    await page.getByRole("row", { name: "Everybody 2 1 1 0" }).waitFor();
  });

  test("a screen that is opened later shows the text, not an old result", async () => {
    const clauseId = stage.clauseIds[1] ?? "";
    const opened = await facilitator.decide("openCheck", { clauseId, question: "Over soon" });
    const checkId = opened.kind === "checkOpened" ? opened.data.checkId : "";
    await facilitator.decide("closeCheck", { checkId });
    const page = await screen();
    await page.locator(`#${clauseId}`).waitFor();
    await page.locator(".screen-invitation").waitFor();
    expect(await page.getByText("Over soon").count()).toBe(0);
  });

  test("the code that stands on the screen, typed at the start page, leads in", async () => {
    const page = await screen();
    const code = (await page.locator(".screen-code").textContent()) ?? "";
    expect(code.length).toBe(7);
    const phoneInHand = await visitor();
    await phoneInHand.goto(stage.server.url);
    await phoneInHand.getByLabel("The code on the screen").fill("NOCODE");
    await phoneInHand.getByRole("button", { name: "Go in" }).click();
    await phoneInHand.getByText("This code is not known here.").waitFor();
    await phoneInHand.getByLabel("The code on the screen").fill(code.toLowerCase());
    await phoneInHand.getByRole("button", { name: "Go in" }).click();
    await phoneInHand.getByRole("button", { name: "Read along" }).click();
    await phoneInHand.locator(".clause-foot").first().waitFor();
  });

  test("a link with a theme leads to that theme", async () => {
    const page = await visitor();
    await page.goto(`${stage.server.links.attendee}?theme=lifelong-learning`);
    await page.getByRole("button", { name: "Read along" }).click();
    await page.waitForURL(/#lifelong-learning$/);
    await page.locator("#lifelong-learning").waitFor();
    await page.waitForFunction(() => {
      const theme = document.querySelector("#lifelong-learning");
      return (
        theme !== null && window.scrollY > 0 && theme.getBoundingClientRect().top < window.innerHeight / 2
      );
    });
  });

  test("facilitators see the code beside the QR code, which can lead to a theme", async () => {
    const person = await comeIn(browser, stage.server.links.facilitator, "Fay", { viewport: laptop });
    onTestFinished(() => person.context.close());
    const { page } = person;
    await page.getByRole("button", { name: "Facilitation" }).click();
    await page.getByRole("menuitem", { name: /Links/ }).click();
    await page.getByRole("button", { name: /Show code for Attendee/ }).click();
    const link = page.locator(".link", { has: page.locator(".link-typed") });
    await link.getByText(/Or to type at/).waitFor();
    const drawn = () => link.locator("svg.link-code path").last().getAttribute("d");
    const plain = await drawn();
    await link.getByLabel("The code leads to").selectOption("digital-transformation");
    expect(await drawn()).not.toBe(plain);
  });
});
