import * as decoding from "lib0/decoding";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { cursorOf, readCarets } from "../shared/carets.ts";
import { schemaVersion } from "../shared/declaration/grammar.ts";
import { messageType } from "../shared/socketMessages.ts";
import { eventually } from "./kit/eventually.ts";
import { rawSocket } from "./kit/rawSocket.ts";
import { openStage, type Stage } from "./kit/stage.ts";
import { elementAt, stockClient } from "./kit/stockClient.ts";

let stage: Stage;
const leaving: (() => void)[] = [];

beforeEach(async () => {
  stage = await openStage();
});

afterEach(async () => {
  for (const leave of leaving.splice(0)) leave();
  await stage.close();
});

async function stock(role: "participant" | "attendee", name: string) {
  const client = await stockClient(stage.url, await stage.join(role, name));
  leaving.push(client.leave);
  return client;
}

test("a caret's move costs a client of ours under 40 bytes, and stock clients still get the whole state", async () => {
  const alice = await stock("participant", "Alice");
  const bob = await stock("participant", "Bob");
  const { cookie } = await stage.join("participant", "Carol");
  const carol = await rawSocket(stage.url, stage.declarationId, {
    cookie,
    query: `?plenary=1&schema=${schemaVersion}`,
  });
  leaving.push(carol.close);
  const paragraph = elementAt(alice.fragment, 2, 0, 0);
  paragraph.insert(0, [new Y.XmlText("Widen access")]);
  const text = paragraph.get(0) as Y.XmlText;
  const moveTo = (index: number) => {
    const position = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index));
    alice.provider.awareness.setLocalStateField("cursor", { anchor: position, head: position });
    return position;
  };
  const cursorSeen = () =>
    (
      bob.provider.awareness.getStates().get(alice.document.clientID) as
        | { cursor?: { head: unknown } }
        | undefined
    )?.cursor?.head;
  const first = moveTo(3);
  await eventually(() => JSON.stringify(cursorSeen()) === JSON.stringify(first), "Bob sees the first place");
  const second = moveTo(7);
  await eventually(
    () => JSON.stringify(cursorSeen()) === JSON.stringify(second),
    "Bob sees the second place",
  );
  const { type: _unneeded, ...place } = second as { type?: unknown };
  const moves = () => carol.frames.filter((frame) => frame[0] === messageType.carets);
  await eventually(
    () => JSON.stringify(headOf(moves().at(-1))) === JSON.stringify(place),
    "Carol is told the move",
  );
  expect(moves().at(-1)?.length).toBeLessThan(40);
});

test("presence goes under the session's name, to those who write alone, and a departed person is gone", async () => {
  const [alice, bob] = [await stock("participant", "Alice"), await stock("participant", "Bob")];
  const hall = await stock("attendee", "");
  alice.provider.awareness.setLocalStateField("user", { name: "The Minister", color: "#000000" });
  const seen = () =>
    bob.provider.awareness.getStates().get(alice.document.clientID) as
      | { user?: { name: string } }
      | undefined;
  await eventually(() => seen()?.user?.name === "Alice", "Alice under her own name");
  expect(hall.provider.awareness.getStates().has(alice.document.clientID)).toBe(false);
  alice.leave();
  await eventually(() => seen() === undefined, "Alice is gone");
});

/** Where the one caret in a frame of moves stands. */
function headOf(frame: Uint8Array | undefined): unknown {
  if (frame === undefined) return undefined;
  const decoder = decoding.createDecoder(frame);
  decoding.readVarUint(decoder);
  return cursorOf(readCarets(decoder)[0]?.caret ?? null)?.head;
}
