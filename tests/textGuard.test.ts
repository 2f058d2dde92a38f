import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { Refusal } from "../server/errors.ts";
import { newId } from "../server/participant/newId.ts";
import { TextGuard, type Verdict } from "../server/rooms/textGuard.ts";
import { readDeclaration } from "../shared/declaration/readDeclaration.ts";
import { layDownTemplate } from "../shared/declaration/template.ts";
import { seededRandom, seedOfThisRun } from "./kit/seededRandom.ts";

const alice = "participant-alice";
const bob = "participant-bob";
const aliceClient = 7;
const bobClient = 8;

/** The server's document with the template under client 1, its guard, and Alice's synced copy. */
function stage() {
  const server = new Y.Doc();
  server.clientID = 1;
  layDownTemplate(server, "A declaration", newId);
  const authors = new Map<number, string | null>([
    [1, null],
    [aliceClient, alice],
    [bobClient, bob],
  ]);
  const guard = new TextGuard(server, authors);
  const copy = new Y.Doc();
  copy.clientID = aliceClient;
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(server));
  return { server, guard, copy, fragment: copy.getXmlFragment("default") };
}

function element(parent: Y.XmlFragment, index: number): Y.XmlElement {
  const child = parent.get(index);
  if (!(child instanceof Y.XmlElement)) throw new Error("not an element");
  return child;
}

const firstTheme = (fragment: Y.XmlFragment) => element(fragment, 2);
const firstParagraph = (fragment: Y.XmlFragment) => element(element(firstTheme(fragment), 0), 0);

/** What `change` sends, as one update. */
function updateOf(document: Y.Doc, change: () => void): Uint8Array {
  const before = Y.encodeStateVector(document);
  const updates: Uint8Array[] = [];
  const keep = (update: Uint8Array) => updates.push(update);
  document.on("update", keep);
  document.transact(change);
  document.off("update", keep);
  return updates[0] ?? Y.encodeStateAsUpdate(document, before);
}

function refusalOf(work: () => Verdict): string {
  try {
    return `not refused: ${work().kind}`;
  } catch (error) {
    if (error instanceof Refusal) return error.id;
    throw error;
  }
}

function write(fragment: Y.XmlFragment, words: string) {
  firstParagraph(fragment).insert(0, [new Y.XmlText(words)]);
}

function clauseOf(id: string): Y.XmlElement {
  const clause = new Y.XmlElement("clause");
  clause.setAttribute("id", id);
  clause.insert(0, [new Y.XmlElement("paragraph")]);
  return clause;
}

describe("what an honest writer sends is accepted", () => {
  test("words, a clause, a list, marks, an attribute, a deletion, each building on frames that are not stored yet", () => {
    const { server, guard, copy, fragment } = stage();
    const changes: (() => void)[] = [
      () => write(fragment, "Widen access"),
      () => (firstParagraph(fragment).get(0) as Y.XmlText).insert(12, " to learning", { bold: {} }),
      () =>
        (firstParagraph(fragment).get(0) as Y.XmlText).format(0, 5, {
          link: { href: "https://example.org/" },
        }),
      () => firstTheme(fragment).insert(1, [clauseOf("second")]),
      () => element(firstTheme(fragment), 1).setAttribute("questions", "strategic-leadership-1"),
      () => {
        const list = new Y.XmlElement("bulletList");
        const item = new Y.XmlElement("listItem");
        const paragraph = new Y.XmlElement("paragraph");
        paragraph.insert(0, [new Y.XmlText("one"), new Y.XmlElement("hardBreak")]);
        item.insert(0, [paragraph]);
        list.insert(0, [item]);
        element(firstTheme(fragment), 1).insert(1, [list]);
      },
      () => (firstParagraph(fragment).get(0) as Y.XmlText).delete(0, 6),
      () => firstTheme(fragment).delete(1, 1),
    ];
    const accepted = changes.map((change) => {
      const verdict = guard.check(updateOf(copy, change), alice);
      if (verdict.kind !== "accepted") throw new Error(verdict.kind);
      return verdict.update;
    });
    Y.applyUpdate(server, Y.mergeUpdates(accepted));
    guard.settle();
    expect(server.getXmlFragment("default").toString()).toBe(fragment.toString());
    expect(guard.check(Y.encodeStateAsUpdate(copy), alice).kind).toBe("nothing");
  });

  test("what was resent is stored once: only the new part of a frame is kept", () => {
    const { guard, copy, fragment } = stage();
    const first = updateOf(copy, () => write(fragment, "once"));
    expect(guard.check(first, alice).kind).toBe("accepted");
    expect(guard.check(first, alice).kind).toBe("nothing");
    copy.transact(() => firstTheme(fragment).insert(1, [clauseOf("more")]));
    const all = Y.encodeStateAsUpdate(copy);
    const verdict = guard.check(all, alice);
    if (verdict.kind !== "accepted") throw new Error(verdict.kind);
    const kept = Y.decodeUpdate(verdict.update).structs.map((struct) => struct.id.client);
    expect(new Set(kept)).toEqual(new Set([aliceClient]));
    expect(verdict.update.length).toBeLessThan(all.length);
  });

  test("a frame whose predecessor is missing asks for the whole text instead of waiting in the document", () => {
    const { guard, copy, fragment } = stage();
    updateOf(copy, () => write(fragment, "lost on the way"));
    const second = updateOf(copy, () => firstTheme(fragment).insert(1, [clauseOf("later")]));
    const third = updateOf(copy, () => firstTheme(fragment).delete(1, 1));
    expect(guard.check(second, alice).kind).toBe("gap");
    expect(guard.check(third, alice).kind).toBe("gap");
    expect(guard.check(Y.encodeStateAsUpdate(copy), alice).kind).toBe("accepted");
  });
});

