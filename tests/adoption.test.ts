import { afterEach, beforeEach, describe, expect, test } from "vitest";
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
      (text as import("yjs").XmlText).insert(0, "All ");
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
