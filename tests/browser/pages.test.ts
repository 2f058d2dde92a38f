/**
 * Each page in each shape people see it in, through axe. With SCREENSHOTS=FOLDER set, pictures of
 * all of them are left there to be looked at.
 */

import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { clauseAt, comeIn, laptop, phone, projector } from "../kit/browserPeople.ts";
import { describeInChromium, launchChromium } from "../kit/chromium.ts";
import { type RunningServer, startServer } from "../kit/runningServer.ts";
import { type TemporaryFolder, temporaryFolder } from "../kit/temporaryFolder.ts";

const shapes = {
  laptop: { viewport: laptop },
  phone: { viewport: phone, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
  projector: { viewport: projector },
} as const;
const schemes = ["light", "dark"] as const;

const wording: readonly (readonly string[])[] = [
  [
    "Recalling the Council Recommendation on a European approach to micro-credentials;",
    "Recognising that people learn in more places, and at more moments of their lives, than any single institution can certify;",
  ],
  [
    "Public authorities write micro-credentials into the instruments that already pay for education, training and active labour-market measures, and report every year who was reached.",
    "Ministries name the groups that benefit least from adult learning today and offer them short courses first.",
  ],
  [
    "Providers issue every micro-credential in an open format that its holder can carry, show and have checked without asking the provider again.",
  ],
  [
    "Quality-assurance bodies publish a common register of the providers they trust, in a form that machines can read.",
  ],
  ["Employers and providers design courses together and pay for them in equal parts."],
  ["We will meet again in a year and account for what we have done."],
];

let browser: Browser;
let folder: TemporaryFolder;
let server: RunningServer;

describeInChromium("every page in every shape", () => {
  beforeAll(async () => {
    browser = await launchChromium();
    folder = await temporaryFolder();
    server = await startServer({ dataDirectory: folder.path });
    const { context, page } = await comeIn(browser, server.links.participant, "Maria Fernández-Llorente");
    for (const [section, clauses] of wording.entries()) {
      await clauseAt(page, section, 0).click();
      for (const [index, words] of clauses.entries()) {
        if (index > 0) await page.keyboard.press("Enter");
        await page.keyboard.insertText(words);
      }
    }
    await page.getByText("Saved", { exact: true }).first().waitFor();
    await context.close();
  });

  afterAll(async () => {
    await browser.close();
    await server.stop();
    await folder.remove();
  });

  async function look(page: Page, name: string): Promise<void> {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`),
      name,
    ).toEqual([]);
    const pictures = process.env.SCREENSHOTS;
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) });
  }

  for (const scheme of schemes) {
    test.each(["laptop", "phone"] as const)(
      `the landing and the join page on a %s, ${scheme}`,
      async (shape) => {
        const context = await browser.newContext({ ...shapes[shape], colorScheme: scheme });
        onTestFinished(() => context.close());
        const page = await context.newPage();
        await page.goto(server.url);
        await page.locator("h1").first().waitFor();
        await look(page, `landing-${shape}-${scheme}`);
        await page.goto(server.links.participant);
        await page.locator("#name").waitFor();
        await look(page, `join-${shape}-${scheme}`);
        await page.goto(`${server.url}/join/nothing.here`);
        await page.locator("h1").first().waitFor();
        await look(page, `join-unknown-${shape}-${scheme}`);
      },
    );

    test.each(["laptop", "phone"] as const)(`the drafting page on a %s, ${scheme}`, async (shape) => {
      const person = await comeIn(
        browser,
        server.links.facilitator,
        "Maximiliana Wolkenstein-Trostburg von Hohenems und Vaduz",
        {
          ...shapes[shape],
          colorScheme: scheme,
        },
      );
      onTestFinished(() => person.context.close());
      await clauseAt(person.page, 1, 1).click();
      await person.page.getByText("Saved", { exact: true }).first().waitFor();
      await look(person.page, `draft-${shape}-${scheme}`);
      expect(person.complaints).toEqual([]);
    });

    test.each(["laptop", "phone"] as const)(`the reader on a %s, ${scheme}`, async (shape) => {
      const person = await comeIn(browser, server.links.attendee, "", {
        ...shapes[shape],
        colorScheme: scheme,
      });
      onTestFinished(() => person.context.close());
      await person.page.getByText("Quality-assurance bodies").waitFor();
      await look(person.page, `reader-${shape}-${scheme}`);
      expect(person.complaints).toEqual([]);
    });

    test(`the screen on a projector, ${scheme}`, async () => {
      const person = await comeIn(browser, server.links.screen, "", {
        ...shapes.projector,
        colorScheme: scheme,
      });
      onTestFinished(() => person.context.close());
      await person.page.getByText("Recalling").waitFor();
      await look(person.page, `screen-projector-${scheme}`);
      expect(person.complaints).toEqual([]);
    });
  }
});
