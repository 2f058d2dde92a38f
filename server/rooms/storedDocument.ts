/** From what is stored to a document. Better no room than a wrong one: a log that does not add up is refused. */
import * as Y from "yjs";
import type { StoredText } from "../store/store.ts";
import { type LostWords, Rescue } from "./rescue.ts";

/** A stored text as one update in format V1. Throws where the log has gaps. */
export function stateOf(stored: Pick<StoredText, "snapshot" | "updates">): Uint8Array {
  const document = new Y.Doc();
  document.transact(() => {
    takeSnapshot(document, stored);
    for (const update of stored.updates) Y.applyUpdate(document, update);
  });
  const state = Y.encodeStateAsUpdate(whole(document));
  document.destroy();
  return state;
}

export interface ReplayedText {
  readonly document: Y.Doc;
  /** Knows what stood in the texts that went since the snapshot. */
  readonly rescue: Rescue;
  /** Words that a merge swallowed just before the server went down, not yet written again. */
  readonly lost: readonly LostWords[];
}

/** The document of a stored text, update by update, for a room to go on where the last one stopped. Throws where the log has gaps. */
export function replay(stored: StoredText): ReplayedText {
  const document = new Y.Doc();
  takeSnapshot(document, stored);
  const rescue = new Rescue(document);
  const serverIds = new Set(
    stored.authors.flatMap((author) => (author.participantId === null ? [author.clientId] : [])),
  );
  let lost: LostWords[] = [];
  for (const update of stored.updates) {
    const swallowed = rescue.apply(update);
    // Whatever was lost before the server last wrote, it brought back with that.
    const serverWrote = [...Y.parseUpdateMeta(update).to.keys()].some((client) => serverIds.has(client));
    lost = serverWrote ? swallowed : [...lost, ...swallowed];
  }
  return { document: whole(document), rescue, lost };
}

function takeSnapshot(document: Y.Doc, { snapshot }: Pick<StoredText, "snapshot">): void {
  if (snapshot) Y.applyUpdateV2(document, snapshot.state);
}

function whole(document: Y.Doc): Y.Doc {
  if (document.store.pendingStructs !== null || document.store.pendingDs !== null) {
    throw new Error("the stored text has gaps");
  }
  return document;
}

/** The update that `write` comes to on a copy of `document`, under `clientId`; null where it changes nothing. */
export function updateOf(document: Y.Doc, clientId: number, write: (copy: Y.Doc) => void): Uint8Array | null {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(document));
  copy.clientID = clientId;
  let written: Uint8Array | null = null;
  copy.on("update", (update: Uint8Array) => {
    written = update;
  });
  try {
    copy.transact(() => write(copy));
    return written;
  } finally {
    copy.destroy();
  }
}
