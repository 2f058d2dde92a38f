/**
 * A line between one person and a room, owned by the test: frames travel only when it lets them, in
 * order; it can be cut, with what was under way lost, or go half-open, so that the person knows it
 * is gone and the server does not.
 */
import { EventEmitter } from "node:events";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";

export interface LineEnd {
  received(frame: Uint8Array): void;
  closed(code: number, reason: string): void;
}

export class Line {
  readonly toServer: Uint8Array[] = [];
  readonly toPerson: Uint8Array[] = [];
  /** What the room takes for a `ws` socket and the stream under it. */
  readonly serverSocket: WebSocket;
  readonly serverStream: Duplex;
  readonly #server = new EventEmitter();
  readonly #end: LineEnd;
  #state: "open" | "halfOpen" | "closed" = "open";

  constructor(end: LineEnd) {
    this.#end = end;
    const nothing = () => {};
    this.serverSocket = Object.assign(this.#server, {
      OPEN: 1,
      readyState: 1,
      bufferedAmount: 0,
      close: (code: number, reason: string) => this.#closedByServer(code, reason),
      terminate: () => this.#closedByServer(1006, ""),
      pause: nothing,
      resume: nothing,
      ping: nothing,
    }) as unknown as WebSocket;
    this.serverStream = {
      cork: nothing,
      uncork: nothing,
      write: (form: Uint8Array) => {
        if (this.#state === "open") this.toPerson.push(payloadOf(form));
      },
    } as unknown as Duplex;
  }

  get open(): boolean {
    return this.#state === "open";
  }

  send(frame: Uint8Array): void {
    if (this.#state === "open") this.toServer.push(Uint8Array.from(frame));
  }

  /** Lets up to that many frames arrive on each side. */
  carry(most: number): void {
    for (const frame of this.toServer.splice(0, most)) {
      if (this.#state === "open") this.#server.emit("message", Buffer.from(frame));
    }
    for (const frame of this.toPerson.splice(0, most)) {
      if (this.#state === "open") this.#end.received(frame);
    }
  }

  /** Both sides learn that the line is gone; what was under way is lost. */
  cut(): void {
    this.#forget();
    if (this.#state === "closed") return;
    const known = this.#state === "halfOpen";
    this.#state = "closed";
    this.#server.emit("close", 1006, Buffer.from(""));
    if (!known) this.#end.closed(1006, "");
  }

  /** The person learns that the line is gone; the server goes on sending into nowhere until it is cut. */
  goHalfOpen(): void {
    if (this.#state !== "open") return;
    this.#forget();
    this.#state = "halfOpen";
    this.#end.closed(1006, "");
  }

  #forget(): void {
    this.toServer.length = 0;
    this.toPerson.length = 0;
  }

  #closedByServer(code: number, reason: string): void {
    if (this.#state === "closed") return;
    const known = this.#state === "halfOpen";
    this.#state = "closed";
    this.#forget();
    queueMicrotask(() => {
      this.#server.emit("close", code, Buffer.from(reason));
      if (!known) this.#end.closed(code, reason);
    });
  }
}

/** What a websocket frame from the server carries (RFC 6455, section 5.2). */
function payloadOf(form: Uint8Array): Uint8Array {
  const length = form[1] ?? 0;
  return form.slice(length === 127 ? 10 : length === 126 ? 4 : 2);
}
