import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { clauseCount, writeClauses } from "../bench/typing/longText.ts";
import { clauseAt, comeIn, laptop, wordsOfClauses } from "../kit/browserPeople.ts";
import { describeInChromium, launchChromium } from "../kit/chromium.ts";
import { eventually } from "../kit/eventually.ts";
import { type RunningServer, startServer } from "../kit/runningServer.ts";
import { join, stockClient } from "../kit/stockClient.ts";
import { type TemporaryFolder, temporaryFolder } from "../kit/temporaryFolder.ts";

let browser: Browser;
let folder: TemporaryFolder;
let server: RunningServer;

describeInChromium("a declaration of 50,000 words", () => {
  beforeAll(async () => {
    browser = await launchChromium();
    folder = await temporaryFolder();
    server = await startServer({ dataDirectory: folder.path });
    const scribe = await stockClient(server.url, await join(server.url, server.links.participant, "Scribe"));
    writeClauses(scribe.document);
    const reader = await writer();
    await reader.context.close();
    scribe.leave();
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    await folder.remove();
  });

  async function writer() {
    const person = await comeIn(browser, server.links.participant, "Ada", {
      viewport: laptop,
      reducedMotion: "reduce",
    });
    await person.page.waitForFunction(
      (count) => document.querySelectorAll(".declaration-editor .clause").length === count,
      clauseCount,
    );
    return person;
  }

  async function someone(): Promise<Page> {
    const { page, context } = await writer();
    onTestFinished(() => context.close());
    return page;
  }

  test("what is out of sight is not laid out, and the outline leads to its place all the same", async () => {
    const page = await someone();
    const nearTheEnd = page.locator(".clause").nth(clauseCount - 2);
    const isLaidOut = () =>
      nearTheEnd.locator("p").evaluate((words) => words.checkVisibility({ contentVisibilityAuto: true }));
    expect(await isLaidOut()).toBe(false);
    for (const index of [250, 20, 180]) {
      const clause = page.locator(".clause").nth(index);
      await page.locator(".outline-clause").nth(index).click();
      const top = () => clause.evaluate((element) => element.getBoundingClientRect().top);
      // The page's bar is 52 pixels high, the place to stand is 80 pixels below the edge.
      await eventually(async () => Math.abs((await top()) - 80) < 2, `clause ${index} stands below the bar`);
      await page.keyboard.type(`~${index} `);
      await eventually(
        async () => (await wordsOfClauses(page))[index]?.startsWith(`~${index} `) === true,
        `the caret stands at the start of clause ${index}`,
      );
    }
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.type("the end");
    await eventually(
      async () => (await wordsOfClauses(page)).at(-1)?.endsWith("the end") === true,
      "the last clause",
    );
    expect(await isLaidOut()).toBe(true);
  });

  test("numbers and controls that stand outside their clause are not cut off", async () => {
    const page = await someone();
    const clause = clauseAt(page, 0, 1);
    await clause.locator("p").click();
    for (const part of [".clause-number", ".clause-handle"]) {
      const seen = await clause.locator(part).evaluate((element) => {
        const box = element.getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        return element.ownerDocument.elementsFromPoint(x, y).includes(element);
      });
      expect(seen, part).toBe(true);
    }
  });

  test("nothing outside the text is drawn in one go with a letter", async () => {
    const page = await someone();
    await clauseAt(page, 2, 1).locator("p").click();
    await page.keyboard.type("a");
    await page.getByText("Saved", { exact: true }).first().waitFor();
    await page.evaluate(() => {
      const drawnBefore: string[] = [];
      Object.assign(window, { drawnBefore });
      const text = document.querySelector(".declaration-editor");
      let withLetter = false;
      const note = (mutations: readonly MutationRecord[]) => {
        if (!withLetter) return;
        for (const { target } of mutations) {
          if (text?.contains(target) === false) drawnBefore.push(target.parentElement?.outerHTML ?? "");
        }
      };
      const observer = new MutationObserver(note);
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
      window.addEventListener(
        "input",
        () => {
          note(observer.takeRecords());
          withLetter = true;
          // What is drawn with the letter is drawn in the microtasks of this event, some turns deep.
          let turns = 50;
          const turn = () => {
            if (turns-- > 0) queueMicrotask(turn);
            else {
              note(observer.takeRecords());
              withLetter = false;
            }
          };
          turn();
        },
        { capture: true },
      );
    });
    const before = (await wordsOfClauses(page)).join("").length;
    await page.keyboard.type("letters in a long text", { delay: 40 });
    await eventually(
      async () => (await wordsOfClauses(page)).join("").length === before + 22,
      "the letters stand there",
    );
    await page.getByText("Saved", { exact: true }).first().waitFor();
    expect(await page.evaluate(() => (window as unknown as { drawnBefore: string[] }).drawnBefore)).toEqual(
      [],
    );
  });
});
