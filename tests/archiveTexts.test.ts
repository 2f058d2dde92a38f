/** Archives whole on the outside whose texts or records no declaration can have: refused by name, with nothing left behind. */
import { strToU8 } from "fflate";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { archivePaths } from "../shared/archive.ts";
import type { PlenaryRecord } from "../shared/records.ts";
import { forgerStage } from "./kit/archiveForger.ts";
import { authorsIn, bytesOf, jsonIn, sealed } from "./kit/archivist.ts";
import { elementAt } from "./kit/stockClient.ts";

const at = forgerStage();

describe("A text that no declaration can have", () => {
  const texts: readonly [what: string, write: (document: Y.Doc, fragment: Y.XmlFragment) => void][] = [
    ["without a section", (_, fragment) => fragment.delete(3, 1)],
    ["without its title", (_, fragment) => fragment.delete(0, 1)],
    ["with a section more", (_, fragment) => fragment.insert(7, [new Y.XmlElement("section")])],
    [
      "with a section of another theme",
      (_, fragment) => elementAt(fragment, 2).setAttribute("theme", "catering"),
    ],
    ["with words beside the sections", (_, fragment) => fragment.insert(1, [new Y.XmlText("beside")])],
    [
      "with an element that nobody knows",
      (_, fragment) => elementAt(fragment, 2).insert(0, [new Y.XmlElement("script")]),
    ],
    [
      "with an attribute that nobody knows",
      (_, fragment) => elementAt(fragment, 2, 0).setAttribute("onclick", "x"),
    ],
    [
      "with an attribute that holds an object",
      (_, fragment) => elementAt(fragment, 2, 0).setAttribute("lead", { a: 1 } as unknown as string),
    ],
    [
      "with a link to a program",
      (_, fragment) =>
        elementAt(fragment, 4, 0, 0).insert(0, [marked({ link: { href: "javascript:alert(1)" } })]),
    ],
    [
      "with a mark that nobody knows",
      (_, fragment) => elementAt(fragment, 4, 0, 0).insert(0, [marked({ size: { px: 90 } })]),
    ],
    [
      "with two clauses of one id",
      (_, fragment) => {
        const twin = new Y.XmlElement("clause");
        twin.setAttribute("id", elementAt(fragment, 2, 0).getAttribute("id") ?? "");
        twin.insert(0, [new Y.XmlElement("paragraph")]);
        elementAt(fragment, 2).insert(1, [twin]);
      },
    ],
    ["with another text beside it", (document) => document.getMap("other").set("a", 1)],
    [
      "with an attribute of its own",
      (_, fragment) => new Y.XmlElement().setAttribute.call(fragment, "a", "b"),
    ],
    ["with lists in lists without end", (_, fragment) => elementAt(fragment, 2, 0).insert(0, [deep(40)])],
  ];
  for (const [what, write] of texts) {
    test(what, async () => {
      await at.isRefused(
        at.forged({ [archivePaths.state]: at.rewritten(write) }),
        "archive-damaged",
        archivePaths.state,
      );
    });
  }

  test("in a version that nobody looks at today", async () => {
    const path = Object.keys(at.files).find((each) => /^text\/\d/.test(each)) ?? "";
    const changed = at.rewritten((_, fragment) =>
      elementAt(fragment, 2).insert(0, [new Y.XmlElement("script")]),
    );
    await at.isRefused(at.forged({ [path]: changed }), "archive-damaged", path);
  });

  test("whose versions contradict each other", async () => {
    const [older = ""] = Object.keys(at.files).filter((each) => /^text\/\d/.test(each));
    // Another text from the beginning, under the very ids of the real one.
    const other = Buffer.from(at.files[older] ?? [])
      .toString("latin1")
      .replace("Whereas", "Thereas");
    expect(other).not.toBe(Buffer.from(at.files[older] ?? []).toString("latin1"));
    await at.isRefused(
      at.forged({ [older]: Buffer.from(other, "latin1") }),
      "archive-damaged",
      "does not hold what an earlier text holds",
    );
  });

  test("that has more in it before than after", async () => {
    const [older = ""] = Object.keys(at.files).filter((each) => /^text\/\d/.test(each));
    const later = at.rewritten((_, fragment) =>
      elementAt(fragment, 4, 0, 0).insert(0, [new Y.XmlText("Never kept. ")]),
    );
    await at.isRefused(
      at.forged({ [older]: later }),
      "archive-damaged",
      "does not hold what an earlier text holds",
    );
  });

  test("with a hole in it", async () => {
    const document = new Y.Doc();
    Y.applyUpdate(document, at.files[archivePaths.state] ?? new Uint8Array());
    const vector = Y.decodeStateVector(Y.encodeStateVector(document));
    const [[client = 0] = []] = [...vector];
    const hole = Y.encodeStateAsUpdate(document, Y.encodeStateVector(new Map([[client, 1]])));
    await at.isRefused(at.forged({ [archivePaths.state]: hole }), "archive-damaged", archivePaths.state);
  });

  test("that is no text", () =>
    at.isRefused(
      at.forged({ [archivePaths.state]: strToU8("words") }),
      "archive-damaged",
      archivePaths.state,
    ));

  test("that asks for more memory than there is, in seven bytes", () =>
    at.isRefused(
      at.forged({ [archivePaths.state]: new Uint8Array([1, 1, 1, 0, 0xff, 0xff, 0x7f]) }),
      "archive-damaged",
      archivePaths.state,
    ));

  test("in which somebody wrote whom the authors do not name", async () => {
    const { people, clients } = authorsIn(at.files);
    const named = clients.filter(({ participantId }) => participantId !== at.here.writer.participantId);
    await at.isRefused(
      at.forged({ [archivePaths.authors]: bytesOf({ people, clients: named }) }),
      "archive-damaged",
      "authors.json",
    );
    await at.isRefused(
      at.forged({ [archivePaths.authors]: bytesOf({ people: [], clients }) }),
      "archive-damaged",
      "authors.json",
    );
    const twice = [...clients, { clientId: clients[0]?.clientId, participantId: null }];
    await at.isRefused(
      at.forged({ [archivePaths.authors]: bytesOf({ people, clients: twice }) }),
      "archive-damaged",
      "authors.json",
    );
  });
});

