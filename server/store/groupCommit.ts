import type { Store, TextAppend } from "./store.ts";
import { TextConflict } from "./storeFailures.ts";

/** One writer for all rooms: what they hand in within a turn of the event loop is one commit. */
export interface GroupCommit {
  /**
   * Resolves once the append is on disk (R1). Rejects with a Refusal when it was not stored; the
   * caller keeps it and tries again.
   */
  append(append: TextAppend): Promise<void>;
  /** Resolves once nothing waits and nothing is being written. */
  idle(): Promise<void>;
}

interface Waiting {
  readonly append: TextAppend;
  resolve(): void;
  reject(reason: unknown): void;
}

/** The group commit on that store. While one commit runs, the next one collects. */
export function createGroupCommit(store: Pick<Store, "appendText">): GroupCommit {
  let waiting: Waiting[] = [];
  let running: Promise<void> | null = null;

  function start(): Promise<void> {
    return new Promise((done) => {
      setImmediate(async () => {
        const batch = waiting;
        waiting = [];
        await commit(batch);
        running = waiting.length > 0 ? start() : null;
        done();
      });
    });
  }

  async function commit(batch: readonly Waiting[]): Promise<void> {
    try {
      await store.appendText(batch.map((each) => each.append));
    } catch (error) {
      const rooms = Map.groupBy(batch, (each) => each.append.declarationId);
      if (error instanceof TextConflict && rooms.size > 1) {
        // One declaration's own fault must not hold up the others.
        for (const room of rooms.values()) await commit(room);
      } else {
        for (const each of batch) each.reject(error);
      }
      return;
    }
    for (const each of batch) each.resolve();
  }

  return {
    append(append) {
      return new Promise((resolve, reject) => {
        waiting.push({ append, resolve, reject });
        running ??= start();
      });
    },
    async idle() {
      while (running !== null) await running;
    },
  };
}
