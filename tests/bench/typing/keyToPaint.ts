/**
 * How long a letter takes from the key to the picture.
 *
 * From `event.timeStamp`, which the browser's own process sets when the key comes in, until the task
 * that follows the next frame: the letter's frame asks for it in `requestAnimationFrame`, so that it
 * runs once style, layout and painting of that very frame are done. A second animation frame would
 * add a whole interval of the screen to every key and hide differences; the entries of the Event
 * Timing interface are rounded to 8 ms and leave out what took less than 16.
 * All that the page does for one key before its picture counts, and whatever still runs of the keys
 * and remote edits before it; the work that follows the picture shows where it delays the next one.
 */
import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";
import { seededRandom } from "../../kit/seededRandom.ts";

declare global {
  interface Window {
    /** Milliseconds from each key to its picture. */
    keyDelays: number[];
  }
}

const keysPerSecond = 5;
const letters = "every word that is typed here ";

/** Watches the keys that reach the page from now on. */
export async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.keyDelays = [];
    const afterFrame = new MessageChannel();
    afterFrame.port1.onmessage = ({ data: pressedAt }: MessageEvent<number>) => {
      window.keyDelays.push(performance.now() - pressedAt);
    };
    window.addEventListener(
      "keydown",
      ({ isTrusted, timeStamp }) => {
        if (isTrusted) requestAnimationFrame(() => afterFrame.port2.postMessage(timeStamp));
      },
      { capture: true },
    );
  });
}

/** Types that many keys where the caret is, in a human's uneven rhythm; answers each one's delay. */
export async function typeKeys(page: Page, keys: number): Promise<number[]> {
  const chance = seededRandom(keys);
  await page.evaluate(() => {
    window.keyDelays = [];
  });
  let due = performance.now();
  for (let key = 0; key < keys; key++) {
    due += (1000 / keysPerSecond) * (0.7 + chance() * 0.6);
    await pause(Math.max(0, due - performance.now()));
    const letter = letters[key % letters.length] ?? "e";
    await page.keyboard.press(letter === " " ? "Space" : letter);
  }
  await page.waitForFunction((count) => window.keyDelays.length === count, keys);
  return page.evaluate(() => window.keyDelays);
}

/** The words of each clause or paragraph of the page, without the carets of others in them. */
export function wordsInPage(page: Page): Promise<string[]> {
  return page.locator(".ProseMirror p").evaluateAll((paragraphs) =>
    paragraphs.map((paragraph) => {
      const words = paragraph.cloneNode(true) as HTMLElement;
      for (const widget of words.querySelectorAll(".ProseMirror-widget")) widget.remove();
      return words.textContent ?? "";
    }),
  );
}
