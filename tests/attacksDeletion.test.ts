import { DatabaseSync } from "node:sqlite";
import * as decoding from "lib0/decoding";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { schemaVersion } from "../shared/declaration/grammar.ts";
import { messageType, readPlenaryMessage } from "../shared/socketMessages.ts";
import { eventually } from "./kit/eventually.ts";
import { rawSocket } from "./kit/rawSocket.ts";
import { openStage, type Stage } from "./kit/stage.ts";
import { elementAt, type StockClient, stockClient } from "./kit/stockClient.ts";

let stage: Stage;
const leaving: (() => void)[] = [];

beforeEach(async () => {
  stage = await openStage();
});

afterEach(async () => {
  for (const leave of leaving.splice(0)) leave();
  await stage.close();
});

const words = "We commit ourselves to recognise what people have learned. ";

async function writer(name: string): Promise<StockClient & { readonly participantId: string }> {
  const person = await stage.join("participant", name);
  const client = await stockClient(stage.url, person);
  leaving.push(client.leave);
  return { ...client, participantId: person.participantId };
}

/** Records that reach somebody of that role. */
async function recordsSeenBy(role: "facilitator" | "participant") {
  const { cookie } = await stage.join(role, "Watcher");
  const query = `?plenary=1&schema=${schemaVersion}`;
  const socket = await rawSocket(stage.url, stage.declarationId, { cookie, query });
  leaving.push(socket.close);
  return () =>
    socket.frames.flatMap((frame) => {
      const decoder = decoding.createDecoder(frame);
      const type = decoding.readVarUint(decoder);
      if (type !== messageType.records) return [];
      const message = readPlenaryMessage(type, decoder);
      return message.kind === "records" ? message.records : [];
    });
}

async function alarms() {
  const records = await stage.store.listRecords(stage.declarationId, 0, 100);
  return records.flatMap((record) => (record.kind === "textAlarm" ? [record.data] : []));
}

test("an update that deletes most of the text is told to facilitators alone, with who and how much, and the words can be had back", async () => {
  const [alice, mallory] = [await writer("Alice"), await writer("Mallory")];
  const [facilitator, participant] = [await recordsSeenBy("facilitator"), await recordsSeenBy("participant")];
  elementAt(alice.fragment, 2, 0, 0).insert(0, [new Y.XmlText(words.repeat(20))]);
  await mallory.until(() => mallory.fragment.toString().includes(words.repeat(20)), "Alice's words");
  const section = elementAt(mallory.fragment, 2);
  section.delete(0, section.length);
  await eventually(() => facilitator().length === 1, "the facilitator is told");
  const [alarm] = await alarms();
  expect(await alarms()).toEqual([
    {
      sequence: expect.any(Number),
      characters: words.length * 20,
      participantId: mallory.participantId,
    },
  ]);
  expect(participant()).toEqual([]);
  const before = textUpTo(alarm?.sequence ?? 0);
  expect(before.getXmlFragment("default").toString()).toContain(words.repeat(20));
});

test("deleting a little, or a short text, or half and less, raises no alarm", async () => {
  const alice = await writer("Alice");
  elementAt(alice.fragment, 2, 0, 0).insert(0, [new Y.XmlText("Short. ")]);
  const text = elementAt(alice.fragment, 2, 0, 0).get(0) as Y.XmlText;
  text.delete(0, text.length);
  text.insert(0, words.repeat(20));
  await eventually(async () => (await stored()).includes(words.repeat(20)), "the words are stored");
  text.delete(0, words.length * 10);
  await eventually(async () => !(await stored()).includes(words.repeat(11)), "half of them are gone");
  expect(await alarms()).toEqual([]);
  text.delete(0, words.length * 6);
  await eventually(async () => (await alarms()).length === 1, "now it is most of what was left");
});

async function stored(): Promise<string> {
  return (await stage.rooms.readText(stage.declarationId)).getXmlFragment("default").toString();
}

/** The text as the log has it up to that sequence. */
function textUpTo(sequence: number): Y.Doc {
  const database = new DatabaseSync(`${stage.dataDirectory}/plenary.sqlite`, { readOnly: true });
  const rows = database
    .prepare('select "update" from text_log where declaration_id = ? and sequence <= ? order by sequence')
    .all(stage.declarationId, sequence);
  database.close();
  const document = new Y.Doc();
  for (const row of rows) Y.applyUpdate(document, row.update as Uint8Array);
  return document;
}
