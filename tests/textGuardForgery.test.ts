/** What no editor ever sends: structs written by hand, as a hostile participant can put them on the wire. */
import { expect, test } from "vitest";
import * as Y from "yjs";
import { Refusal } from "../server/errors.ts";
import { newId } from "../server/participant/newId.ts";
import { TextGuard } from "../server/rooms/textGuard.ts";
import { readDeclaration } from "../shared/declaration/readDeclaration.ts";
import { layDownTemplate } from "../shared/declaration/template.ts";
import { type Forgery, forgedUpdate } from "./kit/forgedUpdate.ts";

const mallory = "participant-mallory";
const client = 7;

function stage() {
  const server = new Y.Doc();
  server.clientID = 1;
  layDownTemplate(server, "A declaration", newId);
  const guard = new TextGuard(
    server,
    new Map<number, string | null>([
      [1, null],
      [client, mallory],
    ]),
  );
  const section = server.getXmlFragment("default").get(2) as Y.XmlElement;
  const clause = section.get(0) as Y.XmlElement;
  const text = (clause.get(0) as Y.XmlElement).get(0) as Y.XmlText;
  return { server, section, clause, text, take };

  /** The way of an update through the room: checked, taken in. */
  function take(update: Uint8Array): string {
    try {
      const verdict = guard.check(update, mallory);
      if (verdict.kind === "accepted") Y.applyUpdate(server, verdict.update);
      guard.settle();
      return verdict.kind;
    } catch (error) {
      if (error instanceof Refusal) return error.id;
      throw error;
    }
  }
}

const forged = (structs: readonly Forgery[]) => forgedUpdate(client, structs);
const idOf = (type: Y.XmlElement | Y.XmlText) => type._item?.id;

test("R4 a section keeps its kind and theme: a deleted attribute in their place is refused too", () => {
  const { server, section, take } = stage();
  for (const attribute of ["kind", "theme"]) {
    const origin = section._map.get(attribute)?.lastId;
    expect(take(forged([{ clock: 0, origin, content: new Y.ContentDeleted(1) }]))).toBe("section-protected");
  }
  const parent = idOf(section);
  expect(take(forged([{ clock: 0, parent, attribute: "kind", content: new Y.ContentDeleted(1) }]))).toBe(
    "section-protected",
  );
  expect(readDeclaration(server).sections.map((each) => each.theme)).toContain("strategic-leadership");
});

test("R5 words that begin with what is stored already are judged by where the rest of them will stand", () => {
  const { server, section, text, take } = stage();
  const clause = new Y.ContentType(new Y.XmlElement("clause"));
  expect(take(forged([{ clock: 0, origin: idOf(section.get(0) as Y.XmlElement), content: clause }]))).toBe(
    "accepted",
  );
  // By its first letter it stands in a paragraph; the others follow on the clause that has that number.
  const words = new Y.ContentString("xwords between two clauses");
  expect(take(forged([{ clock: 0, parent: idOf(text), content: words }]))).toBe("text-not-allowed");
  expect(() => readDeclaration(server)).not.toThrow();
});

test("R9 a struct without length is refused: Yjs cannot look up what stands before it", () => {
  const { server, text, take } = stage();
  const parent = idOf(text);
  const update = forged([
    { clock: 0, parent, content: new Y.ContentString("a") },
    { clock: 1, origin: Y.createID(client, 0), content: new Y.ContentString("") },
  ]);
  expect(take(update)).toBe("frame-malformed");
  expect(() => readDeclaration(server)).not.toThrow();
});

test("R9 one person brings a bounded number of client ids of their own making, so that nobody fills the room's memory with them", () => {
  const { text, take } = stage();
  const letter = { clock: 0, parent: idOf(text), content: new Y.ContentString("a") };
  const letters = (first: number) =>
    Y.mergeUpdates(Array.from({ length: 64 }, (_, index) => forgedUpdate(2 ** 20 + first + index, [letter])));
  const answers = new Set<string>();
  for (let first = 0; first < 4096; first += 64) answers.add(take(letters(first)));
  expect([...answers]).toEqual(["accepted"]);
  expect(take(letters(4096))).toBe("author-mismatch");
});
