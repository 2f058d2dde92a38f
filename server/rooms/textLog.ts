/**
 * The way of a room's text to the disk: accepted updates wait here for the tick, are merged,
 * committed once, and only then handed on. A store that fails is tried again until it answers;
 * what waits is kept, in order, and the writers are told the truth meanwhile (R1, R2).
 */
import type { Logger } from "pino";
import { tickMilliseconds } from "../../shared/limits.ts";
import { Refusal } from "../errors.ts";
import type { GroupCommit } from "../store/groupCommit.ts";
import type { Author } from "../store/store.ts";
import { TextConflict } from "../store/storeFailures.ts";
import type { Connection } from "./connection.ts";
import { mergeInParts } from "./fanOut.ts";

export interface Entry {
  /** Null for a frame that brought nothing new: what it repeats may still be waiting, so it waits its turn. */
  readonly update: Uint8Array | null;
  readonly authors: readonly Author[];
  readonly structural: boolean;
  /** The connection that sent it, and the numbers of the text frames there that it settles; absent for the server's own repairs. */
  readonly from?: { readonly connection: Connection; readonly numbers: readonly number[] };
  /** Called once it is on disk and in the document. */
  readonly stored?: () => void;
}

const retryMilliseconds = { first: 100, most: 5000 };
/** Entries in one commit: a merge of more would hold the room up. */
const mostEntries = 1024;

export class TextLog {
  /** Set by the room: an update, merged from those entries, is on disk and takes effect. */
  onStored: (update: Uint8Array, entries: readonly Entry[]) => void = () => {};
  /** Set by the directory: what this room holds is not what the log on disk says; it must be loaded anew. */
  mustReload: () => void = () => {};
  readonly #declarationId: string;
  readonly #groupCommit: GroupCommit;
  readonly #log: Logger;
  #sequence: number;
  #waiting: Entry[] = [];
  #waitingBytes = 0;
  #running: Promise<void> | null = null;
  /** Decisions that change the text, each alone between two commits. */
  #turns: (() => Promise<void>)[] = [];

  constructor(declarationId: string, sequence: number, groupCommit: GroupCommit, log: Logger) {
    this.#declarationId = declarationId;
    this.#sequence = sequence;
    this.#groupCommit = groupCommit;
    this.#log = log;
  }

  /** The sequence of the last stored update. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Bytes of the updates that are accepted and not on disk yet. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  add(entry: Entry): void {
    this.#waiting.push(entry);
    this.#waitingBytes += entry.update?.length ?? 0;
    this.#running ??= this.#run();
  }

  /**
   * Runs `decide` between two commits, when the document is what is on disk. It is given the sequence that its
   * update will have, stores that update itself, and answers it (null: nothing was written); when it rejects, nothing
   * may have been stored. Resolves with its answer once the update has taken effect.
   */
  inTurn<Answer>(
    decide: (sequence: number) => Promise<{ readonly update: Uint8Array | null; readonly answer: Answer }>,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#turns.push(async () => {
        try {
          const { update, answer } = await decide(this.#sequence + 1);
          if (update !== null) {
            this.#sequence += 1;
            this.onStored(update, []);
          }
          resolve(answer);
        } catch (error) {
          if (error instanceof TextConflict) this.#giveUp(error, "the log on disk is another");
          reject(error);
        }
      });
      this.#running ??= this.#run();
    });
  }

  /** Resolves once nothing waits. */
  async idle(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  /** The first entry after a quiet time goes to the disk at once; while busy, one commit a tick. */
  async #run(): Promise<void> {
    while (this.#waiting.length > 0 || this.#turns.length > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      const turn = this.#turns.shift();
      if (turn !== undefined) {
        await turn();
        continue;
      }
      const started = performance.now();
      const entries = this.#waiting.splice(0, mostEntries);
      if (!(await this.#commit(entries))) return;
      if (this.#waiting.length >= mostEntries) continue;
      const rest = tickMilliseconds.writers - (performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, rest)));
    }
    this.#running = null;
  }

  /** Answers once the entries are on disk and in effect; false where the room must be loaded anew. */
  async #commit(entries: readonly Entry[]): Promise<boolean> {
    const updates = entries.flatMap((entry) => (entry.update === null ? [] : [entry.update]));
    if (updates.length === 0) {
      this.#tellStored(entries);
      return true;
    }
    const update = mergeInParts(updates);
    const append = {
      declarationId: this.#declarationId,
      sequence: this.#sequence + 1,
      update,
      authors: entries.flatMap((entry) => entry.authors),
    };
    for (let pause = retryMilliseconds.first; ; pause = Math.min(pause * 2, retryMilliseconds.most)) {
      try {
        await this.#groupCommit.append(append);
        break;
      } catch (error) {
        if (error instanceof TextConflict) {
          this.#giveUp(error, "the log on disk is another");
          return false;
        }
        this.#log.error(
          { err: error, declarationId: this.#declarationId },
          "text could not be stored; trying again",
        );
        this.#tellTrouble(entries);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    this.#sequence += 1;
    for (const written of updates) this.#waitingBytes -= written.length;
    try {
      this.onStored(update, entries);
    } catch (error) {
      // It is on disk, but nobody knows how much of it the document took in.
      this.#giveUp(error, "stored text did not take effect");
      return false;
    }
    this.#tellStored(entries);
    return true;
  }

  #giveUp(error: unknown, reason: string): void {
    this.#log.error({ err: error, declarationId: this.#declarationId }, reason);
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#running = null;
    this.mustReload();
  }

  #tellTrouble(entries: readonly Entry[]): void {
    const { id, message } = new Refusal("storage-failed");
    for (const connection of new Set([...entries, ...this.#waiting].map((entry) => entry.from?.connection))) {
      connection?.tell({ kind: "notice", notice: { id, message } });
    }
  }

  #tellStored(entries: readonly Entry[]): void {
    const numbers = new Map<Connection, Set<number>>();
    for (const { from, stored } of entries) {
      stored?.();
      if (from === undefined) continue;
      const own = numbers.get(from.connection);
      if (own === undefined) numbers.set(from.connection, new Set(from.numbers));
      else for (const number of from.numbers) own.add(number);
    }
    for (const [connection, own] of numbers) {
      connection.markStored(own);
      connection.tellStored();
    }
  }
}
