/** Where what is waiting to be sent lies in this browser, of one person in one declaration. */
import type { CommandName, CommandRequest } from "../../shared/commands.ts";

/** A command that somebody gave and that the server has not carried out. */
export type Wish = {
  readonly [Name in CommandName]: { readonly name: Name; readonly input: CommandRequest<Name> };
}[CommandName];

export type KeptWish = Wish & {
  /** Under which it is carried out once, however often it is sent. */
  readonly key: string;
  /** Later ones have the larger number. */
  readonly place: number;
  /** ISO 8601, by this computer's clock. */
  readonly madeAt: string;
  /** What the server said where it will not do it; null while it is waiting. */
  readonly refusal: { readonly id: string; readonly message: string } | null;
};

export interface OutboxStorage {
  /** Whether it survives the closing of the browser. */
  readonly kept: boolean;
  /** All of them, in the order they were given. */
  list(): Promise<KeptWish[]>;
  has(key: string): Promise<boolean>;
  put(wish: KeptWish): Promise<void>;
  remove(key: string): Promise<void>;
}

const storeName = "wishes";

/** The storage of that person in IndexedDB; in memory alone where there is none (private mode). */
export async function openOutboxStorage(
  declarationId: string,
  participantId: string,
): Promise<OutboxStorage> {
  const database = await openDatabase(`plenary-outbox-${declarationId}-${participantId}`).catch(() => null);
  if (database === null) return storageInMemory();
  const work = async <Result>(
    mode: IDBTransactionMode,
    ask: (store: IDBObjectStore) => IDBRequest<Result>,
  ): Promise<Result> => {
    const transaction = database.transaction(storeName, mode);
    const asked = ask(transaction.objectStore(storeName));
    await settled(transaction);
    return asked.result;
  };
  return {
    kept: true,
    async list() {
      const wishes = await work<KeptWish[]>("readonly", (store) => store.getAll());
      return inOrder(wishes);
    },
    has: async (key) => (await work("readonly", (store) => store.count(key))) > 0,
    async put(wish) {
      await work("readwrite", (store) => store.put(wish));
    },
    async remove(key) {
      await work("readwrite", (store) => store.delete(key));
    },
  };
}

/** Holds until the page is closed. */
export function storageInMemory(): OutboxStorage {
  const wishes = new Map<string, KeptWish>();
  return {
    kept: false,
    list: async () => inOrder([...wishes.values()]),
    has: async (key) => wishes.has(key),
    async put(wish) {
      wishes.set(wish.key, wish);
    },
    async remove(key) {
      wishes.delete(key);
    },
  };
}

function inOrder(wishes: KeptWish[]): KeptWish[] {
  return wishes.sort((one, other) => one.place - other.place);
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Written for good only once the whole transaction is; a request that succeeded may still be undone by it. */
function settled(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}
