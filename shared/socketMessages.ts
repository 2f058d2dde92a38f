/**
 * The wire: every message on `/sync/DECLARATION_ID`, both directions. One message a frame, because
 * the stock client reads only the first. Types 0 and 1 are y-websocket's own; 100 and up are ours
 * and go only to clients that asked with `?plenary=1`.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { PlenaryRecord } from "./records.ts";

export const messageType = {
  sync: 0,
  presence: 1,
  auth: 2,
  queryPresence: 3,
  stored: 100,
  records: 101,
  notice: 102,
  people: 103,
  carets: 104,
} as const;
export const syncType = { step1: 0, step2: 1, update: 2 } as const;

export type TextMessage =
  | { readonly kind: "askText"; readonly stateVector: Uint8Array }
  | { readonly kind: "text"; readonly answersAsk: boolean; readonly update: Uint8Array }
  | { readonly kind: "presence"; readonly update: Uint8Array }
  | { readonly kind: "askPresence" };

/** What a client may send. Throws on anything else, trailing bytes included. */
export function readClientFrame(frame: Uint8Array): TextMessage {
  const decoder = decoding.createDecoder(frame);
  const message = readClientMessage(decoder);
  if (decoding.hasContent(decoder)) throw new Error("bytes after the message");
  return message;
}

function readClientMessage(decoder: decoding.Decoder): TextMessage {
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case messageType.sync: {
      const sync = decoding.readVarUint(decoder);
      const bytes = decoding.readVarUint8Array(decoder);
      if (sync === syncType.step1) return { kind: "askText", stateVector: bytes };
      if (sync === syncType.step2 || sync === syncType.update) {
        return { kind: "text", answersAsk: sync === syncType.step2, update: bytes };
      }
      throw new Error(`unknown sync message ${sync}`);
    }
    case messageType.presence:
      return { kind: "presence", update: decoding.readVarUint8Array(decoder) };
    case messageType.queryPresence:
      return { kind: "askPresence" };
    default:
      throw new Error(`unknown message ${type}`);
  }
}

export function askTextFrame(stateVector: Uint8Array): Uint8Array {
  return syncFrame(syncType.step1, stateVector);
}

export function answerTextFrame(update: Uint8Array): Uint8Array {
  return syncFrame(syncType.step2, update);
}

export function textFrame(update: Uint8Array): Uint8Array {
  return syncFrame(syncType.update, update);
}

function syncFrame(type: number, bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageType.sync);
    encoding.writeVarUint(encoder, type);
    encoding.writeVarUint8Array(encoder, bytes);
  });
}

export interface PresenceEntry {
  readonly clientId: number;
  readonly clock: number;
  /** JSON of the state; `null` when the person has gone. */
  readonly state: string;
}

export function presenceFrame(entries: readonly PresenceEntry[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageType.presence);
    encoding.writeVarUint8Array(
      encoder,
      encoding.encode((inner) => {
        encoding.writeVarUint(inner, entries.length);
        for (const { clientId, clock, state } of entries) {
          encoding.writeVarUint(inner, clientId);
          encoding.writeVarUint(inner, clock);
          encoding.writeVarString(inner, state);
        }
      }),
    );
  });
}

/** At most `most` entries of a presence update; the rest is never decoded. */
export function readPresence(update: Uint8Array, most: number): PresenceEntry[] {
  const decoder = decoding.createDecoder(update);
  const count = Math.min(decoding.readVarUint(decoder), most);
  const entries: PresenceEntry[] = [];
  for (let index = 0; index < count; index++) {
    const clientId = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    entries.push({ clientId, clock, state: decoding.readVarString(decoder) });
  }
  return entries;
}

export interface Notice {
  readonly id: string;
  readonly message: string;
}

/** What this reader may see of the records after `after` up to `upTo`: whatever is not among them is not theirs to read. */
export interface RecordsNews {
  readonly after: number;
  readonly upTo: number;
  readonly records: readonly PlenaryRecord[];
}

/** What the server says beyond the stock protocol. */
export type PlenaryMessage =
  /** The first `count` text frames that this socket sent are on disk (R1, R2). */
  | { readonly kind: "stored"; readonly count: number }
  | ({ readonly kind: "records" } & RecordsNews)
  | { readonly kind: "notice"; readonly notice: Notice }
  /** How many are in the room. */
  | { readonly kind: "people"; readonly writers: number; readonly readers: number };

export function plenaryFrame(message: PlenaryMessage): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageType[message.kind]);
    switch (message.kind) {
      case "stored":
        encoding.writeVarUint(encoder, message.count);
        break;
      case "records":
        encoding.writeVarString(
          encoder,
          JSON.stringify({ after: message.after, upTo: message.upTo, records: message.records }),
        );
        break;
      case "notice":
        encoding.writeVarString(encoder, JSON.stringify(message.notice));
        break;
      case "people":
        encoding.writeVarUint(encoder, message.writers);
        encoding.writeVarUint(encoder, message.readers);
        break;
    }
  });
}

/** Reads what follows the type of one of our own messages, as the stock provider hands it over. */
export function readPlenaryMessage(type: number, decoder: decoding.Decoder): PlenaryMessage {
  switch (type) {
    case messageType.stored:
      return { kind: "stored", count: decoding.readVarUint(decoder) };
    case messageType.records:
      return { kind: "records", ...(JSON.parse(decoding.readVarString(decoder)) as RecordsNews) };
    case messageType.notice:
      return { kind: "notice", notice: JSON.parse(decoding.readVarString(decoder)) as Notice };
    case messageType.people:
      return {
        kind: "people",
        writers: decoding.readVarUint(decoder),
        readers: decoding.readVarUint(decoder),
      };
    default:
      throw new Error(`message ${type} is not ours`);
  }
}
