import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { type LiveText, openLiveText } from "../client/session/liveText.ts";
import { type LocalCopy, noLocalCopy, type Unsaved } from "../client/session/localCopy.ts";
import { layDownTemplate } from "../shared/declaration/template.ts";
import { limits } from "../shared/limits.ts";
import type { RefusalId } from "../shared/refusals.ts";
import { refusalOf } from "../shared/refusals.ts";
import {
  answerTextFrame,
  askTextFrame,
  plenaryFrame,
  presenceFrame,
  textFrame,
} from "../shared/socketMessages.ts";
import { FakeSocket, fakeWebSocket } from "./kit/fakeSocket.ts";

const server = new Y.Doc();
let made = 0;
layDownTemplate(server, "A declaration", () => `clause-${++made}`);

const open: LiveText[] = [];
let connected = 0;

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.made = [];
  connected = 0;
});

afterEach(() => {
  for (const live of open.splice(0)) live.close();
  vi.useRealTimers();
});

interface Given {
  readonly writes?: boolean;
  readonly copy?: LocalCopy;
  readonly document?: Y.Doc;
  readonly refusal?: RefusalId;
}

function openSession({
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
    onConnected: () => {
      connected += 1;
    },
    onRecords: () => {},
  });
  open.push(live);
  return live;
}

function line(): FakeSocket {
  const socket = FakeSocket.made.at(-1);
  if (socket === undefined) throw new Error("no socket was made");
  return socket;
}

/** The server takes the line up, asks what the client has and brings all it has itself. */
function takeUp(): void {
  line().open();
  line().deliver(askTextFrame(Y.encodeStateVector(server)));
  line().deliver(answerTextFrame(Y.encodeStateAsUpdate(server)));
}

function stored(count: number): void {
  line().deliver(plenaryFrame({ kind: "stored", count }));
}

/** Writes into the first clause, as an editor does. */
function write(live: LiveText, words: string): void {
  const paragraph = paragraphIn(live.document, 1);
  const text = paragraph.get(0);
  if (text instanceof Y.XmlText) text.insert(text.length, words);
  else paragraph.insert(0, [new Y.XmlText(words)]);
}

function paragraphIn(document: Y.Doc, section: number): Y.XmlElement {
  const holder = document.getXmlFragment("default").get(section) as Y.XmlElement;
  return (holder.get(0) as Y.XmlElement).get(0) as Y.XmlElement;
}

const kind = (live: LiveText) => live.saveStatus.get().kind;

function keptCopy(unsavedBefore: Unsaved = new Map()) {
  const notes: [number, number][][] = [];
  const copy: LocalCopy = {
    ...noLocalCopy,
    kept: true,
    unsavedBefore,
    keepUnsaved: (unsaved) => notes.push([...unsaved]),
  };
  return { copy, notes };
}

