import * as Y from "yjs";
import type { KnownStructs, Struct } from "./knownStructs.ts";

/** The new structs of one update in an order in which each stands on known ones; what cannot be ordered is unresolved. */
export class Candidates {
  readonly #known: KnownStructs;
  readonly #queues: Map<number, Struct[]>;
  readonly #positions = new Map<number, number>();

  constructor(known: KnownStructs, queues: Map<number, Struct[]>) {
    this.#known = known;
    this.#queues = queues;
    for (const client of queues.keys()) this.#positions.set(client, 0);
  }

  get unresolved(): boolean {
    return [...this.#queues].some(([client, queue]) => (this.#positions.get(client) ?? 0) < queue.length);
  }

  state(client: number): number {
    const last = this.#queues.get(client)?.[(this.#positions.get(client) ?? 0) - 1];
    return last ? last.id.clock + last.length : this.#known.state(client);
  }

  find(id: Y.ID): Struct | null {
    const known = this.#known.find(id);
    if (known !== null) return known;
    const queue = this.#queues.get(id.client) ?? [];
    let low = 0;
    let high = (this.#positions.get(id.client) ?? 0) - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const struct = queue[middle] as Struct;
      if (id.clock < struct.id.clock) high = middle - 1;
      else if (id.clock >= struct.id.clock + struct.length) low = middle + 1;
      else return struct;
    }
    return null;
  }

  next(): Struct | null {
    for (const [client, queue] of this.#queues) {
      const position = this.#positions.get(client) ?? 0;
      const struct = queue[position];
      if (struct === undefined || !this.#standsOnKnown(struct)) continue;
      this.#positions.set(client, position + 1);
      return struct;
    }
    return null;
  }

  #standsOnKnown(struct: Struct): boolean {
    if (struct.id.clock > this.state(struct.id.client)) return false;
    if (!(struct instanceof Y.Item)) return true;
    const needed = [struct.origin, struct.rightOrigin, struct.parent];
    return needed.every((id) => !(id instanceof Y.ID) || id.clock < this.state(id.client));
  }
}
