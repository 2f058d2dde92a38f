/** One client of a crowd: a line, the handshake, and news of what comes in. */
import type { Door } from "./doors.ts";
import type { FrameBook } from "./frameBook.ts";
import { LineToServer } from "./lineToServer.ts";
import type { Wire } from "./wire.ts";

export interface ClientNews {
  arrived?(tokens: readonly number[], now: number): void;
  dropped?(reason: string): void;
}

export class Client {
  readonly line: LineToServer;
  /** Resolves with the whole text once the server has sent it. */
  readonly text: Promise<Uint8Array>;
  /** What to answer when the server asks for our text. */
  ownText: (stateVector: Uint8Array) => Uint8Array = () => new Uint8Array([0, 0]);
  #gotText: (text: Uint8Array) => void = () => {};

  constructor(door: Door, wire: Wire, book: FrameBook, news: ClientNews = {}) {
    let failText: (reason: Error) => void = () => {};
    this.text = new Promise((resolve, reject) => {
      this.#gotText = resolve;
      failText = reject;
    });
    // Who never asks for the text must not die of its absence.
    this.text.catch(() => {});
    this.line = new LineToServer(door.address, {
      frame: (frame) => {
        const page = book.read(frame);
        if (page === null) return;
        if (page.asks !== null) this.line.send(wire.answer(this.ownText(page.asks)));
        if (page.tokens.length > 0) news.arrived?.(page.tokens, performance.now());
        if (page.text !== null) this.#gotText(page.text);
      },
      dropped: (reason) => {
        failText(new Error(reason));
        news.dropped?.(reason);
      },
    });
    this.line.opened.then(
      () => {
        for (const frame of wire.greeting) this.line.send(frame);
      },
      (reason: Error) => failText(reason),
    );
  }
}
