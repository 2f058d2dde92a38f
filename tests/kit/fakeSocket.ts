/** A WebSocket whose other end is the test: nothing arrives, opens or closes but by its hand. */
import { readClientFrame, type TextMessage } from "../../shared/socketMessages.ts";

export class FakeSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  /** Every socket made, the newest last. */
  static made: FakeSocket[] = [];

  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readonly url: string;
  readyState = 0;
  binaryType = "blob";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  readonly frames: Uint8Array[] = [];

  constructor(url: string | URL) {
    super();
    this.url = String(url);
    FakeSocket.made.push(this);
  }

  send(frame: Uint8Array): void {
    this.frames.push(frame);
  }

  close(): void {
    this.readyState = 3;
  }

  /** What the client sent, read as the server reads it. */
  get messages(): TextMessage[] {
    return this.frames.map(readClientFrame);
  }

  get textFrames(): Uint8Array[] {
    return this.messages.flatMap((message) => (message.kind === "text" ? [message.update] : []));
  }

  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  deliver(frame: Uint8Array): void {
    this.onmessage?.({ data: new Uint8Array(frame).buffer });
  }

  /** The line ends, from the server's side or because it broke. */
  end(code: number, reason = ""): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}

/** The fake in the shape that a session takes. */
export const fakeWebSocket = FakeSocket as unknown as typeof WebSocket;
