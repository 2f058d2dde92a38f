import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { XmlText } from "yjs";
import { Refusal } from "../server/errors.ts";
import type { Store, StoreTransaction } from "../server/store/store.ts";
import { wordingOfElement } from "../shared/declaration/findClause.ts";
import { type Debate, openDebate, other, words } from "./kit/debate.ts";
import { hashOf, ofKind, type Person } from "./kit/hall.ts";
import { elementAt } from "./kit/stockClient.ts";

let hall: Debate;
let clauseId: string;
let chair: Person;
let ana: Person;
let ben: Person;
let made: Debate["made"];
let textNow: Debate["textNow"];
beforeEach(async () => {
  hall = await openDebate();
  ({ clauseId, chair, ana, ben, made, textNow } = hall);
});
afterEach(() => hall.close());

describe("Adoption", () => {
  test("changes text and record together, for everybody, and is undone as one step", async () => {
    const writer = await ana.writes();
    const amendmentId = await made(ben, "proposeAmendment");
    const adopted = ofKind(await chair.does("adoptAmendment", { amendmentId }), "amendmentAdopted");
    expect(await textNow()).toBe(other);
    await writer.until(
      () => wordingOfElement(elementAt(writer.fragment, 2, 0)) === other,
      "Ana sees the adopted wording",
    );
    expect(adopted.data).toMatchObject({ clauseId, before: words });
    await chair.does("undoAdoption", { amendmentId });
    expect(await textNow()).toBe(words);
    expect((await ben.reads()).deliberation.amendments.get(amendmentId)?.outcome).toEqual({ kind: "open" });
  });

  test("of a new clause, and of striking one, and back", async () => {
    const insert = ofKind(
      await ben.does("proposeAmendment", {
        kind: "insert",
        section: { kind: "theme", theme: "strategic-leadership" },
        after: clauseId,
        wording: "A second clause.\n\n- one\n- two",
        reason: "",
      }),
      "amendmentProposed",
    ).data.amendmentId;
    const strike = ofKind(
      await ben.does("proposeAmendment", {
        kind: "strike",
        clauseId,
        base: hashOf(words),
        reason: "Said below.",
      }),
      "amendmentProposed",
    ).data.amendmentId;
    await chair.does("adoptAmendment", { amendmentId: insert });
    await chair.does("adoptAmendment", { amendmentId: strike });
    expect(await textNow()).toBe("A second clause.\n\n- one\n- two");
    await chair.does("undoAdoption", { amendmentId: strike });
    expect(await textNow()).toBe(words);
    expect(await ben.isRefused("comment", { clauseId, words: "Back again" })).toBe(null);
    await chair.does("undoAdoption", { amendmentId: insert });
  });

  test("of two competing amendments at the same moment: one wins, the other is told, and text and record agree", async () => {
    const first = await made(ben, "proposeAmendment");
    const second = ofKind(
      await ana.does("proposeAmendment", {
        kind: "replace",
        clauseId,
        wording: "Regions alone fund them.",
        base: hashOf(words),
        reason: "",
      }),
      "amendmentProposed",
    ).data.amendmentId;
    const secondChair = await hall.person("facilitator", "Second chair");
    const answers = await Promise.all([
      chair.isRefused("adoptAmendment", { amendmentId: first }),
      secondChair.isRefused("adoptAmendment", { amendmentId: second }),
    ]);
    expect(answers.toSorted()).toEqual(["amendment-outdated", null].toSorted());
    const { amendments } = (await ben.reads()).deliberation;
    const adopted = [...amendments.values()].filter(({ outcome }) => outcome.kind === "adopted");
    expect(adopted).toHaveLength(1);
    expect(await textNow()).toBe(adopted[0]?.wording);
  });

  test("keeps what others write in the same moment: the adoption or their word, and never half of either", async () => {
    const writer = await ana.writes();
    const amendmentId = await made(ben, "proposeAmendment");
    const paragraph = elementAt(writer.fragment, 2, 0, 0);
    const typing = (async () => {
      const text = paragraph.get(0);
      if (!("insert" in text)) throw new Error("no text");
      (text as XmlText).insert(0, "All ");
    })();
    const [refusal] = await Promise.all([chair.isRefused("adoptAmendment", { amendmentId }), typing]);
    await writer.until(
      () => wordingOfElement(elementAt(writer.fragment, 2, 0)).startsWith("All "),
      "both are there",
    );
    const wanted = refusal === null ? `All ${other}` : `All ${words}`;
    await expect.poll(textNow, { timeout: 20_000 }).toBe(wanted);
    expect([null, "amendment-outdated"]).toContain(refusal);
  });

  test("is not undone over words that somebody wrote since", async () => {
    const amendmentId = await made(ben, "proposeAmendment");
    await chair.does("adoptAmendment", { amendmentId });
    const later = ofKind(
      await ana.does("proposeAmendment", {
        kind: "replace",
        clauseId,
        wording: `${other} Soon.`,
        base: hashOf(other),
        reason: "",
      }),
      "amendmentProposed",
    ).data.amendmentId;
    await chair.does("adoptAmendment", { amendmentId: later });
    expect(await chair.isRefused("undoAdoption", { amendmentId })).toBe("adoption-overwritten");
    expect(await textNow()).toBe(`${other} Soon.`);
  });

  test("is open to participants where the policy lets them", async () => {
    const amendmentId = await made(ben, "proposeAmendment");
    expect(await ana.isRefused("adoptAmendment", { amendmentId })).toBe("role-not-allowed");
    await chair.does("setPolicy", { moderation: "after", words: "", participantsAdopt: true });
    await ana.does("adoptAmendment", { amendmentId });
    expect(await textNow()).toBe(other);
  });
});

