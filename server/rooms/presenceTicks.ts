/** Sends news of who is where in ticks, to those who write: in moves to clients of ours, whole to stock clients. */
import { limits } from "../../shared/limits.ts";
import type { Connection } from "./connection.ts";
import { Presence, type PresenceNews } from "./presence.ts";

const tickMilliseconds = 100;

export class PresenceTicks {
  readonly #presence: Presence;
  readonly #members: ReadonlySet<Connection>;
  #timer: NodeJS.Timeout | undefined;
  #sentAt = 0;

  constructor(
    members: ReadonlySet<Connection>,
    ownsClientId: (connection: Connection, clientId: number) => boolean,
  ) {
    this.#members = members;
    this.#presence = new Presence(ownsClientId);
  }

  /** Everybody present, for one who came or asks; a full queue is served when it has drained (R10). */
  answer(connection: Connection): void {
    if (connection.unsentBytes > limits.unsentBytes) {
      connection.missedPresence = true;
      return;
    }
    const everybody = this.#presence.everybody();
    connection.send(everybody);
    connection.spend(everybody.length);
  }

  offer(connection: Connection, update: Uint8Array): void {
    this.#presence.offer(connection, update);
    this.#schedule();
  }

  leave(connection: Connection): void {
    this.#presence.leave(connection);
    this.#schedule();
  }

  /** Text goes out to the same people now: what is due soon goes along in the same write. */
  goAlong(): void {
    if (this.#timer !== undefined && performance.now() - this.#sentAt >= tickMilliseconds) this.#tick();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    if (this.#timer !== undefined || !this.#presence.waiting) return;
    this.#timer = setTimeout(() => this.#tick(), tickMilliseconds);
  }

  #tick(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sentAt = performance.now();
    const news = this.#presence.takeNews();
    if (news !== null) this.#send(news);
  }

  #send(news: PresenceNews): void {
    let stock: Uint8Array | null = null;
    for (const connection of this.#members) {
      if (connection.unsentBytes > limits.unsentBytes) {
        connection.missedPresence = true;
      } else if (connection.missedPresence) {
        connection.missedPresence = false;
        connection.send(this.#presence.everybody());
      } else if (connection.speaksPlenary) {
        for (const frame of news.forPlenary) connection.send(frame);
      } else {
        stock ??= news.forStock();
        connection.send(stock);
      }
    }
  }
}
