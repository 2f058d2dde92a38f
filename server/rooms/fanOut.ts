/**
 * Sends what is stored to who is in the room: one frame encoded once for everybody of a group.
 * A send costs about 9 µs whatever its size, so updates are merged into ticks.
 */
import * as Y from "yjs";
import { limits } from "../../shared/limits.ts";
import { answerTextFrame, textFrame } from "../../shared/socketMessages.ts";
import type { Connection } from "./connection.ts";

/** How often a queue that was too full is looked at again. */
const catchUpMilliseconds = 50;

/** One group that gets the same frames at the same pace: those who write, or those who read. */
export class FanOut {
  readonly connections = new Set<Connection>();
  readonly #document: Y.Doc;
  readonly #tickMilliseconds: number;
  #merged: Uint8Array[] = [];
  #timer: NodeJS.Timeout | undefined;
  #anyoneBehind = false;
  /** State vector of what every member that keeps up holds. */
  #sentState: Uint8Array;

  /** `tickMilliseconds` is 0 for a group whose updates come in ticks already. */
  constructor(document: Y.Doc, tickMilliseconds: number) {
    this.#document = document;
    this.#tickMilliseconds = tickMilliseconds;
    this.#sentState = Y.encodeStateVector(document);
  }

  /**
   * Hands in an update that is on disk and in the document. Goes out at once when the group was
   * quiet, else with the tick; always at once where the group has no tick of its own.
   */
  publish(update: Uint8Array): void {
    this.#merged.push(update);
    if (this.#timer === undefined || this.#tickMilliseconds === 0) this.#flush();
  }

  /** Serves what that member lacks once its queue has drained (R10). */
  serveLater(connection: Connection, stateVector: Uint8Array): void {
    connection.behindSince = stateVector;
    this.#anyoneBehind = true;
    if (this.#timer === undefined) this.#flush();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#merged.length > 0) this.#sendMerged();
  }

  #flush(): void {
    if (this.#merged.length > 0) this.#sendMerged();
    this.#anyoneBehind = this.#catchUp();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#tickMilliseconds === 0 && !this.#anyoneBehind) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#merged.length > 0 || this.#anyoneBehind) this.#flush();
    }, this.#tickMilliseconds || catchUpMilliseconds);
  }

  #sendMerged(): void {
    const frame = textFrame(mergeInParts(this.#merged));
    this.#merged = [];
    for (const connection of this.connections) {
      if (connection.behindSince !== null) continue;
      // A frame that is too long by itself may hold words that were deleted since; the difference does not.
      const queued = connection.unsentBytes + frame.length;
      if (queued > limits.unsentBytes) connection.behindSince = this.#sentState;
      else connection.send(frame);
    }
    this.#sentState = Y.encodeStateVector(this.#document);
  }

  /** Serves one difference to everybody whose queue has drained (R10); answers whether somebody is still behind. */
  #catchUp(): boolean {
    let anyoneBehind = false;
    // Those who fell behind in one tick share the difference.
    const frames = new Map<Uint8Array, Uint8Array>();
    for (const connection of this.connections) {
      if (connection.behindSince === null) continue;
      if (connection.unsentBytes > 0) {
        anyoneBehind = true;
        continue;
      }
      const frame =
        frames.get(connection.behindSince) ??
        answerTextFrame(Y.encodeStateAsUpdate(this.#document, connection.behindSince));
      frames.set(connection.behindSince, frame);
      connection.send(frame);
      connection.behindSince = null;
    }
    return anyoneBehind;
  }
}

/** Merges in parts of 64, because the cost of one merge grows with the square of its parts. */
export function mergeInParts(updates: readonly Uint8Array[]): Uint8Array {
  let level = [...updates];
  while (level.length > 1) {
    const next: Uint8Array[] = [];
    for (let index = 0; index < level.length; index += 64)
      next.push(Y.mergeUpdates(level.slice(index, index + 64)));
    level = next;
  }
  return level[0] ?? new Uint8Array([0, 0]);
}
