import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { schemaVersion } from "../shared/declaration/grammar.ts";
import { limits } from "../shared/limits.ts";
import { answerTextFrame, askTextFrame, messageType, textFrame } from "../shared/socketMessages.ts";
import { eventually } from "./kit/eventually.ts";
import { rawSocket } from "./kit/rawSocket.ts";
import { openStage, type Stage } from "./kit/stage.ts";
import { elementAt, stockClient } from "./kit/stockClient.ts";
import { Witness } from "./kit/witness.ts";

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

async function witness(name: string) {
  const one = new Witness(stage.url, await stage.join("participant", name), name);
  leaving.push(() => one.leave());
  await eventually(() => one.provider.synced, `${name} is in the room`);
  return one;
}

function write(client: { fragment: Y.XmlFragment }, words: string) {
  elementAt(client.fragment, 2, 0, 0).insert(0, [new Y.XmlText(words)]);
}

test("a stock y-websocket client with the cookie writes, another sees it, an attendee too", async () => {
  const [alice, bob, hall] = [
    await stock("participant", "Alice"),
    await stock("participant", "Bob"),
    await stock("attendee", ""),
  ];
  write(alice, "We, the participants");
  for (const client of [bob, hall]) {
    await client.until(() => client.fragment.toString().includes("We, the participants"), "Alice's words");
  }
  expect(bob.fragment.toString()).toBe(alice.fragment.toString());
});

test("R1 R2 while the disk holds an edit back nobody sees it and nobody is told it is saved", async () => {
  const [alice, bob] = [await witness("alice"), await witness("bob")];
  alice.write("first");
  await eventually(() => alice.unsaved === 0 && bob.words().has("first"), "the first word");
  const { promise, resolve } = Promise.withResolvers<void>();
  stage.disk.held = promise;
  alice.write("second");
  const late = await witness("late");
  // A frame of Bob's own that is answered proves that the room had every chance to leak.
  const asked = rawSocket(stage.url, stage.declarationId, {
    cookie: (await stage.join("attendee", "x")).cookie,
  });
  const hall = await asked;
  hall.send(Uint8Array.from([messageType.sync, 0, 1, 0]));
  await eventually(
    () => hall.frames.some((frame) => frame[0] === 0 && frame[1] === 1),
    "an answer from the room",
  );
  hall.close();
  expect(bob.words().has("second")).toBe(false);
  expect(late.words().has("second")).toBe(false);
  expect(alice.saved.has("second")).toBe(false);
  resolve();
  await eventually(
    () => alice.saved.has("second") && bob.words().has("second") && late.words().has("second"),
    "the second word",
  );
});

test("R1 R2 a full disk: the writers are told the truth, nobody sees unsaved words, and it goes on by itself", async () => {
  const [alice, bob] = [await witness("alice"), await witness("bob")];
  stage.disk.full = true;
  alice.write("kept");
  await eventually(() => alice.notices.includes("storage-failed"), "Alice is told");
  expect(alice.saved.has("kept")).toBe(false);
  expect(bob.words().has("kept")).toBe(false);
  bob.write("also");
  stage.disk.full = false;
  await eventually(
    () => alice.saved.has("kept") && bob.saved.has("also") && bob.words().has("kept"),
    "all is stored",
  );
});

