/**
 * The copy of a declaration that this browser keeps, with a note of what the server has not
 * acknowledged. It belongs to one person: whoever shares the computer sees nothing of it.
 */
import type { Doc } from "yjs";

/** The first clock of each Yjs client id whose words are not known to be stored. */
export type Unsaved = ReadonlyMap<number, number>;

export interface LocalCopy {
  /** Whether words survive a reload of the tab. */
  readonly kept: boolean;
  /** What an earlier tab wrote and never heard of again. */
  readonly unsavedBefore: Unsaved;
  keepUnsaved(unsaved: Unsaved): void;
  /** Deletes the copy. */
  discard(): Promise<void>;
  close(): void;
}

/** Where IndexedDB is not to be had (private mode): nothing is kept, and that is said. */
export const noLocalCopy: LocalCopy = {
  kept: false,
  unsavedBefore: new Map(),
  keepUnsaved() {},
  async discard() {},
  close() {},
};

const unsavedKey = "unsaved";
const longestDiscard = 3000;

/** Fills `document` from the copy and keeps it from then on. Resolves with noLocalCopy where that is impossible. */
export async function openLocalCopy(
  declarationId: string,
  participantId: string,
  document: Doc,
): Promise<LocalCopy> {
  if (!(await canKeep())) return noLocalCopy;
  const { IndexeddbPersistence, clearDocument } = await import("y-indexeddb");
  const name = `plenary-${declarationId}-${participantId}`;
  const persistence = new IndexeddbPersistence(name, document);
  await persistence.whenSynced;
  const before: unknown = await persistence.get(unsavedKey);
  return {
    kept: true,
    unsavedBefore: readUnsaved(before),
    keepUnsaved(unsaved) {
      const note = JSON.stringify([...unsaved]);
      persistence.set(unsavedKey, note).catch((error: unknown) => console.error(error));
    },
    async discard() {
      await persistence.destroy();
      // Another tab of the same person holds the copy open; it must not hold this one up.
      await Promise.race([
        clearDocument(name),
        new Promise((resolve) => setTimeout(resolve, longestDiscard)),
      ]);
    },
    close() {
      void persistence.destroy();
    },
  };
}

function readUnsaved(note: unknown): Unsaved {
  return typeof note === "string" ? new Map(JSON.parse(note) as [number, number][]) : new Map();
}

/** Asks by trying: a browser in private mode has the interface and refuses at the first use. */
function canKeep(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open("plenary-probe");
      request.onerror = () => resolve(false);
      request.onsuccess = () => {
        request.result.close();
        resolve(true);
      };
    } catch {
      resolve(false);
    }
  });
}
