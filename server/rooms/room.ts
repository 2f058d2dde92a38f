/**
 * The room of one declaration: who is in it, and the one way in which its text changes: guard → log →
 * document → everybody. The document never runs ahead of the disk, so what anybody is sent is stored (R1).
 */
import * as Y from "yjs";
import { heartbeatMilliseconds, limits, tickMilliseconds } from "../../shared/limits.ts";
import { askTextFrame, presenceFrame, readClientFrame } from "../../shared/socketMessages.ts";
import { Refusal } from "../errors.ts";
import type { ParticipantRow } from "../store/store.ts";
import { type Allowance, Allowances } from "./allowance.ts";
import type { Connection, ConnectionNews } from "./connection.ts";
import { FanOut } from "./fanOut.ts";
import { frozenParts } from "./frozenParts.ts";
import { HeadCount } from "./headCount.ts";
import { JoinedClauses } from "./joinedClauses.ts";
import { JoinState } from "./joinState.ts";
import { MassDeletionWatch } from "./massDeletion.ts";
import { PresenceTicks } from "./presenceTicks.ts";
import { RecordTicks } from "./recordTicks.ts";
import { Referee } from "./referee.ts";
import type { Rescue } from "./rescue.ts";
import type { RoomOptions } from "./roomOptions.ts";
import type { RoomRecords } from "./roomRecords.ts";
import { updateOf } from "./storedDocument.ts";
import { TextGuard } from "./textGuard.ts";
import type { Entry, TextLog } from "./textLog.ts";

export class Room implements ConnectionNews {
  readonly declarationId: string;
  readonly document: Y.Doc;
  readonly authors: Map<number, string | null>;
  readonly connections = new Set<Connection>();
  readonly textLog: TextLog;
  readonly records: RoomRecords;
  readonly #recordTicks: RecordTicks;
  readonly #options: RoomOptions;
  readonly #guard: TextGuard;
  readonly #writers: FanOut;
  readonly #readers: FanOut;
  readonly #presence: PresenceTicks;
  readonly #joinState: JoinState;
  readonly #referee: Referee;
  readonly #joinedClauses: JoinedClauses;
  readonly #rescue: Rescue;
  readonly #massDeletion: MassDeletionWatch;
  readonly #allowances = new Allowances();
  readonly #headCount: HeadCount;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #frozen = () => frozenParts(this.records.deliberation, this.#options.now());

