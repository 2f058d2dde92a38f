/** Two honest people with stock clients who write all the while, and note how long each word took to the other. */
import * as Y from "yjs";
import { eventually } from "./eventually.ts";
import type { RunningServer } from "./runningServer.ts";
import { elementAt, join, type StockClient, stockClient } from "./stockClient.ts";

export interface HonestPair {
  /** How often either of them lost the line. */
  readonly linesLost: number;
  /**
   * Milliseconds from one's hand to the other's copy since the last call, once there are at least
   * that many words: count, median and 99th percentile.
   */
  latencies(atLeast: number): Promise<{ words: number; p50: number; p99: number }>;
  /** Resolves once each has everything that the other wrote; nothing is written meanwhile. */
  settled(): Promise<void>;
  leave(): void;
}

const betweenWords = 50;

export async function honestPair(server: RunningServer): Promise<HonestPair> {
  const clients = await Promise.all(
    ["Alice", "Bob"].map(async (name) =>
      stockClient(server.url, await join(server.url, server.links.participant, name)),
    ),
  );
  const [alice, bob] = clients as [StockClient, StockClient];
  let linesLost = 0;
  for (const { provider } of clients) {
    provider.on("status", ({ status }: { status: string }) => {
      if (status === "disconnected") linesLost += 1;
    });
  }
  let milliseconds: number[] = [];
  const hands = [
    { text: textAt(alice, 2), from: alice, to: bob },
    { text: textAt(bob, 3), from: bob, to: alice },
  ];
  // Arrival is read off the clocks: the words themselves an attacker may delete, as every writer may.
  const waiting: { written: number; clock: number; from: StockClient; to: StockClient }[] = [];
  const look = () => {
    for (let index = waiting.length - 1; index >= 0; index--) {
      const word = waiting[index];
      if (word === undefined) continue;
      if (Y.getState(word.to.document.store, word.from.document.clientID) < word.clock) continue;
      milliseconds.push(performance.now() - word.written);
      waiting.splice(index, 1);
    }
  };
  for (const { document } of clients) document.on("update", look);
  let writing = true;
  const timer = setInterval(() => {
    if (!writing) return;
    for (const { text, from, to } of hands) {
      const written = performance.now();
      text.insert(text.length, "word ");
      const clock = Y.getState(from.document.store, from.document.clientID);
      waiting.push({ written, clock, from, to });
    }
  }, betweenWords);
  return {
    get linesLost() {
      return linesLost;
    },
    async latencies(atLeast) {
      await eventually(() => milliseconds.length >= atLeast, `${atLeast} words from hand to copy`);
      const sorted = milliseconds.sort((one, other) => one - other);
      milliseconds = [];
      const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? Number.NaN);
      return { words: sorted.length, p50: at(0.5), p99: at(0.99) };
    },
    async settled() {
      writing = false;
      await eventually(
        () => waiting.length === 0 && Y.equalSnapshots(Y.snapshot(alice.document), Y.snapshot(bob.document)),
        "each has what the other wrote",
      );
      writing = true;
    },
    leave() {
      clearInterval(timer);
      for (const client of clients) client.leave();
    },
  };
}

function textAt(client: StockClient, section: number): Y.XmlText {
  const text = elementAt(client.fragment, section, 0, 0).get(0);
  if (!(text instanceof Y.XmlText)) throw new Error("a paragraph without text");
  return text;
}
