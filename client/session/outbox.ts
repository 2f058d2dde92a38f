/**
 * What a person sends, on its way: kept in this browser until the server has carried it out, sent in order and done
 * once, also where the network fails in between or the browser is closed.
 */
import type { CommandName, CommandRequest } from "../../shared/commands.ts";
import type { Deliberation } from "../../shared/deliberation/state.ts";
import { RefusedError } from "./askServer.ts";
import { type KeptWish, type OutboxStorage, storageInMemory, type Wish } from "./outboxStorage.ts";
import { sendCommand } from "./sendCommand.ts";
import { createValue, type Value } from "./value.ts";

export type OutboxState =
  /** No line: it is sent as soon as there is one. */
  | { readonly kind: "waiting" }
  | { readonly kind: "sending" }
  /** The server said no, for good: shown where it was made, until it is taken out. */
  | { readonly kind: "refused"; readonly id: string; readonly message: string };

export type OutboxEntry = Wish &
  Omit<KeptWish, "refusal" | "name" | "input"> & { readonly state: OutboxState };

export interface Outbox {
  /** In the order they were given. One leaves once its record is part of the deliberation as it is shown. */
  readonly entries: Value<readonly OutboxEntry[]>;
  /** Whether what is waiting survives the closing of the browser. */
  readonly kept: Value<boolean>;
  /**
   * Takes it and sends it when its turn comes; answers its key. A vote takes the place of an earlier one of the same
   * person on the same thing that has not gone out.
   */
  put<Name extends CommandName>(name: Name, input: CommandRequest<Name>): string;
  /** Takes one out that is waiting or refused; to edit it, put the changed one after. */
  takeOut(key: string): void;
  /** Sends a refused one once more. */
  tryAgain(key: string): void;
  /** Call where the line may be there again. */
  sendNow(): void;
  close(): void;
}

interface OutboxOptions {
  readonly declarationId: string;
  readonly storage: Promise<OutboxStorage>;
  readonly deliberation: Value<Deliberation>;
  readonly send?: typeof sendCommand;
}

/** A line may swallow a request without a word; asked again under the same key it is done once all the same. */
const longestWait = 15_000;
const firstPause = 1000;
const longestPause = 20_000;
/** Attempts at something that the server stumbles over before the others are let past it. */
const mostStumbles = 5;

/** Not the wish is at fault: it is sent again by itself. */
const passing: ReadonlySet<string> = new Set(["unreachable", "storage-failed", "too-many-contributions"]);