describe("R4 sections cannot be removed, moved, duplicated or renamed", () => {
  const attacks: Record<string, (fragment: Y.XmlFragment) => void> = {
    "deletes a section": (fragment) => fragment.delete(2, 1),
    "deletes the title": (fragment) => fragment.delete(0, 1),
    "deletes everything": (fragment) => fragment.delete(0, fragment.length),
    "adds a section": (fragment) => fragment.insert(3, [new Y.XmlElement("section")]),
    "adds a clause outside the sections": (fragment) => fragment.insert(3, [clauseOf("stray")]),
    "adds bare text": (fragment) => fragment.insert(0, [new Y.XmlText("stray")]),
    "renames a section": (fragment) => firstTheme(fragment).setAttribute("theme", "lifelong-learning"),
    "takes a section's theme away": (fragment) => firstTheme(fragment).removeAttribute("theme"),
    "writes into another root": (fragment) => fragment.doc?.getMap("other").set("key", 1),
    "writes text into another root": (fragment) => fragment.doc?.getText("other").insert(0, "hidden"),
  };
  test.each(Object.entries(attacks))("a client that %s is refused", (_name, attack) => {
    const { guard, copy, fragment } = stage();
    const update = updateOf(copy, () => attack(fragment));
    expect(refusalOf(() => guard.check(update, alice))).toBe("section-protected");
  });

  test("a section cannot be put inside a section either", () => {
    const { guard, copy, fragment } = stage();
    const update = updateOf(copy, () => firstTheme(fragment).insert(0, [new Y.XmlElement("section")]));
    expect(refusalOf(() => guard.check(update, alice))).toBe("text-not-allowed");
  });
});

describe("R5 nothing gets in that an editor would delete for everyone", () => {
  const attacks: Record<string, (fragment: Y.XmlFragment) => void> = {
    "an unknown element": (fragment) =>
      element(firstTheme(fragment), 0).insert(0, [new Y.XmlElement("table")]),
    "text in a clause": (fragment) => element(firstTheme(fragment), 0).insert(0, [new Y.XmlText("bare")]),
    "a paragraph in a section": (fragment) => firstTheme(fragment).insert(0, [new Y.XmlElement("paragraph")]),
    "an unknown attribute": (fragment) =>
      element(firstTheme(fragment), 0).setAttribute("onclick", "alert(1)"),
    "a clause id that is no id": (fragment) =>
      element(firstTheme(fragment), 0).setAttribute("id", '"><script>'),
    "an unknown mark": (fragment) => {
      write(fragment, "x");
      (firstParagraph(fragment).get(0) as Y.XmlText).format(0, 1, { blink: {} });
    },
    "a script address": (fragment) => {
      write(fragment, "x");
      (firstParagraph(fragment).get(0) as Y.XmlText).format(0, 1, { link: { href: "javascript:alert(1)" } });
    },
    "an embedded object": (fragment) => {
      write(fragment, "x");
      (firstParagraph(fragment).get(0) as Y.XmlText).insertEmbed(0, { image: "x" });
    },
    "an attribute of a text": (fragment) => {
      write(fragment, "x");
      (firstParagraph(fragment).get(0) as Y.XmlText).setAttribute("class", "x");
    },
    "lists nested without end": (fragment) => {
      let parent = element(firstTheme(fragment), 0);
      for (let depth = 0; depth < 40; depth++) {
        const list = new Y.XmlElement("bulletList");
        const item = new Y.XmlElement("listItem");
        list.insert(0, [item]);
        parent.insert(0, [list]);
        parent = item;
      }
    },
  };
  test.each(Object.entries(attacks))("%s is refused", (_name, attack) => {
    const { guard, copy, fragment } = stage();
    const update = updateOf(copy, () => attack(fragment));
    expect(refusalOf(() => guard.check(update, alice))).toBe("text-not-allowed");
  });
});

