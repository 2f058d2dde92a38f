/**
 * Which rooms are open: one promise per declaration while it loads, and a room is let go only after
 * its last write is on disk, then looked at again (R11).
 */
import type { Logger } from "pino";
import * as Y from "yjs";
import type { PlenaryRecord, RecordKinds } from "../../shared/records.ts";
import { Refusal } from "../errors.ts";
import type { ParticipantDirectory } from "../participant/participantDirectory.ts";
import { createGroupCommit, type GroupCommit } from "../store/groupCommit.ts";
import type { NewRecord, Store, StoredText } from "../store/store.ts";
import { type Decided, decideIn, decideOnTextIn, type Ground, type Made } from "./decisions.ts";
import { Room } from "./room.ts";
import { RoomRecords } from "./roomRecords.ts";
import { replay, stateOf } from "./storedDocument.ts";
import { TextLog } from "./textLog.ts";

export interface RoomsOptions {
  readonly store: Store;
  readonly participants: ParticipantDirectory;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How long an empty room stays loaded: a reload of the only page should not load it anew. */
const idleMilliseconds = 30_000;
/** Updates after the newest snapshot that make a new one worth its cost. */
const updatesPerSnapshot = 500;

export class Rooms {
  readonly #options: RoomsOptions;
  readonly #groupCommit: GroupCommit;
  readonly #rooms = new Map<string, Promise<Room>>();
  readonly #snapshots = new Map<string, number>();
  readonly #idleTimers = new Map<string, NodeJS.Timeout>();
  #closing = false;

  constructor(options: RoomsOptions) {
    this.#options = options;
    this.#groupCommit = createGroupCommit(options.store);
  }

  /** The room of a declaration, loaded once however many ask. Refusal declaration-unknown; a load that fails stores nothing. */
  open(declarationId: string): Promise<Room> {
    clearTimeout(this.#idleTimers.get(declarationId));
    this.#idleTimers.delete(declarationId);
    const open = this.#rooms.get(declarationId);
    if (open) {
      // Whoever asked may never come in; and a room that is just being let go sees that it is wanted.
      this.#letGoWhenIdle(declarationId);
      return open;
    }
    const loading = this.#load(declarationId);
    this.#rooms.set(declarationId, loading);
    loading.then(
      () => this.#letGoWhenIdle(declarationId),
      () => this.#rooms.delete(declarationId),
    );
    return loading;
  }

  /** Tells everybody in the room about records that are on disk. */
  announce(declarationId: string, records: readonly PlenaryRecord[]): void {
    this.#whenOpen(declarationId, (room) => this.#announceIn(room, records));
  }

  /** Runs a decision that leaves the text alone: one transaction, then everybody is told. */
  async decide<Outcome extends Decided>(
    declarationId: string,
    decision: (ground: Ground) => Promise<Outcome>,
  ): Promise<Made<Outcome>> {
    const room = await this.open(declarationId);
    const made = await decideIn(room, this.#options.store, decision);
    this.#announceIn(room, [made.record]);
    return made;
  }

  /** Runs a decision that changes text and record together; `authorId` answers for the words. */
  async decideOnText<Outcome extends Decided>(
    declarationId: string,
    authorId: string,
    decision: (ground: Ground) => Promise<Outcome>,
  ): Promise<Made<Outcome>> {
    const room = await this.open(declarationId);
    const made = await decideOnTextIn(room, this.#options.store, authorId, decision);
    this.#announceIn(room, [made.record]);
    return made;
  }

  /** The records of a declaration and what they come to, for whoever reads them. */
  async recordsOf(declarationId: string): Promise<RoomRecords> {
    return (await this.open(declarationId)).records;
  }

  #announceIn(room: Room, records: readonly PlenaryRecord[]): void {
    if (room.records.take(records)) {
      room.announce();
      return;
    }
    room.records.catchUp(this.#options.store).then(
      () => room.announce(),
      (error: unknown) =>
        this.#options.log.error(
          { err: error, declarationId: room.declarationId },
          "records could not be read",
        ),
    );
  }

  /** Looks at everybody's standing again and closes who lost theirs (R3). */
  sweep(declarationId: string): void {
    this.#whenOpen(declarationId, (room) => room.sweep());
  }

  /** The text as it is on disk, as a document of the caller's own. Refusal declaration-unknown. */
  async readText(declarationId: string): Promise<Y.Doc> {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, await this.readTextState(declarationId));
    return copy;
  }

