/** The browser's session code against the real room: what the stock client gets wrong, seen from both ends. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { type LiveText, openLiveText } from "../client/session/liveText.ts";
import { noLocalCopy } from "../client/session/localCopy.ts";
import { messageType } from "../shared/socketMessages.ts";
import { eventually } from "./kit/eventually.ts";
import { kind } from "./kit/sessionStage.ts";
import { openStage, type Stage } from "./kit/stage.ts";
import { socketWithCookie } from "./kit/stockClient.ts";

describe("two sessions in one room", () => {
  let stage: Stage;
  const leaving: (() => void)[] = [];

  beforeEach(async () => {
    stage = await openStage();
  });

  afterEach(async () => {
    for (const leave of leaving.splice(0)) leave();
    await stage.close();
  });

  /** A session as the page opens it; `sent` collects the frames of every socket it makes. */
  async function session(
    name: string,
  ): Promise<{ live: LiveText; sockets: WebSocket[]; sent: Uint8Array[] }> {
    const person = await stage.join("participant", name);
    const sockets: WebSocket[] = [];
    const sent: Uint8Array[] = [];
    const Socket = socketWithCookie(person.cookie) as unknown as typeof WebSocket;
    class Watched extends Socket {
      constructor(address: string | URL) {
        super(address);
        sockets.push(this);
      }
      override send(data: Parameters<WebSocket["send"]>[0]): void {
        if (data instanceof Uint8Array) sent.push(data);
        super.send(data);
      }
    }
    const document = new Y.Doc();
    document.clientID = await stage.rooms.takeClientId(stage.declarationId, person.participantId);
    const live = openLiveText({
      declarationId: stage.declarationId,
      document,
      me: { participantId: person.participantId, name },
      writes: true,
      copy: noLocalCopy,
      syncAddress: `${stage.url.replace(/^http/, "ws")}/sync`,
      socket: Watched,
      refusal: null,
      onConnected: () => {},
      onRecords: () => {},
    });
    leaving.push(() => {
      live.close();
      document.destroy();
    });
    live.awareness.setLocalStateField("cursor", null);
    await eventually(() => kind(live) === "saved", `${name} is in the room`);
    return { live, sockets, sent };
  }

  const sees = (who: LiveText, name: string) =>
    who.present.get().filter((person) => person.name === name).length;

  test("a person whose line broke is seen again with the new one, once, and is no ghost after leaving", async () => {
    const [alice, bob] = [await session("Alice"), await session("Bob")];
    await eventually(() => sees(bob.live, "Alice") === 1, "Bob sees Alice");
    (alice.sockets.at(-1) as unknown as { terminate(): void }).terminate();
    await eventually(() => sees(bob.live, "Alice") === 0, "Bob sees that she is gone");
    await eventually(() => kind(alice.live) === "saved" && alice.sockets.length > 1, "Alice is back");
    const back = performance.now();
    await eventually(
      () => sees(bob.live, "Alice") === 1 && sees(alice.live, "Bob") === 1,
      "both see each other again",
    );
    console.log(`visible again ${(performance.now() - back).toFixed(0)} ms after the new line stood`);
    alice.live.close();
    const left = performance.now();
    await eventually(() => sees(bob.live, "Alice") === 0, "no ghost");
    console.log(`gone ${(performance.now() - left).toFixed(0)} ms after leaving`);
  });

  test("a caret that moves goes out once and comes back from nobody", async () => {
    const [alice, bob] = [await session("Alice"), await session("Bob")];
    await eventually(() => sees(bob.live, "Alice") === 1, "Bob sees Alice");
    alice.live.awareness.setLocalStateField("move", 0);
    const stateOf = () =>
      bob.live.awareness.getStates().get(alice.live.document.clientID) as { move?: number } | undefined;
    await eventually(
      () => stateOf()?.move === 0 && bob.sent.some((frame) => frame[0] === messageType.presence),
      "the first move",
    );
    const before = bob.sent.filter((frame) => frame[0] === messageType.presence).length;
    for (let move = 1; move <= 5; move++) {
      alice.live.awareness.setLocalStateField("move", move);
      await eventually(() => stateOf()?.move === move, `move ${move} at Bob`);
    }
    expect(bob.sent.filter((frame) => frame[0] === messageType.presence).length).toBe(before);
  });

  test("a final refusal is not tried again", async () => {
    const alice = await session("Alice");
    const sockets = alice.sockets.length;
    await stage.revoke("participant");
    await eventually(() => kind(alice.live) === "refused", "Alice is told");
    expect(alice.live.saveStatus.get()).toMatchObject({ kind: "refused", id: "link-revoked" });
    alice.live.document.getMap("nothing");
    expect(alice.sockets.length).toBe(sockets);
    expect(alice.sockets.every((socket) => socket.readyState >= 2)).toBe(true);
  });
});
