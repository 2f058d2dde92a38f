/**
 * Carets on the wire. A whole presence state is about 250 bytes of JSON, most of it the same name and
 * colour every time; what moves is two positions. Clients of ours get a person's state once and then
 * moves of about 15 bytes; stock clients get whole states.
 */
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { limits } from "./limits.ts";
import { messageType } from "./socketMessages.ts";

/** Where a person's selection begins and ends, as Yjs encodes relative positions. */
export interface Caret {
  readonly anchor: Uint8Array;
  readonly head: Uint8Array;
}

export interface CaretMove {
  readonly clientId: number;
  readonly clock: number;
  /** Null while the person is elsewhere on the page. */
  readonly caret: Caret | null;
}

const shape = { none: 0, point: 1, range: 2 } as const;

export function caretsFrame(moves: readonly CaretMove[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageType.carets);
    encoding.writeVarUint(encoder, moves.length);
    for (const { clientId, clock, caret } of moves) {
      encoding.writeVarUint(encoder, clientId);
      encoding.writeVarUint(encoder, clock);
      if (caret === null) {
        encoding.writeVarUint(encoder, shape.none);
        continue;
      }
      const isPoint = equalBytes(caret.anchor, caret.head);
      encoding.writeVarUint(encoder, isPoint ? shape.point : shape.range);
      encoding.writeVarUint8Array(encoder, caret.anchor);
      if (!isPoint) encoding.writeVarUint8Array(encoder, caret.head);
    }
  });
}

/** Reads what follows the message type of a carets frame. */
export function readCarets(decoder: decoding.Decoder): CaretMove[] {
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const clientId = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const kind = decoding.readVarUint(decoder);
    if (kind === shape.none) return { clientId, clock, caret: null };
    const anchor = decoding.readVarUint8Array(decoder);
    const head = kind === shape.range ? decoding.readVarUint8Array(decoder) : anchor;
    return { clientId, clock, caret: { anchor, head } };
  });
}

/** The caret in the `cursor` field of a presence state as the editor binding writes it; undefined where it is none. */
export function caretOf(cursor: unknown): Caret | null | undefined {
  if (cursor === null || cursor === undefined) return null;
  if (typeof cursor !== "object") return undefined;
  const { anchor, head } = cursor as Record<string, unknown>;
  const bytes = [anchor, head].map(positionBytes);
  return bytes[0] && bytes[1] ? { anchor: bytes[0], head: bytes[1] } : undefined;
}

/** The `cursor` field of a presence state for a caret. */
export function cursorOf(caret: Caret | null): { anchor: unknown; head: unknown } | null {
  if (caret === null) return null;
  const [anchor, head] = [caret.anchor, caret.head].map((bytes) =>
    Y.relativePositionToJSON(Y.decodeRelativePosition(bytes)),
  );
  return { anchor, head };
}

function positionBytes(json: unknown): Uint8Array | null {
  if (typeof json !== "object" || json === null) return null;
  const { type, tname, item, assoc } = json as Record<string, unknown>;
  const isOptionalId = (id: unknown) => id === undefined || id === null || isId(id);
  const isName =
    tname === undefined || tname === null || (typeof tname === "string" && tname.length <= limits.nameLength);
  const isSide = assoc === undefined || Number.isSafeInteger(assoc);
  if (!isName || !isSide || !isOptionalId(type) || !isOptionalId(item)) return null;
  if (!type && !item && !tname) return null;
  return Y.encodeRelativePosition(Y.createRelativePositionFromJSON(json));
}

function isId(id: unknown): boolean {
  if (typeof id !== "object" || id === null) return false;
  const { client, clock } = id as Record<string, unknown>;
  return [client, clock].every((part) => Number.isSafeInteger(part) && (part as number) >= 0);
}

function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
