/**
 * A writer who keeps account: which of their words the server told them are saved (R2), which words
 * of others they have seen (R1). It speaks the stock protocol plus the "stored" frame, with the
 * stock provider underneath.
 */
import type { WebSocket as ServerSideSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { schemaVersion } from "../../shared/declaration/grammar.ts";
import { messageType, readPlenaryMessage, syncType } from "../../shared/socketMessages.ts";
import { elementAt, type Joined, socketWithCookie } from "./stockClient.ts";

interface Pending {
  readonly word: string;
  /** The number of the text frame that carries it on the present socket; null while it waits for the next answer. */
  frame: number | null;
}

export class Witness {
  readonly document = new Y.Doc();
  readonly provider: WebsocketProvider;
  /** Words that the server said are stored. */
  readonly saved = new Set<string>();
  readonly written: string[] = [];
  readonly name: string;
  /** Ids of the notices the server sent, oldest first. */
  readonly notices: string[] = [];
  #pending: Pending[] = [];
  #framesSent = 0;
  #text: Y.XmlText | null = null;

  constructor(serverUrl: string, joined: Joined, name: string) {
    this.name = name;
    const count = (data: Uint8Array) => this.#count(data);
    const restart = () => {
      this.#framesSent = 0;
      for (const pending of this.#pending) pending.frame = null;
    };
    const Socket = socketWithCookie(joined.cookie) as unknown as typeof ServerSideSocket;
    class CountingSocket extends Socket {
      constructor(address: string) {
        super(address);
        restart();
      }
      override send(data: Uint8Array): void {
        count(data);
        super.send(data);
      }
    }
    this.provider = new WebsocketProvider(
      `${serverUrl.replace(/^http/, "ws")}/sync`,
      joined.declarationId,
      this.document,
      {
        disableBc: true,
        params: { plenary: "1", schema: String(schemaVersion) },
        WebSocketPolyfill: CountingSocket as unknown as typeof globalThis.WebSocket,
      },
    );
    // Where others' carets are is not what a witness looks at.
    this.provider.messageHandlers[messageType.carets] = () => {};
    for (const type of [messageType.stored, messageType.records, messageType.notice, messageType.people]) {
      this.provider.messageHandlers[type] = (_encoder, decoder) => {
        const message = readPlenaryMessage(type, decoder);
        if (message.kind === "stored") this.#stored(message.count);
        if (message.kind === "notice") this.notices.push(message.notice.id);
      };
    }
  }

  get unsaved(): number {
    return this.#pending.length;
  }

  /** Writes a word of its own into the first clause of the first theme, at the end of its own text. */
  write(word: string): void {
    this.written.push(word);
    this.document.transact(() => {
      if (this.#text === null) {
        this.#text = new Y.XmlText();
        elementAt(this.document.getXmlFragment("default"), 2, 0, 0).push([this.#text]);
      }
      this.#text.insert(this.#text.length, `${word} `);
    });
    this.#pending.push({ word, frame: this.provider.wsconnected ? this.#framesSent : null });
  }

  /** All words that stand in this copy of the text. */
  words(): Set<string> {
    return wordsOf(this.document);
  }

  leave(): void {
    this.provider.destroy();
    this.document.destroy();
  }

  #count(data: Uint8Array): void {
    if (data[0] !== messageType.sync || data[1] === syncType.step1) return;
    this.#framesSent += 1;
    if (data[1] !== syncType.step2) return;
    for (const pending of this.#pending) pending.frame ??= this.#framesSent;
  }

  #stored(count: number): void {
    const stored = this.#pending.filter((pending) => pending.frame !== null && pending.frame <= count);
    this.#pending = this.#pending.filter((pending) => !stored.includes(pending));
    for (const { word } of stored) this.saved.add(word);
  }
}

/** The words that stand in the first clause of the first theme. */
export function wordsOf(document: Y.Doc): Set<string> {
  const paragraph = elementAt(document.getXmlFragment("default"), 2, 0, 0);
  const text = paragraph
    .toArray()
    .map((child) => child.toString())
    .join("");
  return new Set(text.split(" ").filter(Boolean));
}