describe("Records that nobody can have made", () => {
  const records = () => jsonIn<PlenaryRecord[]>(at.files, archivePaths.records);
  const damaged = (changed: unknown, more = {}) =>
    at.isRefused(
      sealed({ ...at.files, [archivePaths.records]: bytesOf(changed) }, more),
      "archive-damaged",
      "records.json",
    );

  test("of an unknown kind", () =>
    damaged(records().map((each, at) => (at === 3 ? { ...each, kind: "shouted" } : each))));
  test("with a field more", () =>
    damaged(records().map((each, at) => (at === 3 ? { ...each, admin: true } : each))));
  test("numbered otherwise", () => damaged(records().toReversed()));
  test("fewer than there were", () => damaged(records().slice(0, -1)));
  test("no list", () => damaged({ records: [] }));
  test("that speak of a later text", () =>
    damaged(
      records().map((each) =>
        each.kind === "versionNamed" ? { ...each, data: { ...each.data, textSequence: 900_000 } } : each,
      ),
    ));
  test("a million updates that are not there", () =>
    at.isRefused(sealed(at.files, { textSequence: 1_000_001 }), "archive-damaged", "manifest.json"));
});

function marked(mark: Record<string, object>): Y.XmlText {
  const text = new Y.XmlText();
  text.insert(0, "marked", mark);
  return text;
}

function deep(levels: number): Y.XmlElement {
  const list = new Y.XmlElement("bulletList");
  const item = new Y.XmlElement("listItem");
  item.insert(0, [levels === 0 ? new Y.XmlElement("paragraph") : deep(levels - 1)]);
  list.insert(0, [item]);
  return list;
}
