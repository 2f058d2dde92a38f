/** The phone in the hall: read, comment, take a position, on a slow network and through a broken one. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { RecordsAnswer } from "../../shared/answers.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import { comeIn, phone } from "../kit/browserPeople.ts";
import { describeInChromium, launchChromium, launchProfile } from "../kit/chromium.ts";
import { eventually } from "../kit/eventually.ts";
import { type HallPerson, type HallStage, hashOf, openHallStage, wordings } from "../kit/hallStage.ts";
import { temporaryFolder } from "../kit/temporaryFolder.ts";

const inHand = { viewport: phone, hasTouch: true, isMobile: true } as const;

let browser: Browser;
let stage: HallStage;
let facilitator: HallPerson;

describeInChromium("the phone in the hall", () => {
  beforeAll(async () => {
    browser = await launchChromium();
    stage = await openHallStage();
    facilitator = await stage.person("facilitator", "Fay");
  });

  afterAll(async () => {
    await browser.close();
    await stage.close();
  });

  async function attendee(name: string): Promise<Page> {
    const person = await comeIn(browser, stage.server.links.attendee, name, inHand);
    onTestFinished(() => {
      // A network that fails, or a refusal, is logged by the browser itself; some stories are about those.
      expect(person.complaints.filter((each) => !each.startsWith("Failed to load resource"))).toEqual([]);
      return person.context.close();
    });
    await person.page.locator(`#${firstClause()} .clause-foot`).waitFor();
    return person.page;
  }

  const firstClause = () => stage.clauseIds[0] ?? "";

  async function recordsOf(person: HallPerson): Promise<readonly PlenaryRecord[]> {
    const address = new URL(`/api/declarations/${person.declarationId}/records?since=0`, stage.server.url);
    const answer = await fetch(address, { headers: { cookie: person.cookie } });
    return ((await answer.json()) as RecordsAnswer).records;
  }

  async function commentsWith(words: string): Promise<number> {
    const records = await recordsOf(facilitator);
    return records.filter((record) => record.kind === "commentMade" && record.data.words === words).length;
  }

  /** A phone of a few years ago on the Wi-Fi of a full hall. */
  async function slowDown(page: Page): Promise<void> {
    const line = await page.context().newCDPSession(page);
    await line.send("Network.enable");
    await line.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 150,
      downloadThroughput: 200_000,
      uploadThroughput: 95_000,
    });
    await line.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  }

  test("joined by the link, three taps make a comment and a position, slow as the phone may be", async () => {
    const context = await browser.newContext(inHand);
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await slowDown(page);
    await page.goto(stage.server.links.attendee);
    await page.getByRole("button", { name: "Read along" }).tap();

    await page.getByRole("button", { name: "Comment on clause 1.1" }).tap();
    await page.getByRole("dialog").waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
    await page.keyboard.type("Who pays for it?");
    await page.getByRole("button", { name: "Send", exact: true }).tap();
    await page.getByRole("button", { name: "Agree", exact: false }).first().tap();

    await page.getByRole("dialog").getByText("You agree").waitFor();
    await page.locator(".thread", { hasText: "Who pays for it?" }).waitFor();
    expect(await commentsWith("Who pays for it?")).toBe(1);
    const taken = (await recordsOf(facilitator)).filter(({ kind }) => kind === "positionTaken");
    expect(taken).toHaveLength(1);
  });

  test("a comment on chosen words carries them, and their place in the text", async () => {
    const page = await attendee("Cho");
    await page.evaluate((id) => {
      const text = document.querySelector(`#${id} p`)?.firstChild;
      if (text == null) throw new Error("no text");
      const start = (text.textContent ?? "").indexOf("already pay");
      document.getSelection()?.setBaseAndExtent(text, start, text, start + "already pay".length);
    }, firstClause());
    await page.getByRole("button", { name: "Comment on “already pay”" }).tap();
    await page.getByLabel("Your comment").fill("Which ones?");
    await page.getByRole("button", { name: "Send", exact: true }).tap();
    await page.locator(".thread", { hasText: "already pay" }).waitFor();
    const made = (await recordsOf(facilitator)).find(
      (record) => record.kind === "commentMade" && record.data.words === "Which ones?",
    );
    expect(made?.kind === "commentMade" && made.data.anchor?.quote).toBe("already pay");
  });

  test("the sheet gives the focus back to where it was opened, and Escape closes it", async () => {
    const page = await attendee("Kim");
    const opener = page.locator(`#${firstClause()} .clause-foot-open`);
    await opener.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await opener.evaluate((each) => each === document.activeElement)).toBe(true);
  });

  test("a block asks for its reason first and is not counted without", async () => {
    const page = await attendee("Bo");
    await page.locator(`#${stage.clauseIds[1]} .clause-foot-open`).tap();
    await page.getByRole("button", { name: /Block$/ }).tap();
    const send = page.getByRole("button", { name: "Block this wording" });
    expect(await send.isDisabled()).toBe(true);
    await page.getByLabel(/Why do you block it/).fill("It leaves out small providers.");
    await send.tap();
    await page.getByRole("dialog").getByText("You block this wording").waitFor();
    await page.getByLabel("Reasons given").getByText("It leaves out small providers.").waitFor();
  });

  test("what is sent without a network waits through the closing of the browser, and is then sent once", async () => {
    const folder = await temporaryFolder();
    onTestFinished(() => folder.remove());
    const words = "Written in the tunnel";
    let context = await openProfile(folder.path);
    let page = context.pages()[0] ?? (await context.newPage());
    await page.goto(stage.server.links.attendee);
    await page.getByRole("button", { name: "Read along" }).tap();
    await page.getByRole("button", { name: "Comment on clause 1.1" }).tap();
    await page.getByLabel("Your comment").fill(words);
    await context.setOffline(true);
    await page.getByRole("button", { name: "Send", exact: true }).tap();
    await page.getByText("Waiting to be sent").waitFor();
    const address = page.url();
    await context.close();
    expect(await commentsWith(words)).toBe(0);

    context = await openProfile(folder.path);
    page = context.pages()[0] ?? (await context.newPage());
    await page.goto(address);
    await eventually(async () => (await commentsWith(words)) > 0, "the comment arrives");
    await page.reload();
    await page.locator(`#${firstClause()} .clause-foot-open`).tap();
    await page.locator(".thread", { hasText: words }).waitFor();
    expect(await page.getByText("Waiting to be sent").count()).toBe(0);
    await context.close();
    expect(await commentsWith(words)).toBe(1);
  });

  function openProfile(folder: string): Promise<BrowserContext> {
    return launchProfile(folder, inHand);
  }

  test("an answer that is lost on the way makes no second comment", async () => {
    const page = await attendee("Lou");
    const words = "Said once";
    let lost = 0;
    await page.route("**/commands/comment", async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await page.getByRole("button", { name: "Comment on clause 1.1" }).tap();
    await page.getByLabel("Your comment").fill(words);
    await page.getByRole("button", { name: "Send", exact: true }).tap();
    await page.locator(".thread", { hasText: words }).waitFor();
    await page.locator(".remark-pending").waitFor({ state: "detached" });
    expect(lost).toBe(1);
    expect(await commentsWith(words)).toBe(1);
  });

  test("a refusal is said in its own sentence at its place, and can be edited", async () => {
    const page = await attendee("Mel");
    await page.getByRole("button", { name: "Comment on clause 1.2" }).tap();
    await page.getByLabel("Your comment").fill("Is this still open?");
    await page.route("**/commands/comment", (route) =>
      route.fulfill({
        status: 409,
        json: { error: { id: "comments-closed", message: "Comments are closed here for the moment." } },
      }),
    );
    await page.getByRole("button", { name: "Send", exact: true }).tap();
    await page.getByText("Comments are closed here for the moment.").waitFor();
    await page.getByRole("button", { name: "Edit" }).tap();
    expect(await page.getByLabel("Your comment").inputValue()).toBe("Is this still open?");
  });

  test("a check stands on the phone as soon as it is opened, takes its answer in one tap and goes when it is closed", async () => {
    const page = await attendee("Chi");
    const opened = await facilitator.decide("openCheck", {
      clauseId: firstClause(),
      question: "Can we live with it?",
    });
    const bar = page.getByRole("region", { name: "A check is open" });
    await bar.getByText("Can we live with it?").waitFor();
    await bar.getByRole("button", { name: "Disagree" }).tap();
    await bar.getByText("You disagree. You can change it while the check is open.").waitFor();
    const checkId = opened.kind === "checkOpened" ? opened.data.checkId : "";
    const answered = (await recordsOf(facilitator)).filter(
      (record) => record.kind === "positionTaken" && record.data.checkId === checkId,
    );
    expect(answered).toHaveLength(1);
    await facilitator.decide("closeCheck", { checkId });
    await bar.waitFor({ state: "detached" });
    await page.getByText("A check you answered is closed").waitFor();
  });

  test("whose comment was answered or decided on is told so, once", async () => {
    const page = await attendee("Nia");
    await page.getByRole("button", { name: "Comment on clause 1.2" }).tap();
    await page.getByLabel("Your comment").fill("Name the groups here");
    await page.getByRole("button", { name: "Send", exact: true }).tap();
    await page.locator(".thread", { hasText: "Name the groups here" }).waitFor();
    await page.getByRole("button", { name: "Close", exact: true }).tap();
    const made = (await recordsOf(facilitator)).find(
      (record) => record.kind === "commentMade" && record.data.words === "Name the groups here",
    );
    const commentId = made?.kind === "commentMade" ? made.data.commentId : "";
    await facilitator.decide("comment", { words: "We will", replyTo: commentId });
    await page.getByText("Fay has answered your comment.").waitFor();
    await facilitator.decide("resolveComment", {
      commentId,
      disposition: "accepted",
      reason: "In the next draft",
    });
    await page.getByText("Your comment was accepted.").waitFor();
    await page.getByRole("button", { name: "News for you, 2 new" }).tap();
    const sheet = page.getByRole("dialog", { name: "News for you" });
    await sheet.getByText("In the next draft").waitFor();
    await page.getByRole("button", { name: "Close", exact: true }).tap();
    await page.reload();
    await page.getByRole("button", { name: "News for you", exact: true }).waitFor();
  });

  test("a position on a wording that was changed is asked again", async () => {
    const page = await attendee("Sten");
    const clauseId = stage.clauseIds[1] ?? "";
    await page.locator(`#${clauseId} .clause-foot-open`).tap();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("button", { name: /Agree$/ }).tap();
    await sheet.getByText("You agree").waitFor();
    await page.getByRole("button", { name: "Close", exact: true }).tap();
    const author = await stage.person("attendee", "Ana");
    const proposed = await author.decide("proposeAmendment", {
      kind: "replace",
      clauseId,
      wording: `${wordings[1]} They report on it.`,
      base: hashOf(wordings[1]),
      reason: "",
    });
    const amendmentId = proposed.kind === "amendmentProposed" ? proposed.data.amendmentId : "";
    await page.getByText("1 wording proposed").waitFor();
    await facilitator.decide("adoptAmendment", { amendmentId });
    await page.getByText("Wording changed: what do you think now?").waitFor();
  });

  test("a countdown to a freeze is seen by everybody, and then the clauses are frozen", async () => {
    const page = await attendee("Ice");
    await facilitator.decide("freeze", { scope: { kind: "all" }, inSeconds: 3 });
    await page.getByText(/The whole text freezes in/).waitFor();
    await page.locator(".clause-status", { hasText: "Draft, frozen" }).first().waitFor();
    await page.getByText(/The whole text freezes in/).waitFor({ state: "detached" });
    await facilitator.decide("unfreeze", { scope: { kind: "all" } });
  });
});
