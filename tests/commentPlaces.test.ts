import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { clauseOfAmendment, clauseOfComment, removedClauses } from "../client/reader/part/commentPlaces.ts";
import { whereaboutsWords } from "../client/ui/whereaboutsWords.ts";
import { readDeclaration } from "../shared/declaration/readDeclaration.ts";
import type { Amendment, Comment } from "../shared/deliberation/state.ts";
import { emptyDeliberation } from "../shared/deliberation/state.ts";

/** A preamble with the clauses of those ids, and a closing section without any. */
function textWith(...ids: string[]) {
  const document = new Y.Doc();
  const sections = ["preamble", "closing"].map((kind) => {
    const section = new Y.XmlElement("section");
    section.setAttribute("kind", kind);
    return section;
  });
  document.getXmlFragment("default").insert(0, sections);
  sections[0]?.insert(
    0,
    ids.map((id) => {
      const clause = new Y.XmlElement("clause");
      clause.setAttribute("id", id);
      return clause;
    }),
  );
  return readDeclaration(document);
}

const contributed = {
  author: null,
  at: "",
  sequence: 1,
  visibility: "shown",
  shownSince: 1,
  hiddenBecause: "",
} as const;

function said(commentId: string, clauseId: string, more: Partial<Comment> = {}): Comment {
  return {
    ...contributed,
    commentId,
    clauseId,
    madeOn: clauseId,
    words: commentId,
    anchor: null,
    replyTo: null,
    amendmentId: null,
    editedAt: null,
    withdrawn: false,
    resolution: null,
    ...more,
  };
}

function proposed(amendmentId: string, more: Partial<Amendment>): Amendment {
  return {
    ...contributed,
    amendmentId,
    kind: "replace",
    clauseId: null,
    section: null,
    wording: "",
    base: "",
    reason: "",
    supporters: new Set(),
    outcome: { kind: "open" },
    ...more,
  };
}

function debate(comments: readonly Comment[], amendments: readonly Amendment[] = []) {
  return {
    ...emptyDeliberation,
    comments: new Map(comments.map((each) => [each.commentId, each])),
    amendments: new Map(amendments.map((each) => [each.amendmentId, each])),
  };
}

const nowhere = { state: "orphaned", clauseId: null, range: null, words: "" } as const;
const inB = { state: "moved", clauseId: "b", range: null, words: "x" } as const;

describe("what was said stands somewhere", () => {
  test("an answer stands where the comment that it answers does", () => {
    const places = new Map([["first", inB]]);
    expect(clauseOfComment(said("first", "a"), places)).toBe("b");
    expect(clauseOfComment(said("answer", "a", { replyTo: "first" }), places)).toBe("b");
    expect(clauseOfComment(said("other", "a"), places)).toBe("a");
  });

  test("each thread and proposal on a clause that is gone is under it; what went elsewhere, or was withdrawn in silence, is not", () => {
    const removed = removedClauses(
      textWith("b"),
      debate(
        [
          said("kept", "a"),
          said("gone elsewhere", "a"),
          said("taken back", "a", { withdrawn: true }),
          said("answered", "c", { withdrawn: true }),
          said("answer", "c", { replyTo: "answered" }),
          said("standing", "b"),
        ],
        [
          proposed("on a", { clauseId: "a" }),
          proposed("taken back", { clauseId: "d", outcome: { kind: "withdrawn", at: "" } }),
          proposed("struck", {
            kind: "strike",
            clauseId: "e",
            outcome: { kind: "adopted", at: "", clauseId: "e", before: "Words.", place: null },
          }),
        ],
      ),
      new Map<string, typeof nowhere | typeof inB>([
        ["kept", nowhere],
        ["gone elsewhere", inB],
      ]),
    );
    expect(
      removed.map(({ clauseId, threads, amendments }) => [
        clauseId,
        threads.map(({ commentId }) => commentId),
        amendments.map(({ amendmentId }) => amendmentId),
      ]),
    ).toEqual([
      ["a", ["kept"], ["on a"]],
      ["c", ["answered"], []],
      ["e", [], ["struck"]],
    ]);
  });

  test("a new clause is proposed behind its neighbour, or in its section where that is gone", () => {
    const insert = { kind: "insert", section: { kind: "preamble", theme: null } } as const;
    const text = textWith("a", "b");
    expect(clauseOfAmendment(proposed("1", { ...insert, clauseId: "b" }), text)).toBe("b");
    expect(clauseOfAmendment(proposed("2", { ...insert, clauseId: "gone" }), text)).toBe("a");
    expect(clauseOfAmendment(proposed("3", { kind: "replace", clauseId: "gone" }), text)).toBe("gone");
  });
});

test("it is said what became of the words, and nothing where they stand", () => {
  const anchor = { from: "", to: "", quote: "words" };
  const onA = { madeOn: "a", anchor };
  const at = (state: "exact" | "moved" | "changed" | "orphaned", clauseId: string | null, words = "words") =>
    whereaboutsWords(onA, { state, clauseId, words });
  expect(at("exact", "a")).toBeNull();
  expect(at("moved", "a")).toBeNull();
  expect(at("moved", "b")).toBe("These words came here from another clause.");
  expect(at("changed", "a")).toBe("These words were changed since.");
  expect(at("changed", "a", "")).toBe("These words are gone.");
  expect(at("orphaned", null, "")).toBe("These words are gone.");
  expect(whereaboutsWords({ madeOn: "a", anchor: null }, inB)).toBe(
    "This was said about a clause that went into this one.",
  );
  expect(whereaboutsWords(onA, null)).toBeNull();
});
