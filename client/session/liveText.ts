/** The text of one declaration on a live line, and whether what was written here is safe (R2). */
import { Awareness } from "y-protocols/awareness";
import type { Doc, Transaction } from "yjs";
import { fragmentName } from "../../shared/declaration/grammar.ts";
import { isRefusalId, type RefusalId, refusalOf } from "../../shared/refusals.ts";
import type { Notice, PlenaryMessage } from "../../shared/socketMessages.ts";
import { type CuredProvider, curedProvider } from "./curedProvider.ts";
import { countingSocket, Line } from "./line.ts";
import type { LocalCopy } from "./localCopy.ts";
import { createPresence, type PresentPerson } from "./presence.ts";
import { allStored, type SaveFacts, type SaveStatus, saveStatusOf, saysTheSame } from "./saveStatus.ts";
import { type UnsavedClause, unsavedWordsOf } from "./unsavedWords.ts";
import { createValue, type Value } from "./value.ts";

export interface People {
  readonly writers: number;
  readonly readers: number;
}

export interface LiveText {
  readonly document: Doc;
  readonly awareness: Awareness;
  readonly saveStatus: Value<SaveStatus>;
  /** Whether there is text to show: from this browser's copy, or from the server. */
  readonly textReady: Value<boolean>;
  readonly people: Value<People>;
  /** Everybody who writes here, this person included; empty while reading along. */
  readonly present: Value<readonly PresentPerson[]>;
  /** The last thing the server had to say beyond a refusal. */
  readonly notice: Value<Notice | null>;
  /** While held, words of others wait (at most three seconds), so that they do not break a composition. */
  holdRemote(held: boolean): void;
  /** What was written in this browser and never acknowledged by the server, clause by clause. */
  unsavedWords(): UnsavedClause[];
  close(): void;
}

export interface LiveTextOptions {
  readonly declarationId: string;
  readonly document: Doc;
  readonly me: { readonly participantId: string; readonly name: string };
  readonly writes: boolean;
  readonly copy: LocalCopy;
  /** Up to the declaration's id, for example `wss://drafting.example.org/sync`. */
  readonly syncAddress: string;
  readonly socket: typeof WebSocket;
  /** Set where writing is refused before it began; the line then stays closed. */
  readonly refusal: RefusalId | null;
  readonly onConnected: () => void;
  readonly onRecords: (message: PlenaryMessage & { kind: "records" }) => void;
}

export function openLiveText(options: LiveTextOptions): LiveText {
  const { document, writes, copy } = options;
  const awareness = new Awareness(document);
  if (!writes) awareness.setLocalState(null);
  const people = createValue<People>({ writers: 0, readers: 0 });
  const notice = createValue<Notice | null>(null);
  const textReady = createValue(document.getXmlFragment(fragmentName).length > 0);
  const unsaved = new Map(copy.unsavedBefore);
  let refusal = options.refusal === null ? null : refusalNamed(options.refusal);
  let line = new Line();

  const facts = (): SaveFacts => ({
    refusal,
    textReady: textReady.get(),
    connected: provider.wsconnected,
    synced: provider.synced,
    writes,
    answered: line.answered && !line.owes,
    sent: line.sent,
    stored: line.stored,
    unsaved: unsaved.size > 0,
    keptHere: copy.kept,
  });
  const look = () => {
    if (provider.synced) textReady.set(true);
    if (refusal === null && unsaved.size > 0 && allStored(facts())) {
      unsaved.clear();
      copy.keepUnsaved(unsaved);
    }
    const status = saveStatusOf(facts());
    if (!saysTheSame(status, saveStatus.get())) saveStatus.set(status);
  };
  const refuse = (id: string) => {
    refusal ??= refusalNamed(id);
    provider.disconnect();
    look();
  };

  const socket = countingSocket(options.socket, {
    opened(newLine) {
      line = newLine;
    },
    sent: () => look(),
    tooLarge: () => refuse("frame-too-large"),
  });
  const cured: CuredProvider = curedProvider({
    ...options,
    awareness,
    socket,
    news: {
      presence: (update) => presence.read(update),
      plenary(message) {
        switch (message.kind) {
          case "stored":
            line.stored = message.count;
            look();
            break;
          case "records":
            options.onRecords(message);
            break;
          case "notice":
            notice.set(message.notice);
            break;
          case "people":
            people.set({ writers: message.writers, readers: message.readers });
            break;
        }
      },
    },
  });
  const { provider } = cured;
  const saveStatus = createValue<SaveStatus>({ kind: "opening" });
  const presence = createPresence(awareness, options.me, (frame) => {
    if (provider.wsconnected) provider.ws?.send(new Uint8Array(frame));
  });

  const noteUpdate = (_update: Uint8Array, _origin: unknown, _document: Doc, transaction: Transaction) => {
    line.noteUpdate(transaction.local);
    if (!transaction.local) return;
    const { clientID } = document;
    if (!unsaved.has(clientID)) {
      unsaved.set(clientID, transaction.beforeState.get(clientID) ?? 0);
      copy.keepUnsaved(unsaved);
    }
    look();
  };
  document.on("update", noteUpdate);
  provider.on("sync", look);
  provider.on("status", ({ status }) => {
    if (status === "connected") {
      presence.renew();
      options.onConnected();
    } else if (status === "disconnected") presence.forgetOthers();
    look();
  });
  provider.on("closed", ({ code, reason }) => refuse(isRefusalId(reason) ? reason : refusalOfCode(code)));
  if (refusal === null) provider.connect();
  look();

  return {
    document,
    awareness,
    saveStatus,
    textReady,
    people,
    present: presence.present,
    notice,
    holdRemote: (held) => cured.hold(held),
    unsavedWords: () => unsavedWordsOf(document, unsaved),
    close() {
      document.off("update", noteUpdate);
      presence.stop();
      cured.stop();
      awareness.destroy();
    },
  };
}

function refusalNamed(id: string): { id: string; message: string } {
  const known: RefusalId = isRefusalId(id) ? id : "internal";
  return { id: known, message: refusalOf(known).message };
}

/** A proxy may drop the reason of a close; its code still says the kind. */
function refusalOfCode(code: number): RefusalId {
  switch (code) {
    case 4401:
      return "session-missing";
    case 4403:
      return "role-not-allowed";
    case 4404:
      return "declaration-unknown";
    case 4409:
      return "schema-outdated";
    case 4413:
      return "frame-too-large";
    case 4422:
      return "text-not-allowed";
    case 4423:
      return "author-mismatch";
    case 4424:
      return "clause-frozen";
    default:
      return "frame-malformed";
  }
}