describe("A store that fails in between", () => {
  /** Throws at the named step of the next transactions, as a full disk does. */
  const failing = { step: "" };
  const around = (store: Store): Store =>
    new Proxy(store, {
      get(target, name) {
        if (name !== "transact") {
          const value: unknown = Reflect.get(target, name);
          return typeof value === "function" ? value.bind(target) : value;
        }
        return <Result>(work: (transaction: StoreTransaction) => Promise<Result>) =>
          target.transact(async (transaction) => {
            const brittle = new Proxy(transaction, {
              get(inner, step) {
                const value = Reflect.get(inner, step) as (...given: unknown[]) => Promise<unknown>;
                return async (...given: unknown[]) => {
                  const done = await value(...given);
                  if (step === failing.step) throw new Refusal("storage-failed");
                  return done;
                };
              },
            });
            return work(brittle);
          });
      },
    });

  test.each(["listRecords", "appendText", "appendRecord"])(
    "after %s leaves text and record as they were, and the next attempt succeeds",
    async (step) => {
      const debate = await openDebate({ around });
      try {
        const { chair: chairman, ben: proposer, ana: writer } = debate;
        const amendmentId = await debate.made(proposer, "proposeAmendment");
        const before = (await chairman.reads()).records;
        failing.step = step;
        expect(await chairman.isRefused("adoptAmendment", { amendmentId })).toBe("storage-failed");
        failing.step = "";
        expect(await debate.textNow()).toBe(words);
        expect((await chairman.reads()).records).toEqual(before);
        const client = await writer.writes();
        (elementAt(client.fragment, 2, 0, 0).get(0) as XmlText).insert(0, "All ");
        await expect.poll(debate.textNow, { timeout: 20_000 }).toBe(`All ${words}`);
        (elementAt(client.fragment, 2, 0, 0).get(0) as XmlText).delete(0, 4);
        await expect.poll(debate.textNow, { timeout: 20_000 }).toBe(words);
        await chairman.does("adoptAmendment", { amendmentId });
        expect(await debate.textNow()).toBe(other);
        await client.until(
          () => wordingOfElement(elementAt(client.fragment, 2, 0)) === other,
          "the writer sees the adopted wording",
        );
      } finally {
        failing.step = "";
        await debate.close();
      }
    },
  );
});
