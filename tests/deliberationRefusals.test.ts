import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Debate, openDebate, other, words } from "./kit/debate.ts";
import { hashOf, type Person } from "./kit/hall.ts";

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

describe("Named refusals change nothing", () => {
  test("of comments", async () => {
    const commentId = await made(ben, "comment");
    const before = (await chair.reads()).records.length;
    expect(await ben.isRefused("comment", { clauseId, words: "  " })).toBe("input-invalid");
    expect(await ben.isRefused("comment", { clauseId, words: "x".repeat(2001) })).toBe("input-invalid");
    expect(await ben.isRefused("comment", { words: "Where?" })).toBe("input-invalid");
    expect(await ben.isRefused("comment", { clauseId: "nowhere", words: "Hm" })).toBe("clause-unknown");
    expect(await ben.isRefused("comment", { replyTo: "nowhere", words: "Hm" })).toBe("comment-unknown");
    expect(await ana.isRefused("editComment", { commentId, words: "Mine" })).toBe("not-yours");
    expect(await ana.isRefused("withdrawComment", { commentId })).toBe("not-yours");
    expect(await ben.isRefused("editComment", { commentId, words: "Who pays?" })).toBe("nothing-changed");
    expect(await chair.isRefused("resolveComment", { commentId, disposition: "declined", reason: "" })).toBe(
      "input-invalid",
    );
    expect(
      await chair.isRefused("resolveComment", {
        commentId,
        disposition: "merged",
        reason: "Twice",
        into: commentId,
      }),
    ).toBe("input-invalid");
    expect((await chair.reads()).records.length).toBe(before);
    await ben.does("withdrawComment", { commentId });
    expect(await ben.isRefused("comment", { replyTo: commentId, words: "Hm" })).toBe("comment-closed");
  });

  test("of positions: another wording, a block without its reason, the same again", async () => {
    const position = { clauseId, position: "agree", wording: hashOf(words) };
    expect(await ben.isRefused("takePosition", { ...position, wording: hashOf("older") })).toBe(
      "wording-changed",
    );
    expect(await ben.isRefused("takePosition", { ...position, position: "block" })).toBe(
      "block-without-reason",
    );
    expect(await ben.isRefused("takePosition", { ...position, clauseId: "nowhere" })).toBe("clause-unknown");
    await ben.does("takePosition", { clauseId, position: "agree", wording: words });
    expect(await ben.isRefused("takePosition", position)).toBe("nothing-changed");
  });

  test("of people who are muted and of places that are closed", async () => {
    await chair.does("mute", { participantId: ben.participantId, muted: true });
    expect(await ben.isRefused("comment", { clauseId, words: "Hm" })).toBe("muted");
    expect(await ben.isRefused("sendIdea", { theme: "strategic-leadership", words: "Hm" })).toBe("muted");
    await ben.does("takePosition", { clauseId, position: "disagree", wording: hashOf(words) });
    expect(await chair.isRefused("mute", { participantId: chair.participantId, muted: true })).toBe(
      "input-invalid",
    );
    expect(await chair.isRefused("mute", { participantId: "nobody", muted: true })).toBe("person-unknown");
    await chair.does("mute", { participantId: ben.participantId, muted: false });
    for (const scope of [
      { kind: "clause", clauseId },
      { kind: "section", section: "theme", theme: "strategic-leadership" },
      { kind: "all" },
    ] as const) {
      await chair.does("setCommenting", { scope, open: false });
      expect(await ben.isRefused("comment", { clauseId, words: "Hm" })).toBe("comments-closed");
      await chair.does("comment", { clauseId, words: "We go on after lunch." });
      await chair.does("setCommenting", { scope, open: true });
    }
    await ben.does("comment", { clauseId, words: "Hm" });
  });

  test("of amendments: an older wording, the same wording, one that is settled", async () => {
    const proposal = { kind: "replace", clauseId, wording: other, base: hashOf(words), reason: "" };
    expect(await ben.isRefused("proposeAmendment", { ...proposal, base: hashOf("older") })).toBe(
      "wording-changed",
    );
    expect(await ben.isRefused("proposeAmendment", { ...proposal, wording: words })).toBe("wording-same");
    expect(await ben.isRefused("proposeAmendment", { ...proposal, clauseId: "nowhere" })).toBe(
      "clause-unknown",
    );
    const amendmentId = await made(ben, "proposeAmendment");
    await chair.does("declineAmendment", { amendmentId, reason: "Too wide." });
    for (const [name, input] of [
      ["supportAmendment", { amendmentId, supports: true }],
      ["adoptAmendment", { amendmentId }],
      ["declineAmendment", { amendmentId, reason: "Again" }],
    ] as const) {
      expect([name, await chair.isRefused(name, input)]).toEqual([name, "amendment-closed"]);
    }
    expect(await textNow()).toBe(words);
  });

  test("of too much at once: sixty a minute and person, and nobody else is held up", async () => {
    for (let count = 0; count < 60; count++)
      await ben.does("comment", { clauseId, words: `Number ${count}` });
    expect(await ben.isRefused("comment", { clauseId, words: "One more" })).toBe("too-many-contributions");
    await ana.does("comment", { clauseId, words: "Mine" });
    hall.door.clock += 60_000;
    await ben.does("comment", { clauseId, words: "One more" });
  });
});

describe("What is sent twice", () => {
  test("under one key is done once, and the second answer is the first", async () => {
    const sent = { clauseId, words: "Who pays?" };
    const first = await ben.does("comment", sent, "key-00000001");
    const [second, third] = await Promise.all([
      ben.does("comment", sent, "key-00000001"),
      ben.does("comment", sent, "key-00000001"),
    ]);
    expect([second, third]).toEqual([first, first]);
    expect((await ben.reads()).deliberation.comments.size).toBe(1);
  });

  test("under one key with other words is refused by name", async () => {
    await ben.does("comment", { clauseId, words: "Who pays?" }, "key-00000001");
    expect(await ben.isRefused("comment", { clauseId, words: "Who?" }, "key-00000001")).toBe("key-reused");
    await ana.does("comment", { clauseId, words: "Who?" }, "key-00000001");
  });
});
