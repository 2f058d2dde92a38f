/** A stage for archives that were tampered with: after each story nothing may have come into the store. */
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import * as Y from "yjs";
import { archivePaths } from "../../shared/archive.ts";
import { fragmentName } from "../../shared/declaration/grammar.ts";
import {
  archive,
  authorsIn,
  bring,
  type Files,
  filesIn,
  type Lively,
  openLively,
  sealed,
} from "./archivist.ts";

export interface Forger {
  readonly here: Lively;
  /** An honest archive of it. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly files: Files;
  /** The archive with those files instead, under a manifest that says so. */
  forged(changes: Readonly<Record<string, Uint8Array>>): Uint8Array;
  without(path: string): Files;
  /** The text as it stands, as somebody with Yjs in hand would rewrite it. */
  rewritten(write: (document: Y.Doc, fragment: Y.XmlFragment) => void): Uint8Array;
  /** Brings the file, which must be refused by that name with those words. */
  isRefused(file: Uint8Array, id: string, says?: string): Promise<void>;
  /** That something came into the store was meant; answers what is there now. */
  grown(): Promise<string>;
}

/** Sets the stage for the test file that calls it. */
export function forgerStage(): Forger {
  let here: Lively;
  let bytes: Uint8Array<ArrayBuffer>;
  let files: Files;
  let before = "";

  beforeAll(async () => {
    here = await openLively();
    bytes = await archive(here);
    files = filesIn(bytes);
  });
  afterAll(() => here.door.close());
  beforeEach(async () => {
    before = await rows();
  });
  afterEach(async () => {
    expect(await rows()).toBe(before);
  });

  /** Everything that the store holds, counted. */
  async function rows(): Promise<string> {
    const { store } = here.door;
    const declarations = await store.listDeclarations();
    const counts = declarations.map(async ({ id }) => [
      id,
      (await store.loadText(id)).sequence,
      (await store.listRecords(id, 0, 1000)).length,
      (await store.listLinks(id)).length,
    ]);
    return JSON.stringify(await Promise.all(counts));
  }

  return {
    get here() {
      return here;
    },
    get bytes() {
      return bytes;
    },
    get files() {
      return files;
    },
    forged: (changes) => sealed({ ...files, ...changes }),
    without: (path) => Object.fromEntries(Object.entries(files).filter(([each]) => each !== path)),
    rewritten(write) {
      const document = new Y.Doc();
      Y.applyUpdate(document, files[archivePaths.state] ?? new Uint8Array());
      // One of the ids that the archive names, so that it is the text alone that is wrong.
      const { clients } = authorsIn(files);
      document.clientID = clients.find(({ participantId }) => participantId === null)?.clientId ?? 0;
      document.transact(() => write(document, document.getXmlFragment(fragmentName)));
      return Y.encodeStateAsUpdate(document);
    },
    async isRefused(file, id, says = "") {
      const answer = await bring(here, file);
      expect([answer.refusal, Math.floor(answer.status / 100)], answer.text).toEqual([id, 4]);
      expect(answer.text).toContain(says);
    },
    async grown() {
      before = await rows();
      return before;
    },
  };
}
