/**
 * Who is writing where: one entry a connection, bounded, under the name of the session and not the
 * name somebody claims. Merged per tick, only what changed, only to those who write.
 */
import { limits } from "../../shared/limits.ts";
import { type PresenceEntry, presenceFrame, readPresence } from "../../shared/socketMessages.ts";
import type { Connection } from "./connection.ts";

interface Entry {
  readonly clientId: number;
  clock: number;
  state: string;
}

/** Echoes of others' entries that a stock client appends are not looked at past this many. */
const mostEntriesRead = 8;
/** Colours of carets, apart from the theme colours; each at least 4.5:1 under white letters. */
const caretColours = [
  "#B4235A",
  "#1F6FB2",
  "#2E7D32",
  "#9A4B00",
  "#6A3FB5",
  "#00707A",
  "#8A2BA0",
  "#5B6300",
  "#B03A2E",
  "#34568B",
];

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
    const bound = this.#entries.has(connection)
      ? limits.presenceBytes * mostEntriesRead
      : limits.presenceBytes * 2;
    if (update.length <= bound) this.#latest.set(connection, update);
  }

  get waiting(): boolean {
    return this.#latest.size > 0 || this.#gone.length > 0;
  }

  leave(connection: Connection): void {
    this.#latest.delete(connection);
    const entry = this.#entries.get(connection);
    if (!entry) return;
    this.#entries.delete(connection);
    this.#gone.push({ clientId: entry.clientId, clock: entry.clock + 1, state: "null" });
  }

  /** One frame with everything that changed since the last tick, or null. */
  takeChanges(): Uint8Array | null {
    const changed: PresenceEntry[] = [];
    for (const [connection, update] of this.#latest) {
      const entry = this.#read(connection, update);
      if (entry !== null) changed.push({ ...entry });
    }
    const back = new Set(changed.map((entry) => entry.clientId));
    changed.push(...this.#gone.filter((entry) => !back.has(entry.clientId)));
    this.#latest.clear();
    this.#gone = [];
    return changed.length === 0 ? null : presenceFrame(changed);
  }

  /** Everybody present, for one who just came. */
  everybody(): Uint8Array {
    return presenceFrame([...this.#entries.values()]);
  }

  #read(connection: Connection, update: Uint8Array): Entry | null {
    let own: PresenceEntry | undefined;
    try {
      const known = this.#entries.get(connection)?.clientId;
      own = readPresence(update, mostEntriesRead).find(({ clientId }) =>
        known === undefined ? this.#ownsClientId(connection, clientId) : clientId === known,
      );
    } catch {
      return null;
    }
    if (own === undefined || own.state.length > limits.presenceBytes) return null;
    const state = signedState(own.state, connection);
    if (state === null) return null;
    const before = this.#entries.get(connection);
    if (before && before.clock >= own.clock) return null;
    const entry = { clientId: own.clientId, clock: own.clock, state };
    this.#entries.set(connection, entry);
    return entry;
  }
}

/** The state with the session's name and colour in place of whatever the client called itself; null for what is no state. */
function signedState(json: string, connection: Connection): string | null {
  let state: unknown;
  try {
    state = JSON.parse(json);
  } catch {
    return null;
  }
  if (state === null) return "null";
  if (typeof state !== "object" || Array.isArray(state)) return null;
  const { id, name } = connection.participant;
  return JSON.stringify({ ...state, user: { name, color: caretColour(id), participantId: id } });
}

/** The same person has the same colour in every window and after every reconnect. */
export function caretColour(participantId: string): string {
  let sum = 0;
  for (const character of participantId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return caretColours[sum % caretColours.length] as string;
}
