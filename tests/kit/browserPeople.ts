/** People in real browsers: each in a profile of their own, so that nothing passes from tab to tab but through the server. */
import type { Browser, BrowserContext, Page } from "playwright-core";

export interface BrowserPerson {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page complained about: errors, refused requests by the content policy. */
  readonly complaints: string[];
}

export const laptop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };
export const projector = { width: 1920, height: 1080 };

/** Opens the link, joins through the page as a person would, and waits until the declaration stands there. */
export async function comeIn(
  browser: Browser,
  linkUrl: string,
  name: string,
  options: Parameters<Browser["newContext"]>[0] = { viewport: laptop },
): Promise<BrowserPerson> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto(linkUrl);
  const field = page.locator("#name");
  const enter = page.locator("button[type=submit]");
  // A screen goes in by itself.
  await page.locator("button[type=submit], .declaration-title").first().waitFor();
  if (name !== "" && (await field.count()) > 0) await field.fill(name);
  if ((await enter.count()) > 0) await enter.click();
  await page.waitForURL(/\/d\//);
  await page.locator(".declaration-title").first().waitFor();
  return { context, page, complaints };
}

/** The wording of the clause at that place (section from 0, clause from 0), where the caret may be put. */
export function clauseAt(page: Page, section: number, clause: number) {
  return page.locator(".declaration-section").nth(section).locator(".clause").nth(clause);
}

/** The words of the whole declaration as the page shows them, clause by clause. */
export function wordsOfClauses(page: Page): Promise<string[]> {
  return page.locator(".clause").evaluateAll((clauses) =>
    clauses.map((clause) =>
      [...clause.querySelectorAll("p")]
        .map((paragraph) => {
          const words = paragraph.cloneNode(true) as HTMLElement;
          // Others' carets stand in the text with their names, but are none of its words.
          for (const widget of words.querySelectorAll(".ProseMirror-widget")) widget.remove();
          return (words.textContent ?? "").replaceAll("\u2060", "");
        })
        .join("\n"),
    ),
  );
}
