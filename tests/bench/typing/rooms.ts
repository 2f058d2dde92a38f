/** The two pages that are typed in, each on its own server with the same text: ours, and a plain one. */
import { writeFile } from "node:fs/promises";
import { join as joinPath } from "node:path";
import type { Browser, Page } from "playwright-core";
import { build, preview } from "vite";
import { comeIn, laptop } from "../../kit/browserPeople.ts";
import { join, stockClient } from "../../kit/stockClient.ts";
import { temporaryFolder } from "../../kit/temporaryFolder.ts";
import { documentName } from "../crowd/wire.ts";
import { startMeasured } from "../measuredServer.ts";
import type { Target } from "../tasks.ts";
import { clauseCount, plainState, writeClauses } from "./longText.ts";

export type TypingKind = "plenary" | "yWebsocketServer";

export interface TypingRoom {
  readonly target: Target;
  readonly page: Page;
  close(): Promise<void>;
}

/** Starts the server, and opens the page with the whole text in it. */
export function openRoom(kind: TypingKind, browser: Browser): Promise<TypingRoom> {
  return kind === "plenary" ? openOurs(browser) : openPlain(browser);
}

/** The drafting page as a participant has it, on the real server; a stock client has written the text. */
async function openOurs(browser: Browser): Promise<TypingRoom> {
  const server = await startMeasured("plenary");
  try {
    const { url, links } = server.target;
    const link = links?.participant ?? "";
    const scribe = await stockClient(url, await join(url, link, "Scribe"));
    writeClauses(scribe.document);
    const { page } = await comeIn(browser, link, "Typist");
    await untilWhole(page);
    scribe.leave();
    return { target: server.target, page, close: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openPlain(browser: Browser): Promise<TypingRoom> {
  const folder = await temporaryFolder();
  const root = joinPath(import.meta.dirname, "plainPage");
  const outDir = joinPath(folder.path, "page");
  const stateFile = joinPath(folder.path, "state");
  await writeFile(stateFile, plainState());
  await build({ root, configFile: false, logLevel: "error", build: { outDir } });
  const pages = await preview({
    root,
    configFile: false,
    logLevel: "error",
    build: { outDir },
    preview: { host: "127.0.0.1", port: 0 },
  });
  const server = await startMeasured("yWebsocketServer", { stateFile });
  const close = async () => {
    await server.stop();
    await pages.close();
    await folder.remove();
  };
  try {
    const page = await browser.newPage({ viewport: laptop });
    const address = new URL(pages.resolvedUrls?.local[0] ?? "");
    address.searchParams.set("server", server.target.url.replace(/^http/, "ws"));
    address.searchParams.set("document", documentName);
    await page.goto(address.href);
    await untilWhole(page);
    return { target: server.target, page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function untilWhole(page: Page): Promise<void> {
  await page.waitForFunction(
    (count) => document.querySelectorAll(".ProseMirror p").length === count,
    clauseCount,
  );
}