/** An outbox over that storage; it begins with whatever an earlier visit left there. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { declarationId, deliberation, send = sendCommand } = options;
  const entries = createValue<readonly OutboxEntry[]>([]);
  const kept = createValue(true);
  /** The number of the record that each carried out one left, until that record is shown. */
  const done = new Map<string, number>();
  const stumbles = new Map<string, number>();
  /** Those that are still being written into the storage. */
  const keeping = new Map<string, Promise<void>>();
  let lastPlace = 0;
  let fails = 0;
  let running = false;
  let again = false;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const opened = options.storage
    .then(async (storage) => {
      const earlier = await storage.list();
      kept.set(storage.kept);
      entries.set([...earlier.map(entryOf), ...entries.get()]);
      return storage;
    })
    .catch((error: unknown) => {
      console.error(error);
      kept.set(false);
      return storageInMemory();
    });
  const store = (work: (storage: OutboxStorage) => Promise<void>) =>
    opened.then(work).catch((error: unknown) => {
      console.error(error);
      kept.set(false);
    });

  const setState = (key: string, state: OutboxState) =>
    entries.set(entries.get().map((entry) => (entry.key === key ? { ...entry, state } : entry)));
  const drop = (key: string) => entries.set(entries.get().filter((entry) => entry.key !== key));
  const waitingOnes = () =>
    entries.get().filter((entry) => entry.state.kind === "waiting" && !done.has(entry.key));

  const dropShown = () => {
    const { sequence } = deliberation.get();
    for (const [key, number] of done) {
      if (number > sequence) continue;
      done.delete(key);
      drop(key);
    }
  };
  const unsubscribe = deliberation.subscribe(dropShown);

  async function sendAll(): Promise<void> {
    if (running) {
      again = true;
      return;
    }
    running = true;
    clearTimeout(timer);
    const storage = await opened;
    for (let next = waitingOnes()[0]; next !== undefined && !closed; next = waitingOnes()[0]) {
      again = false;
      if (await sendOne(storage, next)) {
        fails = 0;
        continue;
      }
      if (again) continue;
      fails += 1;
      const pause = Math.min(firstPause * 2 ** (fails - 1), longestPause) * (0.5 + Math.random() / 2);
      timer = setTimeout(() => void sendAll(), pause);
      break;
    }
    running = false;
  }

  /** Whether the next one may follow at once. */
  async function sendOne(storage: OutboxStorage, entry: OutboxEntry): Promise<boolean> {
    const { key } = entry;
    await keeping.get(key);
    // Another window of the same person may have sent it meanwhile, or taken it out.
    if (kept.get() && !(await storage.has(key))) {
      drop(key);
      return true;
    }
    setState(key, { kind: "sending" });
    try {
      const record = await withinTime(send(declarationId, entry.name, entry.input, key));
      done.set(key, record.sequence);
      await store(() => storage.remove(key));
      dropShown();
      return true;
    } catch (error) {
      return failed(storage, entry, error);
    }
  }

  async function failed(storage: OutboxStorage, entry: OutboxEntry, error: unknown): Promise<boolean> {
    const { key } = entry;
    const { id, message } =
      error instanceof RefusedError ? error : new RefusedError("internal", String(error));
    if (id === "nothing-changed") {
      drop(key);
      await store(() => storage.remove(key));
      return true;
    }
    if (id === "internal") stumbles.set(key, (stumbles.get(key) ?? 0) + 1);
    if (passing.has(id) || (id === "internal" && (stumbles.get(key) ?? 0) < mostStumbles)) {
      setState(key, { kind: "waiting" });
      return false;
    }
    setState(key, { kind: "refused", id, message });
    await store(() => storage.put(wishOf(entry, { id, message })));
    return true;
  }

  const takeOut = (key: string) => {
    drop(key);
    void store((storage) => storage.remove(key));
  };

  void opened.then(sendAll);

  return {
    entries,
    kept,
    put(name, input) {
      const wish = { name, input } as Wish;
      for (const earlier of entries.get()) {
        if (earlier.state.kind !== "sending" && isOvertaken(earlier, wish)) takeOut(earlier.key);
      }
      const key = newKey();
      const now = Date.now();
      lastPlace = Math.max(lastPlace + 1, now);
      const entry: OutboxEntry = {
        ...wish,
        key,
        place: lastPlace,
        madeAt: new Date(now).toISOString(),
        state: { kind: "waiting" },
      };
      entries.set([...entries.get(), entry]);
      keeping.set(
        key,
        store((storage) => storage.put(wishOf(entry, null))).finally(() => keeping.delete(key)),
      );
      void sendAll();
      return key;
    },
    takeOut,
    tryAgain(key) {
      stumbles.delete(key);
      setState(key, { kind: "waiting" });
      void sendAll();
    },
    sendNow: () => void sendAll(),
    close() {
      closed = true;
      clearTimeout(timer);
      unsubscribe();
    },
  };
}

function wishOf({ state: _state, ...wish }: OutboxEntry, refusal: KeptWish["refusal"]): KeptWish {
  return { ...wish, refusal };
}

function entryOf({ refusal, ...wish }: KeptWish): OutboxEntry {
  return { ...wish, state: refusal === null ? { kind: "waiting" } : { kind: "refused", ...refusal } };
}

/** What a vote is about: of two on the same thing, only the later counts. */
function voteOn(wish: Wish): string | null {
  switch (wish.name) {
    case "takePosition":
      return `position ${wish.input.clauseId}`;
    case "supportAmendment":
      return `support ${wish.input.amendmentId}`;
    case "backIdea":
      return `backing ${wish.input.ideaId}`;
    default:
      return null;
  }
}

function isOvertaken(earlier: Wish, later: Wish): boolean {
  const vote = voteOn(later);
  return vote !== null && vote === voteOn(earlier);
}

/** `crypto.randomUUID` exists on https alone, and a hall's own network has often none. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

async function withinTime<Answer>(asking: Promise<Answer>): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const giveUp = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new RefusedError("unreachable", "The server did not answer in time.")),
      longestWait,
    );
  });
  try {
    return await Promise.race([asking, giveUp]);
  } finally {
    clearTimeout(timer);
  }
}
