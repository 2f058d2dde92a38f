import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeHtml } from "../../server/export/html.ts";
import { describeInChromium, launchChromium } from "../kit/chromium.ts";
import { exampleDeclaration, exampleDeliberation } from "../kit/exampleDeclaration.ts";
import { onPaper } from "../kit/onPaper.ts";

describeInChromium("The declaration as one HTML file", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  for (const colorScheme of ["light", "dark"] as const) {
    test(`is accessible, fetches nothing and fits a phone, ${colorScheme}`, async () => {
      const context = await browser.newContext({ colorScheme, viewport: { width: 360, height: 740 } });
      const page = await context.newPage();
      const asked: string[] = [];
      const complaints: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      page.on("console", (message) => complaints.push(message.text()));
      await page.setContent(writeHtml(onPaper(exampleDeclaration, {}, exampleDeliberation)));
      await page.evaluate(() => document.fonts.ready);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      expect(asked.filter((url) => !url.startsWith("data:"))).toEqual([]);
      expect(complaints).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(360);
      await context.close();
    });
  }
});
