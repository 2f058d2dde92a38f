import { afterEach, beforeEach, expect, test } from "vitest";
import { wordingOfElement } from "../shared/declaration/findClause.ts";
import { tallyOf } from "../shared/deliberation/reading.ts";
import { type Debate, openDebate, other, words } from "./kit/debate.ts";
import { hashOf, ofKind, type Person } from "./kit/hall.ts";
import { elementAt } from "./kit/stockClient.ts";

let hall: Debate;
let clauseId: string;
let chair: Person;
let ana: Person;
let ben: Person;
let made: Debate["made"];
beforeEach(async () => {
  hall = await openDebate();
  ({ clauseId, chair, ana, ben, made } = hall);
});
afterEach(() => hall.close());

test("Positions go stale with the wording and are asked again; votes carry no name to others", async () => {
  await ben.does("takePosition", {
    clauseId,
    position: "block",
    reason: "Nobody pays.",
    wording: hashOf(words),
  });
  await ana.does("takePosition", { clauseId, position: "agree", wording: hashOf(words) });
  const seenByBen = (await ben.reads()).deliberation;
  expect(tallyOf(seenByBen, clauseId, hashOf(words))).toMatchObject({
    counts: { agree: 1, abstain: 0, disagree: 0, block: 1 },
    total: 2,
    stale: 0,
  });
  const taken = [...(seenByBen.positions.get(clauseId)?.values() ?? [])];
  expect(taken.map(({ participantId }) => participantId)).toEqual([ben.participantId, null]);
  const amendmentId = await made(ben, "proposeAmendment");
  await chair.does("adoptAmendment", { amendmentId });
  expect(tallyOf((await ben.reads()).deliberation, clauseId, hashOf(other))).toMatchObject({
    total: 0,
    stale: 2,
  });
  await ben.does("takePosition", { clauseId, position: "agree", wording: hashOf(other) });
  expect(tallyOf((await ben.reads()).deliberation, clauseId, hashOf(other))).toMatchObject({
    total: 1,
    stale: 1,
  });
});

test("A check counts what was said while it was open, by stakeholder group, and ends with a record", async () => {
  const checkId = await made(chair, "openCheck");
  expect(await chair.isRefused("openCheck", { clauseId })).toBe("check-open");
  await ben.does("takePosition", { clauseId, position: "agree", wording: hashOf(words) });
  await ana.does("takePosition", { clauseId, position: "disagree", wording: hashOf(words) });
  await chair.does("closeCheck", { checkId });
  expect(await chair.isRefused("closeCheck", { checkId })).toBe("check-closed");
  const check = (await ben.reads()).deliberation.checks.get(checkId);
  expect(
    [...(check?.positions.values() ?? [])].map(({ position, stakeholder }) => [position, stakeholder]),
  ).toEqual([
    ["agree", "Employer"],
    ["disagree", "University"],
  ]);
  expect(check?.closedAt).not.toBeNull();
});

test("Before publication a comment is seen by its author and the facilitators alone; hidden words leave every other eye", async () => {
  await chair.does("setPolicy", { moderation: "before", words: "We read first.", participantsAdopt: false });
  const cem = await hall.person("attendee", "Cem");
  const live = await cem.listens();
  const id = await made(ben, "comment");
  const commentOf = async (person: Person) => (await person.reads()).deliberation.comments.get(id);
  expect((await commentOf(ben))?.visibility).toBe("held");
  expect((await commentOf(chair))?.visibility).toBe("held");
  expect(await commentOf(cem)).toBeUndefined();
  expect(await cem.isRefused("comment", { replyTo: id, words: "What?" })).toBe("comment-unknown");

  await ben.does("editComment", { commentId: id, words: "Who pays, and when?" });
  const approved = await chair.does("approve", { kind: "comment", id });
  expect(await ben.isRefused("editComment", { commentId: id, words: "Rude words" })).toBe("comment-closed");
  await live.until(({ sequence }) => sequence >= approved.sequence, "the comment is let through");
  expect(live.deliberation.comments.get(id)).toMatchObject({
    words: "Who pays, and when?",
    visibility: "shown",
  });
  expect(live.deliberation.comments.get(id)?.author?.name).toBe("Ben");
  expect(await commentOf(cem)).toEqual(live.deliberation.comments.get(id));

  await chair.does("hide", { kind: "comment", id, reason: "Asked twice." });
  const hidden = await commentOf(cem);
  expect(hidden).toMatchObject({ words: "", visibility: "hidden", hiddenBecause: "Asked twice." });
  expect(JSON.stringify((await cem.reads()).records)).not.toContain("Who pays");
  expect((await commentOf(ben))?.words).toBe("Who pays, and when?");
});

