/** A named person with a real editor, on a line that the test owns, speaking the plain y-websocket protocol. */
import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import { Connection } from "../../server/rooms/connection.ts";
import type { Room } from "../../server/rooms/room.ts";
import type { ParticipantRow } from "../../server/store/store.ts";
import {
  answerTextFrame,
  askTextFrame,
  messageType,
  syncType,
  textFrame,
} from "../../shared/socketMessages.ts";
import { type BoundEditor, openEditor } from "./boundEditor.ts";
import { Line } from "./line.ts";

export class Drafter {
  readonly hands: BoundEditor;
  /** The id of the refusal that closed a line for good, if any ever did. */
  refused: string | null = null;
  readonly #participant: ParticipantRow;
  #line: Line | null = null;
  /** Lines that the server still believes in. */
  readonly #halfOpen: Line[] = [];
  #synced = false;

  constructor(participant: ParticipantRow, clientId: number, state: Uint8Array) {
    this.#participant = participant;
    this.hands = openEditor(participant.name, state, clientId);
    this.hands.document.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "server") this.#line?.send(textFrame(update));
    });
  }

  get online(): boolean {
    return this.#line?.open === true;
  }

  get synced(): boolean {
    return this.online && this.#synced;
  }

  comesInto(room: Room): void {
    if (this.online) return;
    const line = new Line({
      received: (frame) => this.#received(frame),
      closed: (_code, reason) => {
        if (reason !== "" && reason !== "restart") this.refused ??= reason;
        if (this.#line === line) this.#line = null;
      },
    });
    this.#line = line;
    this.#synced = false;
    const connection = new Connection(line.serverSocket, line.serverStream, this.#participant, false, room);
    room.join(connection);
    line.send(askTextFrame(Y.encodeStateVector(this.hands.document)));
  }

  carry(most: number): void {
    this.#line?.carry(most);
  }

  losesTheLine(): void {
    this.#line?.cut();
  }

  sleeps(): void {
    const line = this.#line;
    if (line === null) return;
    line.goHalfOpen();
    this.#halfOpen.push(line);
  }

  /** The server gives up the lines that it alone still believed in. */
  isMissed(): void {
    for (const line of this.#halfOpen.splice(0)) line.cut();
  }

  /** Sends once more what it has, as a client does that is not sure. */
  repeats(): void {
    this.#line?.send(textFrame(Y.encodeStateAsUpdate(this.hands.document)));
  }

  leaves(): void {
    this.isMissed();
    this.losesTheLine();
    this.hands.close();
    this.hands.document.destroy();
  }

  #received(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    if (decoding.readVarUint(decoder) !== messageType.sync) return;
    const type = decoding.readVarUint(decoder);
    const bytes = decoding.readVarUint8Array(decoder);
    if (type === syncType.step1) {
      this.#line?.send(answerTextFrame(Y.encodeStateAsUpdate(this.hands.document, bytes)));
      return;
    }
    Y.applyUpdate(this.hands.document, bytes, "server");
    if (type === syncType.step2) this.#synced = true;
  }
}
