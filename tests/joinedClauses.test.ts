// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { plainTextOfBlocks, readDeclaration } from "../shared/declaration/readDeclaration.ts";
import { anchorAt, resolveAnchor } from "../shared/deliberation/anchors.ts";
import { type Hall, type Listener, ofKind, openHall, type Person } from "./kit/hall.ts";
import { type WritingHands, writingHands } from "./kit/writingHands.ts";

let hall: Hall;
let chair: Person;
let ben: Person;
let ana: WritingHands;
let heard: Listener;
beforeEach(async () => {
  hall = await openHall();
  chair = await hall.person("facilitator", "Chair");
  ben = await hall.person("attendee", "Ben");
  ana = await writingHands(await hall.person("participant", "Ana"));
  heard = await chair.listens();
  ana.hands.caretIn(1, 0);
  ana.hands.type("Ministries fund ");
  ana.hands.press("Enter");
  ana.hands.type("regional pilots.");
  await stored("regional pilots.");
});
afterEach(async () => {
  ana.close();
  await hall.close();
});

const clauses = () =>
  readDeclaration(ana.hands.document).sections.flatMap(({ clauses }) =>
    clauses.map(({ id, blocks }) => ({ id, words: plainTextOfBlocks(blocks) })),
  );
const idOf = (words: string) => {
  const clause = clauses().find((each) => each.words.includes(words));
  if (clause === undefined) throw new Error(`no clause holds "${words}"`);
  return clause.id;
};

/** Resolves once the text that the server hands out holds those words, or does not any more. */
async function stored(words: string, isThere = true): Promise<void> {
  const other = await chair.writes();
  await other.until(
    () => JSON.stringify(readDeclaration(other.document)).includes(words) === isThere,
    `"${words}" is stored: ${isThere}`,
  );
  other.leave();
}

/** Ana takes the clause of that id out of the text. */
async function removed(clauseId: string): Promise<void> {
  const { editor } = ana.hands;
  const { words } = clauses().find(({ id }) => id === clauseId) ?? { words: "" };
  let start = 0;
  editor.state.doc.descendants((node, position) => {
    if (node.attrs.id === clauseId) start = position;
  });
  const { tr, doc } = editor.state;
  editor.view.dispatch(tr.delete(start, start + (doc.nodeAt(start)?.nodeSize ?? 0)));
  await stored(words, false);
}

/** Ben comments on the clause with those words, or on the words themselves. */
async function commented(on: string, wholly = true) {
  const clauseId = idOf(on);
  const words = clauses().find(({ id }) => id === clauseId)?.words ?? "";
  const anchor = wholly
    ? null
    : anchorAt(ana.hands.document, clauseId, words.indexOf(on), words.indexOf(on) + on.length);
  const made = ofKind(await ben.does("comment", { clauseId, words: "Who?", anchor }), "commentMade");
  await heard.until(({ comments }) => comments.has(made.data.commentId), "the comment is heard");
  return made.data.commentId;
}

const comment = (commentId: string) => {
  const found = heard.deliberation.comments.get(commentId);
  if (found === undefined) throw new Error("the comment is gone");
  return found;
};

describe("R7 a thread on a clause as a whole", () => {
  test("follows into the clause that it is joined to, and comes back with undo", async () => {
    const commentId = await commented("regional");
    const gone = idOf("regional");
    const into = idOf("Ministries");
    ana.hands.caretIn(1, 1);
    ana.hands.press("Backspace");
    expect(clauses()[0]?.words).toBe("Ministries fund regional pilots.");
    await heard.until(({ joined }) => joined.get(gone) === into, "the joining is recorded");
    expect(comment(commentId)).toMatchObject({ clauseId: into, madeOn: gone });
    expect(resolveAnchor(ana.hands.document, comment(commentId))).toMatchObject({
      state: "moved",
      clauseId: into,
    });
    ana.hands.press("z", { ctrlKey: true });
    expect(idOf("regional")).toBe(gone);
    expect(resolveAnchor(ana.hands.document, comment(commentId))).toMatchObject({
      state: "exact",
      clauseId: gone,
    });
    await heard.until(({ joined }) => !joined.has(gone), "that it stands again is recorded");
    expect(comment(commentId).clauseId).toBe(gone);
    ana.hands.press("y", { ctrlKey: true });
    await heard.until(({ joined }) => joined.get(gone) === into, "the second joining is recorded");
    expect((await ben.reads()).deliberation.comments.get(commentId)?.clauseId).toBe(into);
  });

  test("follows words that are cut here and pasted there", async () => {
    const commentId = await commented("regional");
    const gone = idOf("regional");
    await removed(gone);
    const into = clauses()[1]?.id ?? "";
    ana.hands.caretIn(2, 0);
    ana.hands.type("First, ");
    ana.hands.type("regional pilots.");
    await heard.until(({ joined }) => joined.has(gone), "the paste is recorded");
    expect(comment(commentId).clauseId).toBe(into);
  });

  test("stays with the first half when its clause is split, while one on words goes with them", async () => {
    const whole = await commented("regional");
    const words = await commented("pilots", false);
    const id = idOf("regional");
    ana.hands.caretBehind("regional ");
    ana.hands.press("Enter");
    await stored("pilots.");
    expect(resolveAnchor(ana.hands.document, comment(whole))).toMatchObject({ state: "exact", clauseId: id });
    expect(resolveAnchor(ana.hands.document, comment(words))).toMatchObject({
      state: "moved",
      clauseId: idOf("pilots."),
      words: "pilots",
    });
    expect(heard.records.map(({ kind }) => kind)).not.toContain("clauseJoined");
  });

  test("lies under no clause when its words are gone, and can be attached again", async () => {
    const commentId = await commented("regional");
    await removed(idOf("regional"));
    expect(resolveAnchor(ana.hands.document, comment(commentId)).state).toBe("orphaned");
    const there = idOf("Ministries");
    const anchor = anchorAt(ana.hands.document, there, 0, "Ministries".length);
    const attached = ofKind(
      await ben.does("attachComment", { commentId, clauseId: there, anchor }),
      "commentAttached",
    );
    await heard.until(({ sequence }) => sequence >= attached.sequence, "the attaching is heard");
    expect(resolveAnchor(ana.hands.document, comment(commentId))).toMatchObject({
      state: "exact",
      clauseId: there,
      words: "Ministries",
    });
    expect(heard.records.map(({ kind }) => kind)).not.toContain("clauseJoined");
  });

  test("costs no record where nothing hangs on the clause", async () => {
    ana.hands.caretIn(1, 1);
    ana.hands.press("Backspace");
    await stored("Ministries fund regional pilots.");
    const { records } = await chair.reads();
    expect(records.map(({ kind }) => kind)).toEqual(["declarationCreated"]);
  });
});
