import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import * as Y from "yjs";
import { clauseAt, comeIn, laptop, phone, projector } from "../kit/browserPeople.ts";
import { describeInChromium, launchChromium } from "../kit/chromium.ts";
import { eventually } from "../kit/eventually.ts";
import { type RunningServer, startServer } from "../kit/runningServer.ts";
import { elementAt, join, type StockClient, stockClient } from "../kit/stockClient.ts";
import { type TemporaryFolder, temporaryFolder } from "../kit/temporaryFolder.ts";

const longName = "Maximiliana-Theodora Wolkenstein-Trostburg von Hohenems u. V";

let browser: Browser;
let folder: TemporaryFolder;
let server: RunningServer;
let writer: StockClient;

describeInChromium("a long declaration, read while others write", () => {
  beforeAll(async () => {
    browser = await launchChromium();
    folder = await temporaryFolder();
    server = await startServer({ dataDirectory: folder.path });
    writer = await stockClient(server.url, await join(server.url, server.links.participant, "Writer"));
    for (const section of [1, 2, 3, 4, 5]) {
      elementAt(writer.fragment, section).insert(
        0,
        Array.from({ length: 40 }, (_, place) => {
          const [clause, paragraph] = [new Y.XmlElement("clause"), new Y.XmlElement("paragraph")];
          clause.setAttribute("id", `clause-${section}-${place}`);
          paragraph.insert(0, [new Y.XmlText("word ".repeat([1, 400, 30, 12][place % 4] ?? 1))]);
          clause.insert(0, [paragraph]);
          return clause;
        }),
      );
    }
  });

  afterAll(async () => {
    writer.leave();
    await browser.close();
    await server.stop();
    await folder.remove();
  });

  async function someone(
    role: "participant" | "attendee",
    name: string,
    viewport: { width: number; height: number },
  ): Promise<{ readonly page: Page; readonly context: BrowserContext }> {
    const person = await comeIn(browser, server.links[role], name, { viewport });
    onTestFinished(() => person.context.close());
    await person.page.locator("#clause-5-39").waitFor({ state: "attached" });
    return person;
  }

  test.each([
    { role: "participant", viewport: laptop },
    { role: "participant", viewport: phone },
    { role: "attendee", viewport: phone },
  ] as const)(
    "the clause a $role reads on a page $viewport.width wide stays where it is while somebody writes above",
    async ({ role, viewport }) => {
      const { page } = await someone(role, "Ruth", viewport);
      const clause = page.locator("#clause-3-6");
      await clause.evaluate((each) => each.scrollIntoView({ block: "center", behavior: "instant" }));
      const top = () => clause.evaluate((each) => each.getBoundingClientRect().top);
      const before = await top();
      const words = elementAt(writer.fragment, 1, 1, 0).get(0) as Y.XmlText;
      for (const round of ["first", "second", "third"]) {
        const added = `${role} ${viewport.width} ${round} `.repeat(60);
        words.insert(0, added);
        await page.getByText(added.trim()).first().waitFor({ state: "attached" });
        expect(Math.abs((await top()) - before)).toBeLessThan(3);
      }
    },
  );

  test("four times enlarged, the text needs no scrolling sideways, whoever's caret stands at its edge", async () => {
    const { page } = await someone("participant", "Zoe", { width: 360, height: 225 });
    const long = await someone("participant", longName, laptop);
    for (const place of [0, 2, 3]) {
      await clauseAt(long.page, 1, place).locator("p").click();
      await long.page.keyboard.press("End");
      await page.locator(".remote-caret-name", { hasText: longName }).waitFor({ state: "attached" });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }
    const reading = await someone("attendee", "", { width: 360, height: 225 });
    expect(await reading.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  test("a title breaks between its words on every page", async () => {
    const context = await browser.newContext({ viewport: phone });
    onTestFinished(() => context.close());
    const join = await context.newPage();
    await join.goto(server.links.participant);
    const writing = await someone("participant", "Tia", phone);
    const reading = await someone("attendee", "", phone);
    for (const page of [join, writing.page, reading.page]) {
      const words = page.locator("h1 .title-word");
      await words.first().waitFor();
      expect(await words.allTextContents()).toEqual(["High-Quality", "Micro-Credentialing"]);
      expect(await words.evaluateAll((all) => all.map((each) => each.getClientRects().length))).toEqual([
        1, 1,
      ]);
    }
  });

  test("a projector is in as soon as its link is opened, and again after a restart of its browser; nothing glows at first", async () => {
    const context = await browser.newContext({ viewport: projector });
    onTestFinished(() => context.close());
    await context.addInitScript(() => {
      const glows: string[] = [];
      Object.assign(window, { glows });
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          if (target instanceof HTMLElement && target.dataset.fresh) glows.push(target.id);
        }
        for (const clause of document.querySelectorAll("[data-fresh]")) glows.push(clause.id);
      }).observe(document, { subtree: true, childList: true, attributes: true });
    });
    const page = await context.newPage();
    for (const _time of ["first", "second"]) {
      await page.goto(server.links.screen);
      await page.waitForURL(/\/d\//);
      await page.locator("#clause-5-39").waitFor({ state: "attached" });
      await page.locator(".reader[data-liveness=live]").waitFor();
      expect(await page.evaluate(() => (window as unknown as { glows: string[] }).glows)).toEqual([]);
    }
  });

  test("somebody who writes here and opens the screen's link is asked first, and stays who they are", async () => {
    const { page } = await someone("participant", "Tia", laptop);
    await page.goto(server.links.screen);
    await page.getByText("Continue as Tia").click();
    await page.waitForURL(/\/d\//);
    await page.locator("[contenteditable=true]").waitFor();
  });

  test("words that the server refuses stand on the page to be copied; starting again opens the text as it stands", async () => {
    const { page } = await someone("participant", "Tia", laptop);
    let spoiling = false;
    await page.routeWebSocket(/\/sync\//, (line) => {
      const onward = line.connectToServer();
      line.onMessage((message) => {
        const isText = spoiling && typeof message !== "string" && message[0] === 0;
        onward.send(isText ? Buffer.from([0, 2, 3, 1, 255, 255]) : message);
      });
    });
    await page.reload();
    await page.locator("#clause-4-0 p").click();
    await page.getByText("Saved", { exact: true }).first().waitFor();
    await page.keyboard.press("End");
    spoiling = true;
    await page.keyboard.insertText("Refused words");
    const notice = page.getByRole("alert", { name: "Not saved" });
    await notice.getByText("Refused words").waitFor();
    spoiling = false;
    await notice.getByRole("button", { name: "Start again without them" }).click();
    await eventually(
      async () => (await page.getByText("Saved", { exact: true }).count()) > 0,
      "the text is open again",
    );
    expect((await page.locator("#clause-4-0 .clause-wording").textContent())?.trim()).toBe("word");
    await page.locator("#clause-4-0 p").click();
    await page.keyboard.press("End");
    await page.keyboard.type("and on");
    await writer.until(() => writer.fragment.toString().includes("and on"), "writing goes on");
  });
});