test("R5 a struct that names one neighbour for both sides, which would be read in two orders, is refused", () => {
  const { guard, copy, fragment } = stage();
  const update = updateOf(copy, () => {
    const text = new Y.XmlText("ab");
    firstParagraph(fragment).insert(0, [text]);
    text.insert(1, "x");
    const struck = text._start?.right;
    if (struck?.origin) struck.rightOrigin = struck.origin;
  });
  expect(refusalOf(() => guard.check(update, alice))).toBe("text-not-allowed");
});

describe("R8 new words only under one's own client id", () => {
  test("another person's id is refused, a small id that nobody was given too", () => {
    for (const clientId of [bobClient, 1, 99]) {
      const { guard, copy, fragment } = stage();
      copy.clientID = clientId;
      const update = updateOf(copy, () => write(fragment, "forged"));
      expect(refusalOf(() => guard.check(update, alice))).toBe("author-mismatch");
    }
  });

  test("a stock client's own id is taken at first use and reported, so that the room can bind it", () => {
    const { guard, copy, fragment } = stage();
    copy.clientID = 3_000_000_000;
    const verdict = guard.check(
      updateOf(copy, () => write(fragment, "mine")),
      alice,
    );
    expect(verdict).toMatchObject({ kind: "accepted", newClients: [3_000_000_000] });
  });
});

describe("R9 bytes are untrusted even after decoding", () => {
  test("the 7-byte frame that costs Yjs 185 ms, an empty frame and V2 bytes are refused or asked again", () => {
    const { guard, copy, fragment } = stage();
    write(fragment, "words");
    for (const bytes of [[0x01, 0x80, 0x80, 0x80, 0x80, 0x08, 0x00], [], [1], [255, 255, 255, 255]]) {
      const outcome = refusalOf(() => guard.check(Uint8Array.from(bytes), alice));
      expect(["frame-malformed", "not refused: gap"]).toContain(outcome);
    }
    const secondFormat = refusalOf(() => guard.check(Y.encodeStateAsUpdateV2(copy), alice));
    expect(secondFormat).not.toBe("not refused: accepted");
  });

  test("20,000 mutated frames never throw anything but a refusal, and leave the text sound", () => {
    const seed = seedOfThisRun();
    const random = seededRandom(seed);
    const { server, guard, copy, fragment } = stage();
    const frames: Uint8Array[] = [];
    for (let round = 0; round < 20; round++) {
      frames.push(updateOf(copy, () => firstTheme(fragment).insert(round % 2, [clauseOf(`c${round}`)])));
      frames.push(
        updateOf(copy, () =>
          element(element(firstTheme(fragment), 0), 0).insert(0, [new Y.XmlText("some words")]),
        ),
      );
    }
    frames.push(Y.encodeStateAsUpdate(copy));
    const outcomes = new Map<string, number>();
    for (let round = 0; round < 20_000; round++) {
      const frame = Uint8Array.from(frames[Math.floor(random() * frames.length)] as Uint8Array);
      for (let flips = 1 + Math.floor(random() * 4); flips > 0; flips--) {
        frame[Math.floor(random() * frame.length)] = Math.floor(random() * 256);
      }
      let outcome: string;
      try {
        const verdict = guard.check(frame, alice);
        outcome = verdict.kind;
        if (verdict.kind === "accepted") {
          Y.applyUpdate(server, verdict.update);
          guard.settle();
        }
      } catch (error) {
        if (!(error instanceof Refusal)) throw new Error(`seed ${seed}, round ${round}`, { cause: error });
        outcome = error.id;
      }
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (server.store.pendingStructs !== null || server.store.pendingDs !== null) {
        throw new Error(`seed ${seed}, round ${round}: something waits in the document`);
      }
    }
    const names = server
      .getXmlFragment("default")
      .toArray()
      .map((child) => (child instanceof Y.XmlElement ? child.nodeName : "text"));
    expect(names, `seed ${seed}`).toEqual(["title", ...Array.from({ length: 6 }, () => "section")]);
    expect(outcomes.get("frame-malformed"), `seed ${seed}`).toBeGreaterThan(0);
    expect(() => readDeclaration(server), `seed ${seed}`).not.toThrow();
  });
});
