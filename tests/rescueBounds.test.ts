import { expect, test } from "vitest";
import * as Y from "yjs";
import { newId } from "../server/participant/newId.ts";
import { Rescue } from "../server/rooms/rescue.ts";
import { layDownTemplate } from "../shared/declaration/template.ts";
import { forgedUpdate } from "./kit/forgedUpdate.ts";

const client = 7;

/** A document in which a paragraph with those words was deleted, and where its first letter stood. */
function stage(words: string) {
  const document = new Y.Doc();
  document.clientID = 1;
  layDownTemplate(document, "A declaration", newId);
  const rescue = new Rescue(document);
  const copy = new Y.Doc();
  copy.clientID = client;
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(document));
  copy.on("update", (update: Uint8Array) => rescue.apply(update));
  const section = copy.getXmlFragment("default").get(2) as Y.XmlElement;
  const clause = section.get(0) as Y.XmlElement;
  const text = new Y.XmlText(words);
  const paragraph = new Y.XmlElement("paragraph");
  paragraph.insert(0, [text]);
  clause.insert(1, [paragraph]);
  const start = text._start?.id.clock ?? 0;
  clause.delete(1, 1);
  return { document, rescue, start };
}

function late(document: Y.Doc, origin: number, letters: number): Uint8Array {
  const clock = Y.getState(document.store, client);
  return forgedUpdate(
    client,
    Array.from({ length: letters }, (_, index) => ({
      clock: clock + index,
      origin: Y.createID(client, origin),
      content: new Y.ContentString("a"),
    })),
  );
}

test("R9 a frame of 20,000 late letters, each a piece of its own, is rescued up to a bound and holds nobody up", () => {
  const { document, rescue, start } = stage("Ministries fund pilots.");
  expect(rescue.apply(late(document, start, 20_000))).toHaveLength(200);
});

test("R9 of a text that was deleted no more is kept than a clause can need: words late for its far end are let go", () => {
  const { document, rescue, start } = stage("x".repeat(100_000));
  expect(rescue.apply(late(document, start + 10_000, 1))).toHaveLength(1);
  expect(rescue.apply(late(document, start + 50_000, 1))).toHaveLength(0);
});