test("What waits for a facilitator is not decided about before everybody can see it", async () => {
  await chair.does("setPolicy", { moderation: "before", words: "", participantsAdopt: false });
  const held = "contribution-held";
  const commentId = await made(ben, "comment");
  expect(await ben.isRefused("comment", { replyTo: commentId, words: "And when?" })).toBe(held);
  const resolution = { commentId, disposition: "accepted", reason: "Right." } as const;
  expect(await chair.isRefused("resolveComment", resolution)).toBe(held);
  expect(await chair.isRefused("attachComment", { commentId, clauseId, anchor: null })).toBe(held);
  const ideaId = await made(ben, "sendIdea");
  expect(await ben.isRefused("backIdea", { ideaId, backs: true })).toBe(held);
  expect(await chair.isRefused("declineIdea", { ideaId, reason: "Later." })).toBe(held);
  expect(await chair.isRefused("turnIdeaIntoClause", { ideaId })).toBe(held);
  const amendmentId = await made(ben, "proposeAmendment");
  expect(await ben.isRefused("supportAmendment", { amendmentId, supports: true })).toBe(held);
  expect(await ben.isRefused("comment", { amendmentId, words: "See there." })).toBe(held);
  expect(await chair.isRefused("adoptAmendment", { amendmentId })).toBe(held);
  expect(await chair.isRefused("declineAmendment", { amendmentId, reason: "Later." })).toBe(held);

  await chair.does("approve", { kind: "comment", id: commentId });
  await chair.does("resolveComment", resolution);
  const seen = (await ana.reads()).deliberation.comments.get(commentId);
  expect(seen?.resolution).toMatchObject({ disposition: "accepted" });
});

test("An idea becomes the last clause of its theme and keeps where it came from", async () => {
  const ideaId = await made(ben, "sendIdea");
  await ana.does("backIdea", { ideaId, backs: true });
  const turned = ofKind(await ana.does("turnIdeaIntoClause", { ideaId }), "ideaTurned");
  const text = await hall.door.rooms.readText(hall.door.declarationId);
  const clause = elementAt(text.getXmlFragment("default"), 2, 1);
  expect([clause.getAttribute("id"), wordingOfElement(clause)]).toEqual([
    turned.data.clauseId,
    "A shared register.",
  ]);
  text.destroy();
  expect(await ana.isRefused("turnIdeaIntoClause", { ideaId })).toBe("idea-closed");
  await chair.does("freeze", { scope: { kind: "section", section: "theme", theme: "strategic-leadership" } });
  const late = await made(ben, "sendIdea");
  expect(await ana.isRefused("turnIdeaIntoClause", { ideaId: late })).toBe("clause-frozen");
});

test("The first answer to whoever comes in is made once for all, and never holds what is not theirs", async () => {
  await chair.does("setPolicy", { moderation: "before", words: "", participantsAdopt: false });
  const id = await made(ben, "comment");
  const [cem, dana] = [await hall.person("attendee", "Cem"), await hall.person("attendee", "Dana")];
  expect((await cem.reads()).records).toEqual((await dana.reads()).records);
  expect(JSON.stringify((await dana.reads()).records)).not.toContain("Who pays?");
  expect(JSON.stringify((await ben.reads()).records)).toContain("Who pays?");
  await chair.does("approve", { kind: "comment", id });
  expect(JSON.stringify((await cem.reads()).records)).toContain("Who pays?");
  await cem.does("takePosition", { clauseId, position: "agree", wording: hashOf(words) });
  const ownNames = (await cem.reads()).records.map(({ author }) => author?.name).at(-1);
  expect(ownNames).toBe("Cem");
  expect((await dana.reads()).records.map(({ author }) => author?.name).at(-1)).toBe("");
});
