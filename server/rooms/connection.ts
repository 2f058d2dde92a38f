/**
 * One socket of one person: what it may take, how fast it is read, and how far its own frames are
 * stored. A connection knows nothing of the text; the room does.
 */
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { type Action, may } from "../../shared/permissions.ts";
import { type PlenaryMessage, plenaryFrame } from "../../shared/socketMessages.ts";
import type { Refusal } from "../errors.ts";
import type { ParticipantRow } from "../store/store.ts";
import type { Allowance } from "./allowance.ts";
import { writeFrame } from "./streamWrites.ts";

export interface ConnectionNews {
  /** What that person, on all their sockets together, may still send. */
  allowanceOf(participant: ParticipantRow): Allowance;
  frame(connection: Connection, frame: Uint8Array): void;
  closed(connection: Connection): void;
}

export class Connection {
  readonly participant: ParticipantRow;
  /** Whether it asked for frames of our own with `?plenary=1`. */
  readonly speaksPlenary: boolean;
  readonly writes: boolean;
  /** What the peer is known to hold since it was skipped (R10); null while it keeps up. */
  behindSince: Uint8Array | null = null;
  /** Whether news of who is where passed it by while its queue was full. */
  missedPresence = false;
  /** Asks for its whole text that it has not answered yet; nothing is called stored meanwhile (R2). */
  unansweredAsks = 0;
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  #textFrames = 0;
  /** Numbers of frames that could not be taken because something before them was missing. */
  #missed: number[] = [];
  /** Numbers of its text frames that are accepted but not on disk yet, ascending. */
  #unstored: number[] = [];
  #told = 0;
  readonly #allowance: Allowance;
  #resumeTimer: NodeJS.Timeout | undefined;
  #alive = true;
  #closed = false;

  /** `stream` is what `socket` writes to. */
  constructor(
    socket: WebSocket,
    stream: Duplex,
    participant: ParticipantRow,
    speaksPlenary: boolean,
    news: ConnectionNews,
  ) {
    this.#socket = socket;
    this.#stream = stream;
    this.participant = participant;
    this.speaksPlenary = speaksPlenary;
    this.writes = this.may("writeText");
    this.#allowance = news.allowanceOf(participant);
    socket.on("message", (data: Buffer) => {
      this.#alive = true;
      this.spend(data.length);
      if (!this.#closed) news.frame(this, data);
    });
    socket.on("pong", () => {
      this.#alive = true;
    });
    socket.on("close", () => {
      this.#closed = true;
      clearTimeout(this.#resumeTimer);
      news.closed(this);
    });
  }

  may(action: Action): boolean {
    return may(this.participant.role, action);
  }

  /** Bytes handed to the socket that the peer has not taken yet. */
  get unsentBytes(): number {
    return this.#socket.bufferedAmount;
  }

  get open(): boolean {
    return !this.#closed && this.#socket.readyState === this.#socket.OPEN;
  }

  send(frame: Uint8Array): void {
    if (this.open) writeFrame(this.#stream, frame);
  }

  /** Sends one of our own messages, to those alone who asked for them. */
  tell(message: PlenaryMessage): void {
    if (this.speaksPlenary) this.send(plenaryFrame(message));
  }

  /** Closes for good, with the refusal's code and its id as the reason. Frames still on their way are dropped. */
  refuse(refusal: Refusal): void {
    if (this.#closed) return;
    this.tell({ kind: "notice", notice: { id: refusal.id, message: refusal.message } });
    this.close(refusal.closeCode, refusal.id);
  }

  close(code: number, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#socket.resume();
    this.#socket.close(code, reason);
  }

  /** Called every heartbeat: a peer that answered nothing since the last one is gone. */
  probe(): void {
    if (!this.#alive) {
      this.#socket.terminate();
      return;
    }
    this.#alive = false;
    if (this.open) this.#socket.ping();
  }

  /** Numbers a text frame that just came in, from 1. */
  countTextFrame(): number {
    this.#textFrames += 1;
    return this.#textFrames;
  }

  awaitStored(frameNumber: number): void {
    this.#unstored.push(frameNumber);
  }

  /** A frame built on something that never arrived: it counts as stored only with the answer to an ask. */
  missed(frameNumber: number): void {
    this.#missed.push(frameNumber);
    this.awaitStored(frameNumber);
  }

  /** How many frames wait for an answer that makes them good. */
  get missedFrames(): number {
    return this.#missed.length;
  }

  /** The whole text came. Answers the missed frames that it makes good, once no further answer is due. */
  answered(): readonly number[] {
    this.unansweredAsks = Math.max(0, this.unansweredAsks - 1);
    return this.unansweredAsks > 0 ? [] : this.#missed.splice(0);
  }

  /** These frames are on disk now. Call `tellStored` after. */
  markStored(frameNumbers: ReadonlySet<number>): void {
    this.#unstored = this.#unstored.filter((number) => !frameNumbers.has(number));
  }

  /** Says how many of its text frames are on disk, where that is news (R1, R2). */
  tellStored(): void {
    if (this.unansweredAsks > 0) return;
    const count = (this.#unstored[0] ?? this.#textFrames + 1) - 1;
    if (count <= this.#told) return;
    this.#told = count;
    this.tell({ kind: "stored", count });
  }

  /**
   * Counts what was read from this socket, or was sent because it asked. A session that moves more
   * than any hand can write is read more slowly; nothing is refused (R9).
   */
  spend(bytes: number): void {
    const pause = this.#allowance.spend(bytes);
    if (pause === 0 || this.#closed || this.#resumeTimer !== undefined) return;
    this.#socket.pause();
    this.#resumeTimer = setTimeout(() => {
      this.#resumeTimer = undefined;
      this.#socket.resume();
    }, pause);
  }
}
