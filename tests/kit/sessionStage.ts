/** A session on a line whose other end is the test: the server's side is played by hand. */
import { afterEach, beforeEach, vi } from "vitest";
import * as Y from "yjs";
import { type LiveText, openLiveText } from "../../client/session/liveText.ts";
import { type LocalCopy, noLocalCopy, type Unsaved } from "../../client/session/localCopy.ts";
import { layDownTemplate } from "../../shared/declaration/template.ts";
import type { RefusalId } from "../../shared/refusals.ts";
import { answerTextFrame, askTextFrame, plenaryFrame } from "../../shared/socketMessages.ts";
import { FakeSocket, fakeWebSocket } from "./fakeSocket.ts";

export const server = new Y.Doc();
let made = 0;
layDownTemplate(server, "A declaration", () => `clause-${++made}`);

const open: LiveText[] = [];

/** Call once in a test file: time stands still unless the test moves it, and every session is closed after its test. */
export function playTheServer(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.made = [];
  });
  afterEach(() => {
    for (const live of open.splice(0)) live.close();
    vi.useRealTimers();
  });
}

interface Given {
  readonly writes?: boolean;
  readonly copy?: LocalCopy;
  readonly document?: Y.Doc;
  readonly refusal?: RefusalId;
}

export function openSession({
  writes = true,
  copy = noLocalCopy,
  document = new Y.Doc(),
  refusal,
}: Given = {}): LiveText {
  document.clientID = 7;
  const live = openLiveText({
    declarationId: "d1",
    document,
    me: { participantId: "p1", name: "Ada" },
    writes,
    copy,
    syncAddress: "ws://plenary.test/sync",
    socket: fakeWebSocket,
    refusal: refusal ?? null,
    onConnected: () => {},
    onRecords: () => {},
  });
  open.push(live);
  return live;
}

export function line(): FakeSocket {
  const socket = FakeSocket.made.at(-1);
  if (socket === undefined) throw new Error("no socket was made");
  return socket;
}

/** The server takes the line up, asks what the client has and brings all it has itself. */
export function takeUp(): void {
  line().open();
  line().deliver(askTextFrame(Y.encodeStateVector(server)));
  line().deliver(answerTextFrame(Y.encodeStateAsUpdate(server)));
}

export function stored(count: number): void {
  line().deliver(plenaryFrame({ kind: "stored", count }));
}

/** Writes into the first clause, as an editor does. */
export function write(live: LiveText, words: string): void {
  const paragraph = paragraphIn(live.document, 1);
  const text = paragraph.get(0);
  if (text instanceof Y.XmlText) text.insert(text.length, words);
  else paragraph.insert(0, [new Y.XmlText(words)]);
}

export function paragraphIn(document: Y.Doc, section: number): Y.XmlElement {
  const holder = document.getXmlFragment("default").get(section) as Y.XmlElement;
  return (holder.get(0) as Y.XmlElement).get(0) as Y.XmlElement;
}

export const kind = (live: LiveText) => live.saveStatus.get().kind;

export function keptCopy(unsavedBefore: Unsaved = new Map()) {
  const notes: [number, number][][] = [];
  const copy: LocalCopy = {
    ...noLocalCopy,
    kept: true,
    unsavedBefore,
    keepUnsaved: (unsaved) => notes.push([...unsaved]),
  };
  return { copy, notes };
}
