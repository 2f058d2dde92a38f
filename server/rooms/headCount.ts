import type { Connection } from "./connection.ts";

/** How many are in the room, told to everybody at most once a second: people come in crowds. */
export class HeadCount {
  readonly #writers: ReadonlySet<Connection>;
  readonly #readers: ReadonlySet<Connection>;
  #timer: NodeJS.Timeout | undefined;

  constructor(writers: ReadonlySet<Connection>, readers: ReadonlySet<Connection>) {
    this.#writers = writers;
    this.#readers = readers;
  }

  /** Somebody came or went. */
  changed(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const news = { kind: "people", writers: this.#writers.size, readers: this.#readers.size } as const;
      for (const group of [this.#writers, this.#readers]) {
        for (const connection of group) connection.tell(news);
      }
    }, 1000);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
