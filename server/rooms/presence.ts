/**
 * Who is writing where: one entry a connection, bounded, under the name of the session and not the
 * name somebody claims. Merged per tick, only what changed, only to those who write.
 */
import { type Caret, caretOf, caretsFrame } from "../../shared/carets.ts";
import { limits } from "../../shared/limits.ts";
import { type PresenceEntry, presenceFrame, readPresence } from "../../shared/socketMessages.ts";
import type { Connection } from "./connection.ts";

interface Entry {
  readonly clientId: number;
  readonly clock: number;
  /** The whole state, as stock clients want it. */
  readonly state: string;
  /** The state without its caret: what clients of ours are sent when it changes. */
  readonly person: string;
  /** Undefined where the state cannot be told in moves. */
  readonly caret: Caret | null | undefined;
}

/** Echoes of others' entries that a stock client appends are not looked at past this many. */
const mostEntriesRead = 8;
/** Colours of carets: hues that no theme has, so that a person is never taken for one; each at least 4.5:1 under white letters. */
const caretColours = ["#0B74B8", "#D1225F", "#3A7D1C", "#C4400C", "#57606A", "#8F2FCB", "#7A6200"];

/** What one tick has to say: to clients of ours, and whole to stock clients. */
export interface PresenceNews {
  readonly forPlenary: readonly Uint8Array[];
  readonly forStock: () => Uint8Array;
}

export class Presence {
  readonly #entries = new Map<Connection, Entry>();
  readonly #latest = new Map<Connection, Uint8Array>();
  #gone: PresenceEntry[] = [];
  readonly #ownsClientId: (connection: Connection, clientId: number) => boolean;

  constructor(ownsClientId: (connection: Connection, clientId: number) => boolean) {
    this.#ownsClientId = ownsClientId;
  }

  /** Keeps the newest update of a connection until the next tick; what came before it in this tick is not decoded. */
  offer(connection: Connection, update: Uint8Array): void {
    if (update.length <= limits.presenceBytes * mostEntriesRead) this.#latest.set(connection, update);
  }

  get waiting(): boolean {
    return this.#latest.size > 0 || this.#gone.length > 0;
  }

  leave(connection: Connection): void {
    this.#latest.delete(connection);
    const entry = this.#entries.get(connection);
    if (!entry) return;
    this.#entries.delete(connection);
    // With the clock it had: one more would be taken for the news with which a reconnecting person comes back.
    this.#gone.push({ clientId: entry.clientId, clock: entry.clock, state: "null" });
  }

  /** Everything that changed since the last tick, or null. */
  takeNews(): PresenceNews | null {
    const changed: Entry[] = [];
    const moved: Entry[] = [];
    for (const [connection, update] of this.#latest) {
      const before = this.#entries.get(connection);
      const entry = this.#read(connection, update, before);
      if (entry === null) continue;
      this.#entries.set(connection, entry);
      const onlyMoved = before?.person === entry.person && entry.caret !== undefined;
      (onlyMoved ? moved : changed).push(entry);
    }
    const back = new Set([...changed, ...moved].map((entry) => entry.clientId));
    const gone = this.#gone.filter((entry) => !back.has(entry.clientId));
    this.#latest.clear();
    this.#gone = [];
    const forPlenary: Uint8Array[] = [];
    if (changed.length + gone.length > 0) forPlenary.push(presenceFrame([...changed, ...gone]));
    if (moved.length > 0) {
      forPlenary.push(
        caretsFrame(moved.map(({ clientId, clock, caret }) => ({ clientId, clock, caret: caret ?? null }))),
      );
    }
    if (forPlenary.length === 0) return null;
    return { forPlenary, forStock: () => presenceFrame([...changed, ...moved, ...gone]) };
  }

  /** Everybody present, for one who just came. */
  everybody(): Uint8Array {
    return presenceFrame([...this.#entries.values()]);
  }

  #read(connection: Connection, update: Uint8Array, before: Entry | undefined): Entry | null {
    try {
      const own = readPresence(update, mostEntriesRead).find(({ clientId }) =>
        before === undefined ? this.#ownsClientId(connection, clientId) : clientId === before.clientId,
      );
      if (own === undefined || own.state.length > limits.presenceBytes) return null;
      if (before !== undefined && before.clock >= own.clock) return null;
      const signed = signedState(own.state, connection);
      return signed === null ? null : { clientId: own.clientId, clock: own.clock, ...signed };
    } catch {
      // What cannot be read is not shown; presence is news of the moment, nothing is lost by it.
      return null;
    }
  }
}

/** The state with the session's name and colour in place of whatever the client called itself; null for what is no state. */
function signedState(json: string, connection: Connection): Pick<Entry, "state" | "person" | "caret"> | null {
  const state: unknown = JSON.parse(json);
  if (state === null) return { state: "null", person: "null", caret: undefined };
  if (typeof state !== "object" || Array.isArray(state)) return null;
  const { id, name } = connection.participant;
  const signed = { ...state, user: { name, color: caretColour(id), participantId: id } };
  const { cursor, ...person } = signed as typeof signed & { cursor?: unknown };
  return { state: JSON.stringify(signed), person: JSON.stringify(person), caret: caretOf(cursor) };
}

/** The same person has the same colour in every window and after every reconnect. */
function caretColour(participantId: string): string {
  let sum = 0;
  for (const character of participantId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return caretColours[sum % caretColours.length] as string;
}
