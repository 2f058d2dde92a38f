import { setTimeout as pause } from "node:timers/promises";
import type { Page } from "playwright-core";
import { launchChromium } from "../../kit/chromium.ts";
import { busySeconds, coreCount, cpuSecondsOfAll } from "../pinnedProcess.ts";
import { typeKeys, watchKeys, wordsInPage } from "../typing/keyToPaint.ts";
import { clauseCount } from "../typing/longText.ts";
import { type RemoteHands, remoteHands } from "../typing/remoteHands.ts";
import { openRoom, type TypingKind } from "../typing/rooms.ts";
import { difference } from "../visit.ts";
import { doubtsAbout, foreignPercents, type Measurement } from "./figures.ts";

const typistsClause = clauseCount / 2;
const warmUpKeys = 20;
const patienceMilliseconds = 15_000;

/** A person types in the middle of a long text while others write elsewhere in it: from the key to the picture. */
export async function measureTyping(
  kind: TypingKind,
  settings: { readonly keys: number; readonly writers: number },
): Promise<Measurement> {
  const browser = await launchChromium();
  try {
    const room = await openRoom(kind, browser);
    try {
      const hands = await remoteHands(room.target, {
        people: settings.writers,
        editsPerSecond: 2,
        spared: typistsClause,
      });
      try {
        return await typeAmong(hands, room.page, settings.keys);
      } finally {
        hands.stop();
        hands.leave();
      }
    } finally {
      await room.close();
    }
  } finally {
    await browser.close();
  }
}

async function typeAmong(hands: RemoteHands, page: Page, keys: number): Promise<Measurement> {
  const wordsBefore = await wordsInPage(page);
  await page.locator(".ProseMirror p").nth(typistsClause).click();
  await watchKeys(page);
  hands.start();
  await typeKeys(page, warmUpKeys);

  const begin = look();
  const delays = await typeKeys(page, keys);
  const end = look();
  hands.stop();

  const missing = await missingWords(page, hands.sent);
  const words = await wordsInPage(page);
  const grown = (words[typistsClause]?.length ?? 0) - (wordsBefore[typistsClause]?.length ?? 0);
  const elapsed = (end.at - begin.at) / 1000;
  const own = difference(begin.own, end.own);
  const busy = difference(begin.busy, end.busy);
  const machine = own === null || busy === null ? null : Math.max(0, busy - own) / elapsed / coreCount;
  const foreign = { machine };
  const doubts = doubtsAbout({ foreign });
  if (missing > 0) doubts.push(`${missing} of the others' words never came`);
  if (hands.dropped > 0) doubts.push(`${hands.dropped} of the others were dropped`);
  if (grown !== warmUpKeys + keys) doubts.push(`not valid: ${warmUpKeys + keys} keys made ${grown} letters`);
  const sorted = delays.toSorted((one, other) => one - other);
  const quantile = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? null;
  return {
    figures: {
      p50: quantile(0.5),
      p95: quantile(0.95),
      max: quantile(1),
      keys,
      othersWords: hands.sent,
      missing,
      processorPercent: own === null ? null : (own / elapsed) * 100,
      ...foreignPercents(foreign),
    },
    doubts,
  };
}

function look() {
  return { at: performance.now(), own: cpuSecondsOfAll(), busy: busySeconds(null) };
}

/** How many of the words that the others sent are not in the page, after some patience. */
async function missingWords(page: Page, sent: number): Promise<number> {
  const end = performance.now() + patienceMilliseconds;
  for (;;) {
    const words = await wordsInPage(page);
    const arrived = words.join(" ").match(/~[0-9a-z]{5}/g)?.length ?? 0;
    if (arrived >= sent || performance.now() > end) return sent - arrived;
    await pause(200);
  }
}