describe("R2 the save status", () => {
  test("is opening until there is text, and saved only once the answer to the server's question is on disk", () => {
    const live = openSession();
    expect(kind(live)).toBe("opening");
    line().open();
    expect(kind(live)).toBe("opening");
    line().deliver(answerTextFrame(Y.encodeStateAsUpdate(server)));
    expect(kind(live)).toBe("sending");
    line().deliver(askTextFrame(Y.encodeStateVector(server)));
    expect(line().textFrames.length).toBe(1);
    expect(kind(live)).toBe("sending");
    stored(1);
    expect(kind(live)).toBe("saved");
  });

  test("is sending with every edit until the last frame is on disk", () => {
    const live = openSession();
    takeUp();
    stored(1);
    write(live, "one");
    write(live, " two");
    expect(line().textFrames.length).toBe(3);
    expect(kind(live)).toBe("sending");
    stored(2);
    expect(kind(live)).toBe("sending");
    stored(3);
    expect(kind(live)).toBe("saved");
  });

  test("is offline when the line breaks: with unsaved words if something was on its way, without if not", () => {
    const live = openSession();
    takeUp();
    stored(1);
    line().end(1006);
    expect(live.saveStatus.get()).toEqual({ kind: "offline", keptHere: false, unsaved: false });
    vi.advanceTimersByTime(10_000);
    takeUp();
    stored(1);
    write(live, "on its way");
    line().end(1006);
    expect(live.saveStatus.get()).toEqual({ kind: "offline", keptHere: false, unsaved: true });
  });

  test("after a reconnect is sending until the words written meanwhile are on disk", () => {
    const { copy, notes } = keptCopy();
    const live = openSession({ copy });
    takeUp();
    stored(1);
    line().end(1006);
    write(live, "in the train");
    expect(live.saveStatus.get()).toEqual({ kind: "offline", keptHere: true, unsaved: true });
    expect(notes.at(-1)?.length).toBe(1);
    vi.advanceTimersByTime(10_000);
    expect(FakeSocket.made.length).toBe(2);
    line().open();
    expect(kind(live)).toBe("sending");
    line().deliver(answerTextFrame(Y.encodeStateAsUpdate(server)));
    expect(kind(live)).toBe("sending");
    line().deliver(askTextFrame(Y.encodeStateVector(server)));
    const received = new Y.Doc();
    Y.applyUpdate(received, Y.encodeStateAsUpdate(server));
    for (const update of line().textFrames) Y.applyUpdate(received, update);
    expect(paragraphIn(received, 1).toString()).toContain("in the train");
    stored(1);
    expect(kind(live)).toBe("saved");
    expect(notes.at(-1)).toEqual([]);
  });

  test("holds single edits back until the server's question is answered, and loses none", () => {
    const live = openSession();
    line().open();
    line().deliver(answerTextFrame(Y.encodeStateAsUpdate(server)));
    write(live, "early");
    expect(line().textFrames).toEqual([]);
    expect(kind(live)).toBe("sending");
    line().deliver(askTextFrame(Y.encodeStateVector(server)));
    expect(line().textFrames.length).toBe(1);
    stored(1);
    expect(kind(live)).toBe("saved");
  });

  test("is never saved for an edit made while the socket is closing", () => {
    const live = openSession();
    takeUp();
    stored(1);
    line().readyState = FakeSocket.CLOSING;
    write(live, "too late");
    expect(kind(live)).toBe("sending");
    line().end(1006);
    expect(live.saveStatus.get()).toMatchObject({ kind: "offline", unsaved: true });
  });

  test("after a reload tells truthfully that an earlier tab left words behind", () => {
    const document = new Y.Doc();
    Y.applyUpdate(document, Y.encodeStateAsUpdate(server));
    document.clientID = 6;
    paragraphIn(document, 1).insert(0, [new Y.XmlText("left behind")]);
    const { copy, notes } = keptCopy(new Map([[6, 0]]));
    const live = openSession({ copy, document });
    expect(live.textReady.get()).toBe(true);
    expect(live.saveStatus.get()).toEqual({ kind: "offline", keptHere: true, unsaved: true });
    expect(live.unsavedWords()).toEqual([{ clauseId: "clause-1", words: "left behind" }]);
    takeUp();
    stored(1);
    expect(kind(live)).toBe("saved");
    expect(notes).toEqual([[]]);
    expect(live.unsavedWords()).toEqual([]);
  });

  test("for somebody who reads along is saved once all is here, and nothing is sent but the question", () => {
    const live = openSession({ writes: false });
    line().open();
    line().deliver(answerTextFrame(Y.encodeStateAsUpdate(server)));
    vi.advanceTimersByTime(20_000);
    expect(kind(live)).toBe("saved");
    expect(line().messages.map((message) => message.kind)).toEqual(["askText"]);
  });
});