test("R2 a frame that built on a lost one counts as stored only when the answer that makes it good is on disk", async () => {
  const { cookie } = await stage.join("participant", "Alice");
  const query = `?plenary=1&schema=${schemaVersion}`;
  const alice = await rawSocket(stage.url, stage.declarationId, { cookie, query });
  leaving.push(alice.close);
  const copy = await stage.rooms.readText(stage.declarationId);
  copy.clientID = 3_000_000_000;
  const updates: Uint8Array[] = [];
  copy.on("update", (update: Uint8Array) => updates.push(update));
  const paragraph = elementAt(copy.getXmlFragment("default"), 2, 0, 0);
  paragraph.insert(0, [new Y.XmlText("lost on the way")]);
  (paragraph.get(0) as Y.XmlText).insert(0, "and what built on it, ");
  const asks = () => alice.frames.filter((frame) => frame[0] === messageType.sync && frame[1] === 0).length;
  const told = () => alice.frames.filter((frame) => frame[0] === messageType.stored).map((frame) => frame[1]);
  await eventually(() => asks() === 1, "the server asks what Alice has");
  const { promise, resolve } = Promise.withResolvers<void>();
  stage.disk.held = promise;
  alice.send(textFrame(updates[1] as Uint8Array));
  const whole = answerTextFrame(Y.encodeStateAsUpdate(copy));
  alice.send(whole);
  alice.send(whole);
  alice.send(askTextFrame(Uint8Array.from([0])));
  await eventually(
    () => alice.frames.some((frame) => frame[0] === 0 && frame[1] === 1),
    "everything sent was read",
  );
  expect(asks(), "the answer that was due already is enough").toBe(1);
  expect(told()).toEqual([]);
  resolve();
  await eventually(() => told().at(-1) === 3, "all three frames are stored");
  const onDisk = await stage.rooms.readText(stage.declarationId);
  expect(onDisk.getXmlFragment("default").toString()).toContain("and what built on it, lost on the way");
});

test("R3 a revoked link closes its open sockets, and the next message of any of them is refused", async () => {
  const person = await stage.join("participant", "Alice");
  const alice = await rawSocket(stage.url, stage.declarationId, { cookie: person.cookie });
  const stays = await stock("attendee", "");
  await stage.revoke("participant");
  expect(await alice.closed).toEqual({ code: 4403, reason: "link-revoked" });
  const again = await rawSocket(stage.url, stage.declarationId, { cookie: person.cookie });
  expect(await again.closed).toEqual({ code: 4403, reason: "link-revoked" });
  expect(stays.provider.wsconnected).toBe(true);
});

test("R3 a right is looked up at the message: without any closing, the next frame after the revocation is refused", async () => {
  const person = await stage.join("participant", "Alice");
  const alice = await stockClient(stage.url, person);
  leaving.push(alice.leave);
  const closed = new Promise<string>((resolve) =>
    alice.provider.on("closed", ({ reason }) => resolve(reason)),
  );
  const bob = await stock("attendee", "");
  // Memory alone is told here; nobody goes round and closes sockets.
  const link = (await stage.store.listLinks(stage.declarationId)).find((each) => each.role === "participant");
  stage.participants.linkRevoked(link?.id ?? "");
  write(alice, "too late");
  expect(await closed).toBe("link-revoked");
  expect(bob.fragment.toString()).not.toContain("too late");
});

test("an attendee cannot write, not even through a raw socket", async () => {
  const person = await stage.join("attendee", "");
  const reader = await stockClient(stage.url, person);
  leaving.push(reader.leave);
  const update = (() => {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(reader.document));
    const before = Y.encodeStateVector(copy);
    elementAt(copy.getXmlFragment("default"), 2, 0, 0).insert(0, [new Y.XmlText("not allowed")]);
    return Y.encodeStateAsUpdate(copy, before);
  })();
  const raw = await rawSocket(stage.url, stage.declarationId, { cookie: person.cookie });
  raw.send(textFrame(update));
  expect(await raw.closed).toEqual({ code: 4403, reason: "read-only" });
  expect(
    (await stage.rooms.readText(stage.declarationId)).getXmlFragment("default").toString(),
  ).not.toContain("not allowed");
});

test("R6 a browser with another schema version writes nothing and is told to reload", async () => {
  const { cookie } = await stage.join("participant", "Alice");
  const query = `?plenary=1&schema=${schemaVersion + 1}`;
  const old = await rawSocket(stage.url, stage.declarationId, { cookie, query });
  expect(await old.closed).toEqual({ code: 4409, reason: "schema-outdated" });
});

