/** How a client speaks to each kind of server, with the frames both ways. */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import {
  answerTextFrame,
  askTextFrame,
  messageType,
  syncType,
  textFrame,
} from "../../../shared/socketMessages.ts";
import type { Dialect } from "../tasks.ts";

/** What matters of a server's frame. */
export interface Reading {
  /** The server asks for our text and says what it has. */
  readonly asks: Uint8Array | null;
  /** It answers our own asking: the text as a whole. */
  readonly answers: boolean;
  readonly updates: readonly Uint8Array[];
}

export interface Wire {
  /** What a client sends as soon as its line is open. */
  readonly greeting: readonly Uint8Array[];
  /** Whether the server holds a text that it sends to whoever comes. */
  readonly hasText: boolean;
  text(update: Uint8Array): Uint8Array;
  answer(update: Uint8Array): Uint8Array;
  /** `frame` in the stock wire, as this server wants it. */
  presence(frame: Uint8Array): Uint8Array;
  /** Throws on a frame that cannot be read: a bench must not overlook what it does not understand. */
  read(frame: Uint8Array): Reading;
}

/** The one document of the servers that tell documents by name. */
export const documentName = "declaration";

const nothing: Reading = { asks: null, answers: false, updates: [] };
const emptyStateVector = new Uint8Array([0]);

export function wireOf(dialect: Dialect): Wire {
  switch (dialect) {
    case "stock":
      return {
        greeting: [askTextFrame(emptyStateVector)],
        hasText: true,
        text: textFrame,
        answer: answerTextFrame,
        presence: (frame) => frame,
        read: (frame) => readStock(decoding.createDecoder(frame)),
      };
    case "hocuspocus":
      return hocuspocusWire();
    case "relay":
      return {
        greeting: [],
        hasText: false,
        text: textFrame,
        answer: answerTextFrame,
        presence: (frame) => frame,
        read: readBatch,
      };
  }
}

/** Hocuspocus puts the document's name before the stock frame, and wants a token first. */
function hocuspocusWire(): Wire {
  const named = (frame: Uint8Array) =>
    encoding.encode((encoder) => {
      encoding.writeVarString(encoder, documentName);
      encoding.writeUint8Array(encoder, frame);
    });
  const token = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageType.auth);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, "token");
  });
  return {
    greeting: [named(token), named(askTextFrame(emptyStateVector))],
    hasText: true,
    text: (update) => named(textFrame(update)),
    answer: (update) => named(answerTextFrame(update)),
    presence: named,
    read: (frame) => {
      const decoder = decoding.createDecoder(frame);
      decoding.readVarString(decoder);
      return readStock(decoder);
    },
  };
}

function readStock(decoder: decoding.Decoder): Reading {
  if (decoding.readVarUint(decoder) !== messageType.sync) return nothing;
  const type = decoding.readVarUint(decoder);
  const bytes = decoding.readVarUint8Array(decoder);
  if (type === syncType.step1) return { ...nothing, asks: bytes };
  return { asks: null, answers: type === syncType.step2, updates: [bytes] };
}

/** The relay's frames: the writers' own, one after another, each with its length. */
function readBatch(frame: Uint8Array): Reading {
  const updates: Uint8Array[] = [];
  const decoder = decoding.createDecoder(frame);
  while (decoding.hasContent(decoder)) {
    updates.push(...readStock(decoding.createDecoder(decoding.readVarUint8Array(decoder))).updates);
  }
  return { ...nothing, updates };
}