  /** The text as it is on disk, or was at that place of its log, as one update in format V1. Refusal declaration-unknown. */
  async readTextState(declarationId: string, sequence?: number): Promise<Uint8Array> {
    if (sequence !== undefined)
      return stateOf(await this.#options.store.loadTextUpTo(declarationId, sequence));
    const open = this.#rooms.get(declarationId);
    if (open !== undefined) return Y.encodeStateAsUpdate((await open).document);
    return (await this.#readable(declarationId, stateOf)).text;
  }

  /** A small Yjs client id under which that person, and nobody else ever, writes (R8). */
  async takeClientId(declarationId: string, participantId: string | null): Promise<number> {
    const clientId = await this.#options.store.takeClientId(declarationId, participantId);
    const room = await this.#rooms.get(declarationId)?.catch(() => undefined);
    room?.authors.set(clientId, participantId);
    return clientId;
  }

  /** How much is going on, for the metrics. */
  async census(): Promise<{ rooms: number; connections: number }> {
    const rooms = await Promise.all([...this.#rooms.values()].map((room) => room.catch(() => null)));
    return {
      rooms: rooms.length,
      connections: rooms.reduce((sum, room) => sum + (room?.connections.size ?? 0), 0),
    };
  }

  /** Lets everybody go with a code that their browsers retry, and resolves once all is on disk. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const timer of this.#idleTimers.values()) clearTimeout(timer);
    const rooms = await Promise.all([...this.#rooms.values()].map((room) => room.catch(() => null)));
    for (const room of rooms) {
      if (room === null) continue;
      for (const connection of room.connections) connection.close(1012, "restart");
      await room.stop();
      await this.#snapshot(room, 1).catch((error: unknown) =>
        this.#options.log.error({ err: error }, "no snapshot at closing"),
      );
    }
    await this.#groupCommit.idle();
    this.#rooms.clear();
  }

  async #load(declarationId: string): Promise<Room> {
    if (this.#closing) throw new Refusal("internal");
    const { stored, text } = await this.#readable(declarationId, replay);
    this.#snapshots.set(declarationId, stored.snapshot?.sequence ?? 0);
    const textLog = new TextLog(declarationId, stored.sequence, this.#groupCommit, this.#options.log);
    textLog.mustReload = () => this.#abandon(room);
    const records = new RoomRecords(declarationId);
    await records.catchUp(this.#options.store);
    const room = new Room({
      declarationId,
      records,
      now: this.#options.now,
      text,
      authors: stored.authors,
      log: this.#options.log,
      textLog,
      standing: (participantId) => this.#options.participants.standing(participantId),
      takeServerClientId: () => this.#options.store.takeClientId(declarationId, null),
      emptied: () => this.#letGoWhenIdle(declarationId),
      alarmed: (alarm) => this.#raiseAlarm(declarationId, alarm),
      joined: (data) => this.#record(declarationId, { kind: "clauseJoined", participantId: null, data }),
      grown: () => this.#snapshotWhenDue(room),
    });
    return room;
  }

  #raiseAlarm(declarationId: string, alarm: RecordKinds["textAlarm"]): void {
    this.#options.log.warn({ declarationId, ...alarm }, "one update deleted most of the text");
    this.#record(declarationId, { kind: "textAlarm", participantId: null, data: alarm }).catch(() => {});
  }

  /** Records what the server itself has seen, and tells everybody. */
  async #record(declarationId: string, seen: NewRecord): Promise<void> {
    try {
      this.announce(declarationId, [await this.#options.store.appendRecord(declarationId, seen)]);
    } catch (error) {
      this.#options.log.error(
        { err: error, declarationId, kind: seen.kind },
        "what was seen could not be recorded",
      );
      throw error;
    }
  }

  /** The stored text as `read` makes it; a snapshot that cannot be read is passed over, the log before it is still whole. */
  async #readable<Text>(
    declarationId: string,
    read: (stored: StoredText) => Text,
  ): Promise<{ stored: StoredText; text: Text }> {
    const { store, log } = this.#options;
    if ((await store.findDeclaration(declarationId)) === null) throw new Refusal("declaration-unknown");
    let stored = await store.loadText(declarationId);
    while (true) {
      try {
        return { stored, text: read(stored) };
      } catch (error) {
        if (stored.snapshot === null) throw error;
        log.error(
          { err: error, declarationId, sequence: stored.snapshot.sequence },
          "a snapshot cannot be read",
        );
        stored = await store.loadText(declarationId, stored.snapshot.sequence);
      }
    }
  }

  #whenOpen(declarationId: string, act: (room: Room) => void): void {
    this.#rooms.get(declarationId)?.then(act, () => {});
  }

  #letGoWhenIdle(declarationId: string): void {
    if (this.#closing || this.#idleTimers.has(declarationId)) return;
    const timer = setTimeout(() => {
      this.#idleTimers.delete(declarationId);
      this.#letGo(declarationId).catch((error: unknown) => {
        this.#options.log.error({ err: error, declarationId }, "a room could not be let go");
        this.#letGoWhenIdle(declarationId);
      });
    }, idleMilliseconds);
    timer.unref();
    this.#idleTimers.set(declarationId, timer);
  }

  async #letGo(declarationId: string): Promise<void> {
    const room = await this.#rooms.get(declarationId);
    if (!room || room.connections.size > 0) return;
    await room.textLog.idle();
    await this.#snapshot(room, 1);
    if (room.connections.size > 0 || this.#idleTimers.has(declarationId)) return;
    this.#rooms.delete(declarationId);
    this.#snapshots.delete(declarationId);
    await room.stop();
    room.document.destroy();
  }

  /** What the room holds is not what is on disk: everybody is sent away and comes back to what is. */
  #abandon(room: Room): void {
    const { declarationId } = room;
    const leave = async () => {
      const current = await this.#rooms.get(declarationId)?.catch(() => null);
      if (current === room) this.#rooms.delete(declarationId);
      for (const connection of room.connections) connection.close(1012, "reload");
      await room.stop();
    };
    leave().catch((error: unknown) =>
      this.#options.log.error({ err: error, declarationId }, "a room could not be abandoned"),
    );
  }

  #snapshotWhenDue(room: Room): void {
    this.#snapshot(room, updatesPerSnapshot).catch((error: unknown) =>
      this.#options.log.error(
        { err: error, declarationId: room.declarationId },
        "a snapshot could not be stored",
      ),
    );
  }

  async #snapshot(room: Room, atLeast: number): Promise<void> {
    const { sequence } = room.textLog;
    const before = this.#snapshots.get(room.declarationId) ?? 0;
    if (sequence - before < atLeast) return;
    this.#snapshots.set(room.declarationId, sequence);
    try {
      await this.#options.store.saveSnapshot(
        room.declarationId,
        sequence,
        Y.encodeStateAsUpdateV2(room.document),
      );
    } catch (error) {
      this.#snapshots.set(room.declarationId, before);
      throw error;
    }
  }
}
