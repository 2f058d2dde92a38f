/** A person's session with one declaration: who they are, its text, its record, and whether their words are safe. */
import * as Y from "yjs";
import type { Me, WriterAnswer } from "../../shared/answers.ts";
import { schemaVersion } from "../../shared/declaration/grammar.ts";
import type { Deliberation } from "../../shared/deliberation/state.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import { askUntilReached } from "./askServer.ts";
import { type LiveText, openLiveText } from "./liveText.ts";
import { noLocalCopy, openLocalCopy } from "./localCopy.ts";
import { createOutbox, type Outbox } from "./outbox.ts";
import { openOutboxStorage } from "./outboxStorage.ts";
import { createRecordFeed } from "./recordFeed.ts";
import type { Value } from "./value.ts";

export interface DeclarationSession extends LiveText {
  readonly me: Me;
  readonly mode: "write" | "read";
  readonly records: Value<readonly PlenaryRecord[]>;
  /** What the records that this person may read come to. */
  readonly deliberation: Value<Deliberation>;
  /** What this person sends, on its way. */
  readonly outbox: Outbox;
  /**
   * After a refusal: throws this browser's copy away and loads the page anew. Keep `unsavedWords()`
   * somewhere before, they are gone after.
   */
  startAgain(): Promise<void>;
}

/**
 * Opens a declaration. A server that cannot be reached is asked until it answers; rejects with
 * RefusedError when it says no. `signal` gives up.
 */
export async function openDeclaration(options: {
  readonly declarationId: string;
  readonly mode: "write" | "read";
  readonly signal?: AbortSignal;
}): Promise<DeclarationSession> {
  const { declarationId, mode, signal = new AbortController().signal } = options;
  const writes = mode === "write";
  const address = `/api/declarations/${encodeURIComponent(declarationId)}`;
  const [me, writer] = await Promise.all([
    askUntilReached<Me>(`${address}/me`, undefined, signal),
    writes ? askUntilReached<WriterAnswer>(`${address}/writer`, {}, signal) : null,
  ]);
  const document = new Y.Doc();
  if (writer !== null) document.clientID = writer.clientId;
  const copy = writes ? await openLocalCopy(declarationId, me.participantId, document) : noLocalCopy;
  const feed = createRecordFeed(declarationId);
  const outbox = createOutbox({
    declarationId,
    storage: openOutboxStorage(declarationId, me.participantId),
    deliberation: feed.deliberation,
  });
  const live = openLiveText({
    declarationId,
    document,
    me,
    writes,
    copy,
    syncAddress: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/sync`,
    socket: WebSocket,
    refusal: me.schemaVersion === schemaVersion ? null : "schema-outdated",
    onConnected: () => {
      feed.catchUp();
      outbox.sendNow();
    },
    onRecords: feed.announce,
  });
  const close = () => {
    live.close();
    outbox.close();
    copy.close();
    document.destroy();
  };
  if (signal.aborted) close();
  return {
    ...live,
    me,
    mode,
    records: feed.records,
    deliberation: feed.deliberation,
    outbox,
    close,
    async startAgain() {
      live.close();
      await copy.discard();
      location.reload();
    },
  };
}
