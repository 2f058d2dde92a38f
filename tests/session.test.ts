import { describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { limits } from "../shared/limits.ts";
import { refusalOf } from "../shared/refusals.ts";
import { answerTextFrame, askTextFrame } from "../shared/socketMessages.ts";
import { FakeSocket } from "./kit/fakeSocket.ts";
import {
  keptCopy,
  kind,
  line,
  openSession,
  paragraphIn,
  playTheServer,
  server,
  stored,
  takeUp,
  write,
} from "./kit/sessionStage.ts";

playTheServer();

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
  });
});
