/**
 * One websocket as cheap as it can be: thousands of these share a core, and the server must be what
 * is measured. All lines read into one buffer, so a frame is only valid while it is handed over.
 */
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

export interface Address {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface LineNews {
  /** A whole binary message; copy what you keep. */
  frame(frame: Buffer): void;
  /** The line is down, and nobody here asked for it. */
  dropped(reason: string): void;
}

const sharedBuffer = Buffer.allocUnsafe(512 * 1024);
const opcodes = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export class LineToServer {
  /** Resolves once the server has accepted the upgrade, rejects with its answer where it has not. */
  readonly opened: Promise<void>;
  bytesReceived = 0;
  readonly #socket: Socket;
  readonly #news: LineNews;
  #settle: { resolve: () => void; reject: (reason: Error) => void } | null = null;
  /** The start of something that has not come whole yet: the upgrade's answer or a frame's head. */
  #rest: Buffer | null = null;
  /** A frame whose payload is still coming in. */
  #payload: Buffer | null = null;
  #filled = 0;
  #opcode = 0;
  #ended = false;

  constructor(address: Address, news: LineNews) {
    this.#news = news;
    this.opened = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.#socket = connect({
      host: address.host,
      port: address.port,
      noDelay: true,
      onread: {
        buffer: sharedBuffer,
        callback: (length: number, buffer: Uint8Array) => {
          this.#take(Buffer.from(buffer.buffer, buffer.byteOffset, length));
          return true;
        },
      },
    });
    this.#socket.on("error", (error) => this.#down(error.message));
    this.#socket.on("close", () => this.#down("closed"));
    this.#socket.write(upgradeRequest(address));
  }

  /** Sends one binary message. */
  send(bytes: Uint8Array): void {
    this.#write(opcodes.binary, bytes);
  }

  end(): void {
    this.#ended = true;
    this.#socket.destroy();
  }

  #write(opcode: number, payload: Uint8Array): void {
    const { length } = payload;
    const head = Buffer.alloc(length < 126 ? 6 : length < 65_536 ? 8 : 14);
    head[0] = 0x80 | opcode;
    if (length < 126) head[1] = 0x80 | length;
    else if (length < 65_536) {
      head[1] = 0x80 | 126;
      head.writeUInt16BE(length, 2);
    } else {
      head[1] = 0x80 | 127;
      head.writeBigUInt64BE(BigInt(length), 2);
    }
    // The last four bytes are the mask; with zeros in it the payload stays as it is.
    this.#socket.write(Buffer.concat([head, payload]));
  }

  #take(chunk: Buffer): void {
    this.bytesReceived += chunk.length;
    let data = chunk;
    if (this.#rest !== null) {
      data = Buffer.concat([this.#rest, chunk]);
      this.#rest = null;
    }
    if (this.#settle !== null) {
      const after = this.#readUpgrade(data);
      if (after === null) return;
      data = after;
    }
    this.#readFrames(data);
  }

  /** What follows the answer to the upgrade; null while it is incomplete or where it is a refusal. */
  #readUpgrade(data: Buffer): Buffer | null {
    const end = data.indexOf("\r\n\r\n");
    if (end === -1) {
      this.#rest = Buffer.from(data);
      return null;
    }
    const first = data.toString("latin1", 0, data.indexOf("\r\n"));
    if (!/^HTTP\/1\.1 101 /.test(first)) {
      this.#down(`the server answered ${first}`);
      return null;
    }
    this.#settle?.resolve();
    this.#settle = null;
    return data.subarray(end + 4);
  }

  #readFrames(data: Buffer): void {
    let position = 0;
    while (position < data.length) {
      if (this.#payload !== null) {
        position = this.#fillPayload(this.#payload, data, position);
        continue;
      }
      const head = headOf(data, position);
      if (head === null) {
        this.#rest = Buffer.from(data.subarray(position));
        return;
      }
      const end = head.start + head.length;
      if (end <= data.length) {
        this.#frame(head.opcode, data.subarray(head.start, end));
        position = end;
      } else {
        this.#payload = Buffer.allocUnsafe(head.length);
        this.#opcode = head.opcode;
        this.#filled = 0;
        position = head.start;
      }
    }
  }

  #fillPayload(payload: Buffer, data: Buffer, position: number): number {
    const length = Math.min(payload.length - this.#filled, data.length - position);
    data.copy(payload, this.#filled, position, position + length);
    this.#filled += length;
    if (this.#filled === payload.length) {
      this.#payload = null;
      this.#frame(this.#opcode, payload);
    }
    return position + length;
  }

  #frame(opcode: number, payload: Buffer): void {
    if (opcode === opcodes.binary) this.#news.frame(payload);
    else if (opcode === opcodes.ping) this.#write(opcodes.pong, Buffer.from(payload));
    else if (opcode === opcodes.close) {
      const code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
      this.#down(`closed with ${code} ${payload.toString("utf8", 2)}`.trim());
    }
  }

  #down(reason: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#socket.destroy();
    if (this.#settle === null) this.#news.dropped(reason);
    else this.#settle.reject(new Error(`no line to the server: ${reason}`));
  }
}

function upgradeRequest({ host, port, path, headers }: Address): string {
  const lines = Object.entries({
    Host: `${host}:${port}`,
    Connection: "Upgrade",
    Upgrade: "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": randomBytes(16).toString("base64"),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`;
}

/** The head of the frame that begins there; null while it is incomplete. Servers do not mask, and none here splits a message. */
function headOf(data: Buffer, at: number): { opcode: number; start: number; length: number } | null {
  if (data.length < at + 2) return null;
  const opcode = (data[at] as number) & 0x0f;
  const short = (data[at + 1] as number) & 0x7f;
  if (short < 126) return { opcode, start: at + 2, length: short };
  const wide = short === 127;
  const start = at + (wide ? 10 : 4);
  if (data.length < start) return null;
  return { opcode, start, length: wide ? Number(data.readBigUInt64BE(at + 2)) : data.readUInt16BE(at + 2) };
}