  constructor(options: RoomOptions) {
    this.#options = options;
    this.declarationId = options.declarationId;
    this.document = options.text.document;
    this.authors = new Map(options.authors.map(({ clientId, participantId }) => [clientId, participantId]));
    this.records = options.records;
    this.#recordTicks = new RecordTicks(this.records, this.connections);
    this.#guard = new TextGuard(this.document, this.authors);
    this.#joinState = new JoinState(this.document);
    this.#massDeletion = new MassDeletionWatch(this.document);
    // The log's tick is the writers' tick: what it hands on goes out at once.
    this.#writers = new FanOut(this.document, 0);
    this.#readers = new FanOut(this.document, tickMilliseconds.readers);
    this.#headCount = new HeadCount(this.#writers.connections, this.#readers.connections);
    this.#presence = new PresenceTicks(this.#writers.connections, (connection, clientId) =>
      this.#ownsClientId(connection, clientId),
    );
    this.textLog = options.textLog;
    this.#rescue = options.text.rescue;
    this.#joinedClauses = new JoinedClauses({
      document: this.document,
      deliberation: () => this.records.deliberation,
      wordsGone: (clauseId) => this.#rescue.wordsGone(clauseId),
      record: options.joined,
    });
    this.#referee = new Referee({
      document: this.document,
      log: options.log,
      frozen: this.#frozen,
      takeClientId: async () => {
        const clientId = await options.takeServerClientId();
        this.authors.set(clientId, null);
        return clientId;
      },
      write: (update, stored) => {
        const verdict = this.#guard.check(update, null);
        if (verdict.kind !== "accepted") return false;
        this.textLog.add({ update: verdict.update, authors: [], structural: true, stored });
        return true;
      },
    });
    this.textLog.onStored = (update, entries) => this.#stored(update, entries);
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMilliseconds);
    this.#referee.look(options.text.lost);
  }

  /** Takes the connection in, or refuses it where its person has too many. */
  join(connection: Connection): void {
    if (!this.allowanceOf(connection.participant).enter()) {
      connection.refuse(new Refusal("too-many-windows"));
      return;
    }
    this.connections.add(connection);
    this.#groupOf(connection).connections.add(connection);
    if (connection.writes) {
      connection.unansweredAsks = 1;
      connection.send(askTextFrame(Y.encodeStateVector(this.document)));
      this.#presence.answer(connection);
    }
    this.#headCount.changed();
  }

  allowanceOf(participant: ParticipantRow): Allowance {
    return this.#allowances.of(participant);
  }

  closed(connection: Connection): void {
    if (!this.connections.delete(connection)) return;
    this.allowanceOf(connection.participant).leave();
    this.#groupOf(connection).connections.delete(connection);
    this.#presence.leave(connection);
    this.#headCount.changed();
    if (this.connections.size === 0) this.#options.emptied();
  }

  frame(connection: Connection, frame: Uint8Array): void {
    try {
      this.#requireStanding(connection);
      if (frame.length > limits.textFrameBytes) throw new Refusal("frame-too-large");
      this.#read(connection, frame);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal("internal");
      if (!(error instanceof Refusal))
        this.#options.log.error({ err: error, declarationId: this.declarationId }, "a frame failed");
      this.#options.log.info(
        { refusal: refusal.id, participantId: connection.participant.id, declarationId: this.declarationId },
        "socket refused",
      );
      connection.refuse(refusal);
    }
  }

  /** There are more records, on disk and taken in: everybody is told what is theirs to read. */
  announce(): void {
    this.#recordTicks.publish();
  }

  /**
   * The update that `write` comes to, under a client id that nobody used yet; null where it changes nothing.
   * Call it in the text log's turn alone: the document is then what is on disk.
   */
  rewritten(clientId: number, authorId: string, write: (document: Y.Doc) => void): Uint8Array | null {
    this.authors.set(clientId, authorId);
    const update = updateOf(this.document, clientId, write);
    if (update === null) return null;
    const verdict = this.#guard.check(update, null);
    if (verdict.kind !== "accepted") throw new Error("the server's own change of the text was not taken");
    return verdict.update;
  }

  /** Closes everybody who lost their standing (R3). */
  sweep(): void {
    for (const connection of this.connections) {
      const lost = this.#options.standing(connection.participant.id);
      if (lost !== null) connection.refuse(new Refusal(lost));
    }
  }

  /** Resolves once nothing waits for the disk any more. */
  async stop(): Promise<void> {
    clearInterval(this.#heartbeat);
    this.#presence.stop();
    this.#recordTicks.stop();
    this.#headCount.stop();
    await this.textLog.idle();
    this.#writers.stop();
    this.#readers.stop();
  }

  #read(connection: Connection, frame: Uint8Array): void {
    const message = readFrame(frame);
    switch (message.kind) {
      case "askText":
        this.#answerText(connection, message.stateVector);
        break;
      case "text":
        this.#takeText(connection, message.update, message.answersAsk);
        break;
      case "presence":
        if (!connection.may("showPresence")) return;
        this.#presence.offer(connection, message.update);
        break;
      case "askPresence":
        if (connection.writes) this.#presence.answer(connection);
        break;
    }
  }

  #takeText(connection: Connection, update: Uint8Array, answersAsk: boolean): void {
    const number = connection.countTextFrame();
    const { participant } = connection;
    if (!connection.may("writeText")) {
      if (update.some((byte) => byte !== 0)) throw new Refusal("read-only");
      return;
    }
    // Words that wait for a disk that takes none must not fill the memory; the browser keeps them.
    if (this.textLog.waitingBytes > limits.unstoredBytes) throw new Refusal("storage-failed");
    const verdict = this.#guard.check(update, participant.id, this.#frozen());
    if (verdict.kind === "gap") {
      if (answersAsk || connection.missedFrames >= limits.missedFrames) throw new Refusal("frame-malformed");
      this.#askAgain(connection, number);
      return;
    }
    const numbers = [number, ...(answersAsk ? connection.answered() : [])];
    connection.awaitStored(number);
    const from = { connection, numbers };
    if (verdict.kind === "nothing") {
      this.textLog.add({ update: null, authors: [], structural: false, from });
      return;
    }
    const authors = verdict.newClients.map((clientId) => ({ clientId, participantId: participant.id }));
    for (const { clientId } of authors) this.authors.set(clientId, participant.id);
    this.textLog.add({ update: verdict.update, authors, structural: verdict.structural, from });
  }

  /** An update is on disk and takes effect. */
  #stored(update: Uint8Array, entries: readonly Entry[]): void {
    const lost = this.#rescue.apply(update);
    const alarm = this.#massDeletion.takeAlarm(this.textLog.sequence, entries);
    if (alarm !== null) this.#options.alarmed(alarm);
    this.#guard.settle();
    this.#joinState.note(update);
    this.#writers.publish(update);
    this.#presence.goAlong();
    this.#readers.publish(update);
    // A decision that changes the text comes without entries.
    const structural = entries.length === 0 || entries.some((entry) => entry.structural);
    this.#joinedClauses.look(update.length, structural);
    if (lost.length > 0 || structural) this.#referee.look(lost);
    // A snapshot of a text that still lacks lost words would make its lack good for ever.
    if (this.#referee.idle) this.#options.grown();
  }

  /** One answer makes good whatever was sent before it, so nothing is asked while one is due. */
  #askAgain(connection: Connection, missedFrame: number): void {
    connection.missed(missedFrame);
    if (connection.unansweredAsks > 0) return;
    connection.unansweredAsks = 1;
    connection.send(askTextFrame(Y.encodeStateVector(this.document)));
  }

  #answerText(connection: Connection, stateVector: Uint8Array): void {
    try {
      if (connection.unsentBytes > limits.unsentBytes) {
        Y.decodeStateVector(stateVector);
        this.#groupOf(connection).serveLater(connection, stateVector);
        return;
      }
      for (const frame of this.#joinState.answer(stateVector)) {
        connection.send(frame);
        connection.spend(frame.length);
      }
    } catch {
      throw new Refusal("frame-malformed");
    }
  }

  #requireStanding(connection: Connection): void {
    const lost = this.#options.standing(connection.participant.id);
    if (lost !== null) throw new Refusal(lost);
  }

  #ownsClientId(connection: Connection, clientId: number): boolean {
    const author = this.authors.get(clientId);
    return author === undefined || author === connection.participant.id;
  }

  #groupOf(connection: Connection): FanOut {
    return connection.writes ? this.#writers : this.#readers;
  }

  #beat(): void {
    const heartbeat = presenceFrame([]);
    for (const connection of this.connections) {
      connection.send(heartbeat);
      connection.probe();
    }
    this.sweep();
  }
}

function readFrame(frame: Uint8Array): ReturnType<typeof readClientFrame> {
  try {
    return readClientFrame(frame);
  } catch {
    throw new Refusal("frame-malformed");
  }
}
