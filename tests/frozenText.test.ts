import { EditorState, type Transaction } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { moveClause } from "../client/editor/moving.ts";
import { keepFrozen, type Standing, showStanding } from "../client/editor/standing.ts";
import { at, clause, draft, having } from "./kit/draft.ts";

type Place = Parameters<Standing["isFrozen"]>[0];

/** A draft of two clauses in the first theme and one in the second, with that frozen, and who was told. */
function frozen(isFrozen: (place: Place) => boolean, everythingFrozen = false) {
  const told: (string | null)[] = [];
  const plain = draft(
    [],
    [clause("a", "one"), clause("b", "two"), clause("c", "three")],
    [clause("d", "four")],
  );
  let state = EditorState.create({
    doc: plain.doc,
    plugins: [keepFrozen((clauseId) => told.push(clauseId))],
  });
  const view = {
    get state() {
      return state;
    },
    dispatch(transaction: Transaction) {
      state = state.apply(transaction);
    },
  };
  showStanding(view as Parameters<typeof showStanding>[0], {
    clauses: new Map(),
    everythingFrozen,
    isFrozen,
  });
  return {
    state,
    told,
    /** Writes behind those words; answers whether the text took it. */
    write(words: string): boolean {
      const placed = at(state, words);
      return placed.applyTransaction(placed.tr.insertText("!")).transactions.length > 0;
    },
  };
}

describe("R3 what is frozen takes no local change", () => {
  test("a clause, while its neighbours go on", () => {
    const text = frozen(({ clauseId }) => clauseId === "b");
    expect(text.write("one")).toBe(true);
    expect(text.write("two")).toBe(false);
    expect(text.write("three")).toBe(true);
    expect(text.told).toEqual(["b"]);
  });

  test("a section with everything in it, while the next one goes on", () => {
    const text = frozen(({ theme }) => theme === "strategic-leadership");
    expect([text.write("one"), text.write("three"), text.write("four")]).toEqual([false, false, true]);
    expect(text.told).toEqual([null, null]);
  });

  test("the title, only where everything is frozen", () => {
    expect(frozen(() => true).write("Title")).toBe(true);
    expect(frozen(() => true, true).write("Title")).toBe(false);
  });

  test("a frozen clause cannot be moved, nor can another be moved over it", () => {
    const { state, told } = frozen(({ clauseId }) => clauseId === "b");
    const order = (after: EditorState) => after.doc.child(2).children.map(({ attrs }) => attrs.id);
    expect(order(having(at(state, "two"), moveClause("up")))).toEqual(["a", "b", "c"]);
    expect(order(having(at(state, "three"), moveClause("up")))).toEqual(["a", "b", "c"]);
    expect(told).toEqual(["b", "b"]);
  });

  test("what others wrote still arrives", () => {
    const { state } = frozen(({ clauseId }) => clauseId === "b");
    const placed = at(state, "two");
    const remote = placed.tr.insertText("!").setMeta("y-sync$", { isChangeOrigin: true });
    expect(placed.applyTransaction(remote).transactions.length).toBeGreaterThan(0);
  });
});