describe("R2 a refusal", () => {
  test("is final, says why, and the words are kept clause by clause", () => {
    const live = openSession();
    takeUp();
    stored(1);
    write(live, "stored words ");
    stored(2);
    write(live, "and lost ones");
    line().end(4422, "section-protected");
    expect(live.saveStatus.get()).toEqual({
      kind: "refused",
      id: "section-protected",
      message: refusalOf("section-protected").message,
    });
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.made.length).toBe(1);
    write(live, "!");
    expect(kind(live)).toBe("refused");
    expect(live.unsavedWords()).toEqual([{ clauseId: "clause-1", words: "and lost ones!" }]);
  });

  test("whose reason a proxy dropped is still told by its code", () => {
    const live = openSession();
    takeUp();
    line().end(4409);
    expect(live.saveStatus.get()).toMatchObject({ kind: "refused", id: "schema-outdated" });
  });

  test("R6 by another schema version leaves the line closed", () => {
    const live = openSession({ refusal: "schema-outdated" });
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.made).toEqual([]);
    expect(live.saveStatus.get()).toMatchObject({ kind: "refused", id: "schema-outdated" });
  });

  test("of too much text at once happens here, once, and is not sent again and again", () => {
    const live = openSession();
    takeUp();
    stored(1);
    write(live, "x".repeat(limits.textFrameBytes));
    expect(live.saveStatus.get()).toMatchObject({ kind: "refused", id: "frame-too-large" });
    expect(line().textFrames.length).toBe(1);
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.made.length).toBe(1);
    expect(live.unsavedWords()[0]?.words.length).toBe(limits.textFrameBytes);
  });

  test("because the server cannot store is not final: the line is tried again", () => {
    const live = openSession();
    takeUp();
    line().end(1013, "storage-failed");
    expect(kind(live)).toBe("offline");
    vi.advanceTimersByTime(10_000);
    expect(FakeSocket.made.length).toBe(2);
    expect(connected).toBe(1);
  });
});

describe("presence", () => {
  const presenceSent = () => line().messages.filter((message) => message.kind === "presence").length;

  test("is sent for this person alone, at most ten times a second", () => {
    const live = openSession();
    takeUp();
    vi.advanceTimersByTime(1000);
    const before = presenceSent();
    const other = {
      clientId: 9,
      clock: 1,
      state: JSON.stringify({ user: { name: "Ben", color: "#123456", participantId: "p2" } }),
    };
    line().deliver(presenceFrame([other]));
    vi.advanceTimersByTime(1000);
    expect(presenceSent()).toBe(before);
    for (let move = 0; move < 50; move++) {
      live.awareness.setLocalStateField("cursor", { move });
      vi.advanceTimersByTime(20);
    }
    expect(presenceSent() - before).toBeLessThanOrEqual(11);
    expect(presenceSent() - before).toBeGreaterThan(5);
  });

  test("shows others with the name and colour that the server signed, and meets them anew on the next line", () => {
    const live = openSession();
    takeUp();
    const ben = {
      clientId: 9,
      clock: 5,
      state: JSON.stringify({ user: { name: "Ben", color: "#123456", participantId: "p2" } }),
    };
    const mine = {
      clientId: 7,
      clock: 99,
      state: JSON.stringify({ user: { name: "Ada", color: "#654321", participantId: "p1" } }),
    };
    line().deliver(presenceFrame([ben, mine]));
    const others = () => live.present.get().filter(({ isMe }) => !isMe);
    expect(others()).toEqual([
      { clientId: 9, participantId: "p2", name: "Ben", colour: "#123456", isMe: false },
    ]);
    expect(live.present.get().find(({ isMe }) => isMe)).toMatchObject({ name: "Ada", colour: "#654321" });
    line().end(1006);
    expect(others()).toEqual([]);
    vi.advanceTimersByTime(10_000);
    takeUp();
    line().deliver(presenceFrame([ben]));
    expect(others().length).toBe(1);
  });

  test("moves on with every new line, so that nobody takes it for an old one", () => {
    const live = openSession();
    takeUp();
    const clock = () => live.awareness.meta.get(7)?.clock ?? 0;
    const before = clock();
    line().end(1006);
    vi.advanceTimersByTime(10_000);
    takeUp();
    expect(clock()).toBeGreaterThan(before);
  });
});

describe("while composing", () => {
  test("the words of others wait, and come when the hand is done or after three seconds", () => {
    const live = openSession();
    takeUp();
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(server));
    other.on("update", (update: Uint8Array) => line().deliver(textFrame(update)));
    const theirs = () => paragraphIn(live.document, 2).toString();
    live.holdRemote(true);
    paragraphIn(other, 2).insert(0, [new Y.XmlText("one")]);
    expect(theirs()).not.toContain("one");
    live.holdRemote(false);
    expect(theirs()).toContain("one");
    live.holdRemote(true);
    (paragraphIn(other, 2).get(0) as Y.XmlText).insert(3, " two");
    vi.advanceTimersByTime(3000);
    expect(theirs()).toContain("one two");
  });
});

test("the line asks for our own frames and says which grammar it speaks", () => {
  openSession();
  expect(line().url).toMatch(/^ws:\/\/plenary\.test\/sync\/d1\?plenary=1&schema=\d+$/);
});
