/** A server, a browser, and people who come into one declaration: what every story told in a browser begins with. */
import { join as joinPath } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished } from "vitest";
import type { CommandName, CommandRequest } from "../../shared/commands.ts";
import type { Role } from "../../shared/permissions.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import { type BrowserPerson, comeIn } from "./browserPeople.ts";
import { launchChromium } from "./chromium.ts";
import { type RunningServer, startServer } from "./runningServer.ts";
import { type TemporaryFolder, temporaryFolder } from "./temporaryFolder.ts";

export interface BrowserStage {
  readonly server: RunningServer;
  readonly browser: Browser;
  /** Somebody comes in by the link of that role, and leaves when the test is over. */
  someone(role: Role, name: string, options?: Parameters<Browser["newContext"]>[0]): Promise<BrowserPerson>;
  /** Ends the server as a power cut would and starts it again at the same address. */
  restart(whileGone?: () => Promise<void>): Promise<void>;
}

/** Call it inside a `describe`: its server and browser live as long as the tests of that. */
export function browserStage(): BrowserStage {
  let browser: Browser;
  let folder: TemporaryFolder;
  let server: RunningServer;
  beforeAll(async () => {
    browser = await launchChromium();
    folder = await temporaryFolder();
    server = await startServer({ dataDirectory: folder.path });
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await folder.remove();
  });
  return {
    get server() {
      return server;
    },
    get browser() {
      return browser;
    },
    async someone(role, name, options) {
      const person = await comeIn(browser, server.links[role], name, options);
      onTestFinished(() => person.context.close());
      return person;
    },
    async restart(whileGone) {
      const port = Number(new URL(server.url).port);
      await server.kill();
      await whileGone?.();
      server = await startServer({ dataDirectory: folder.path, port });
    },
  };
}

/** Looks at the page through axe; with SCREENSHOTS=FOLDER set, a picture of it is left there. */
export async function look(page: Page, name: string): Promise<void> {
  await atRest(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`),
    name,
  ).toEqual([]);
  const pictures = process.env.SCREENSHOTS;
  if (pictures !== undefined) await page.screenshot({ path: joinPath(pictures, `${name}.png`) });
}

/** Resolves once nothing fades or moves any more: half faded words have no contrast. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** A decision of whoever is on the page, sent past its buttons. */
export async function decide<Name extends CommandName>(
  page: Page,
  name: Name,
  input: CommandRequest<Name>,
): Promise<PlenaryRecord> {
  const declarationId = new URL(page.url()).pathname.split("/").at(-1);
  const answer = await page.evaluate(
    async ({ address, body }) => {
      const response = await fetch(address, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      return response.json();
    },
    { address: `/api/declarations/${declarationId}/commands/${name}`, body: JSON.stringify(input) },
  );
  if (answer.record === undefined) throw new Error(`${name} was refused: ${JSON.stringify(answer)}`);
  return answer.record;
}
