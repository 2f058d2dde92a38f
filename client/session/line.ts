/**
 * One socket as the save status sees it: how many text frames went out on it, and how many of them
 * are on the server's disk. Reset with every socket, as the server's count is.
 */
import { limits } from "../../shared/limits.ts";
import { messageType, syncType } from "../../shared/socketMessages.ts";

export class Line {
  sent = 0;
  stored = 0;
  /** Whether the server's "what do you have?" was answered: from then on it knows every earlier edit. */
  answered = false;
  /** Whether there are edits that no frame of this line holds. */
  owes = false;
  #updateWentOut = false;

  /**
   * Whether `frame` may go out. Before the answer, single updates are held back: they may build on
   * edits that the server has yet to ask for, and the answer holds them anyway.
   */
  admit(frame: Uint8Array): "send" | "hold" | "tooLarge" {
    const [type, sync] = frame;
    if (type !== messageType.sync || sync === syncType.step1) return "send";
    if (frame.length > limits.textFrameBytes) return "tooLarge";
    if (sync === syncType.step2) {
      this.answered = true;
      this.owes = false;
    } else {
      if (!this.answered) return "hold";
      this.#updateWentOut = true;
    }
    this.sent += 1;
    return "send";
  }

  /** Call after each update of the document, once the provider had its turn: a closing socket sends nothing. */
  noteUpdate(local: boolean): void {
    if (local && !this.#updateWentOut) this.owes = true;
    this.#updateWentOut = false;
  }
}

export interface LineNews {
  /** A new socket was made. */
  opened(line: Line): void;
  sent(): void;
  tooLarge(): void;
}

/** A WebSocket for the stock provider that keeps count in a Line of its own. */
export function countingSocket(Base: typeof WebSocket, news: LineNews): typeof WebSocket {
  return class extends Base {
    readonly #line = new Line();

    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      news.opened(this.#line);
    }

    override send(data: Parameters<WebSocket["send"]>[0]): void {
      if (data instanceof Uint8Array) {
        const verdict = this.#line.admit(data);
        if (verdict === "tooLarge") news.tooLarge();
        if (verdict !== "send") return;
      }
      super.send(data);
      news.sent();
    }
  };
}