test("R9 a bad frame closes that socket by its named reason, and nobody else's", async () => {
  const honest = await stock("participant", "Bob");
  const { cookie } = await stage.join("participant", "Mallory");
  const bad: [Uint8Array, string][] = [
    [new Uint8Array(), "frame-malformed"],
    [Uint8Array.from([77]), "frame-malformed"],
    [Uint8Array.from([0, 9, 0]), "frame-malformed"],
    [Uint8Array.from([0, 2, 200]), "frame-malformed"],
    [textFrame(Uint8Array.from([255, 255, 255])), "frame-malformed"],
    [Uint8Array.from([0, 0, 3, 255, 255, 255]), "frame-malformed"],
    [textFrame(new Uint8Array(limits.textFrameBytes)), "frame-too-large"],
  ];
  for (const [frame, reason] of bad) {
    const socket = await rawSocket(stage.url, stage.declarationId, { cookie });
    socket.send(frame);
    expect((await socket.closed).reason).toBe(reason);
  }
  const flooded = await rawSocket(stage.url, stage.declarationId, { cookie });
  flooded.send(new Uint8Array(limits.socketFrameBytes + 1));
  expect((await flooded.closed).code).toBe(1009);
  write(honest, "undisturbed");
  await eventually(
    async () =>
      (await stage.rooms.readText(stage.declarationId))
        .getXmlFragment("default")
        .toString()
        .includes("undisturbed"),
    "Bob's words",
  );
});

test("a foreign origin, an unknown declaration, no session: each by its own name", async () => {
  const { cookie } = await stage.join("participant", "Alice");
  await expect(
    rawSocket(stage.url, stage.declarationId, { cookie, origin: "https://elsewhere.example" }),
  ).rejects.toThrow("refused with 403");
  const own = await rawSocket(stage.url, stage.declarationId, { cookie, origin: stage.url });
  own.close();
  const unknown = await rawSocket(stage.url, "nowhere", { cookie });
  expect(await unknown.closed).toEqual({ code: 4404, reason: "declaration-unknown" });
  const stranger = await rawSocket(stage.url, stage.declarationId, {});
  expect(await stranger.closed).toEqual({ code: 4401, reason: "session-missing" });
});

test("R11 a hundred people who come at once load the declaration once, and Bob who rejoins sees Alice's last word", async () => {
  const before = stage.disk.loads;
  const people = await Promise.all(
    Array.from({ length: 100 }, (_, index) => stage.join("attendee", `a${index}`)),
  );
  const sockets = await Promise.all(
    people.map(({ cookie }) => rawSocket(stage.url, stage.declarationId, { cookie })),
  );
  for (const socket of sockets) socket.close();
  expect(stage.disk.loads - before).toBe(1);
  const alice = await stock("participant", "Alice");
  const { promise, resolve } = Promise.withResolvers<void>();
  stage.disk.held = promise;
  write(alice, "the last word");
  await eventually(() => alice.provider.ws?.bufferedAmount === 0, "it was sent");
  alice.leave();
  const rejoining = stockClient(stage.url, await stage.join("participant", "Bob"));
  resolve();
  const bob = await rejoining;
  leaving.push(bob.leave);
  await bob.until(() => bob.fragment.toString().includes("the last word"), "Alice's last word");
});

test("R5 the server is the referee: two clauses with one id get two, the first in the text keeps it; an emptied section gets a place to write", async () => {
  const [alice, bob] = [await stock("participant", "Alice"), await stock("participant", "Bob")];
  const twin = () => {
    const clause = new Y.XmlElement("clause");
    clause.setAttribute("id", "twin");
    clause.insert(0, [new Y.XmlElement("paragraph")]);
    return clause;
  };
  elementAt(alice.fragment, 2).insert(0, [twin()]);
  elementAt(bob.fragment, 3).insert(0, [twin()]);
  elementAt(alice.fragment, 4).delete(0, 1);
  const ids = (fragment: Y.XmlFragment) =>
    [...fragment.createTreeWalker((node) => node instanceof Y.XmlElement && node.nodeName === "clause")].map(
      (clause) => (clause as Y.XmlElement).getAttribute("id"),
    );
  for (const client of [alice, bob]) {
    await client.until(
      () =>
        ids(client.fragment).filter((id) => id === "twin").length === 1 &&
        !ids(client.fragment).includes(undefined),
      "unique ids",
    );
    await client.until(() => elementAt(client.fragment, 4).length === 1, "a clause in the emptied section");
    expect(elementAt(client.fragment, 2, 0).getAttribute("id")).toBe("twin");
  }
});
