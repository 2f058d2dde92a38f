/**
 * What the room knows of its text: the document (always exactly what is on disk) and, on top of it,
 * the accepted updates that wait for their commit. The text guard looks structs up here, so that a
 * frame may build on the one before it although that one is not stored yet.
 */
import * as Y from "yjs";

export type Struct = Y.Item | Y.GC;

export class KnownStructs {
  readonly #document: Y.Doc;
  /** Accepted, not yet stored: by client, contiguous, in order of clock. */
  readonly #waiting = new Map<number, Struct[]>();

  constructor(document: Y.Doc) {
    this.#document = document;
  }

  /** The first clock of that client that is not known. */
  state(client: number): number {
    const last = this.#waiting.get(client)?.at(-1);
    return last ? last.id.clock + last.length : Y.getState(this.#document.store, client);
  }

  /** The known struct that holds `id`, or null. */
  find(id: Y.ID): Struct | null {
    const stored = this.#document.store.clients.get(id.client);
    if (stored && id.clock < Y.getState(this.#document.store, id.client)) {
      return stored[Y.findIndexSS(stored, id.clock)] as Struct;
    }
    const waiting = this.#waiting.get(id.client);
    return waiting ? structAt(waiting, id.clock) : null;
  }

  /** Whether everything in the range is deleted in the stored document already. */
  isDeleted(client: number, clock: number, length: number): boolean {
    const structs = this.#document.store.clients.get(client);
    const end = clock + length;
    if (length === 0) return true;
    if (!structs || end > Y.getState(this.#document.store, client)) return false;
    for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
      const struct = structs[index] as Struct;
      if (struct.id.clock >= end) break;
      if (!struct.deleted) return false;
    }
    return true;
  }

  /** Takes in the structs of an accepted update. They must follow on what is known. */
  add(structs: Iterable<Struct>): void {
    for (const struct of structs) {
      const waiting = this.#waiting.get(struct.id.client);
      if (waiting) waiting.push(struct);
      else this.#waiting.set(struct.id.client, [struct]);
    }
  }

  /** Forgets what has reached the document. */
  settle(): void {
    for (const [client, structs] of this.#waiting) {
      const stored = Y.getState(this.#document.store, client);
      const rest = structs.filter((struct) => struct.id.clock + struct.length > stored);
      if (rest.length === 0) this.#waiting.delete(client);
      else this.#waiting.set(client, rest);
    }
  }
}

/** The struct that holds that clock, among structs of one client in order of clock; null where none does. */
export function structAt<Each extends Struct>(structs: readonly Each[], clock: number): Each | null {
  let low = 0;
  let high = structs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const struct = structs[middle] as Each;
    if (clock < struct.id.clock) high = middle - 1;
    else if (clock >= struct.id.clock + struct.length) low = middle + 1;
    else return struct;
  }
  return null;
}
