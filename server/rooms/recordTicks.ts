/**
 * News of records on their way to everybody in the room: at once when it was quiet, while it is busy one frame a
 * tick, encoded once for all to whom it looks the same. A hall that votes makes hundreds of records in a moment.
 */
import { limits, tickMilliseconds } from "../../shared/limits.ts";
import { plenaryFrame } from "../../shared/socketMessages.ts";
import type { Connection } from "./connection.ts";
import type { RoomRecords } from "./roomRecords.ts";

export class RecordTicks {
  readonly #records: RoomRecords;
  readonly #connections: ReadonlySet<Connection>;
  #announced: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(records: RoomRecords, connections: ReadonlySet<Connection>) {
    this.#records = records;
    this.#connections = connections;
    this.#announced = records.deliberation.sequence;
  }

  /** There are more records. */
  publish(): void {
    if (this.#timer !== undefined) return;
    this.#send();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#announced < this.#records.deliberation.sequence) this.publish();
    }, tickMilliseconds.readers);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #send(): void {
    const after = this.#announced;
    this.#announced = this.#records.deliberation.sequence;
    // Whoever does not keep up misses this piece, sees that by the next one's numbers, and asks (R10).
    const listening = [...this.#connections].filter(
      (connection) => connection.speaksPlenary && connection.unsentBytes <= limits.unsentBytes,
    );
    for (const { news, connections } of this.#records.groupsOf(listening, after)) {
      const frame = plenaryFrame({ kind: "records", ...news });
      for (const connection of connections) connection.send(frame);
    }
  }
}
