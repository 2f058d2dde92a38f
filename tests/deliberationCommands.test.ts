import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CommandName, commandNeeds } from "../shared/commands.ts";
import { may, type Role, roles } from "../shared/permissions.ts";
import { type Debate, openDebate, words } from "./kit/debate.ts";
import { hashOf, type Person } from "./kit/hall.ts";

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

/** For each command what has to be there before, and an input that is taken then; `doer` is who will send it. */
const cases: { readonly [Name in CommandName]: (doer: Person) => Promise<Record<string, unknown>> } = {
  createLink: async () => ({ role: "attendee" }),
  revokeLink: async () => ({ linkId: (await hall.door.link("screen")).id }),
  rotateLink: async () => ({ linkId: (await hall.door.link("screen")).id }),
  comment: async () => ({ clauseId, words: "Who pays?" }),
  editComment: async (doer) => ({ commentId: await made(doer, "comment"), words: "Who pays, and when?" }),
  withdrawComment: async (doer) => ({ commentId: await made(doer, "comment") }),
  resolveComment: async () => ({
    commentId: await made(ben, "comment"),
    disposition: "accepted",
    reason: "It is said in 1.2 now.",
  }),
  reopenComment: async () => {
    const commentId = await made(ben, "comment");
    await chair.does("resolveComment", { commentId, disposition: "declined", reason: "Off the subject." });
    return { commentId };
  },
  attachComment: async (doer) => ({ commentId: await made(doer, "comment"), clauseId }),
  setPolicy: async () => ({ moderation: "before", words: "Be kind.", participantsAdopt: true }),
  approve: async () => {
    const id = await made(ben, "comment");
    await chair.does("hide", { kind: "comment", id, reason: "Rude." });
    return { kind: "comment", id };
  },
  hide: async () => ({ kind: "comment", id: await made(ben, "comment"), reason: "Rude." }),
  mute: async () => ({ participantId: ben.participantId, muted: true, reason: "Rude again." }),
  setCommenting: async () => ({ scope: { kind: "clause", clauseId }, open: false }),
  proposeAmendment: async () => ({
    kind: "strike",
    clauseId,
    base: hashOf(words),
    reason: "Said elsewhere.",
  }),
  supportAmendment: async () => ({ amendmentId: await made(ana, "proposeAmendment"), supports: true }),
  rebaseAmendment: async (doer) => ({
    amendmentId: await made(doer, "proposeAmendment"),
    wording: "Nobody funds micro-credentials.",
    base: hashOf(words),
  }),
  adoptAmendment: async () => ({ amendmentId: await made(ben, "proposeAmendment") }),
  undoAdoption: async () => {
    const amendmentId = await made(ben, "proposeAmendment");
    await chair.does("adoptAmendment", { amendmentId });
    return { amendmentId };
  },
  declineAmendment: async () => ({ amendmentId: await made(ben, "proposeAmendment"), reason: "Too wide." }),
  withdrawAmendment: async (doer) => ({ amendmentId: await made(doer, "proposeAmendment") }),
  takePosition: async () => ({ clauseId, position: "agree", wording: hashOf(words) }),
  openCheck: async () => ({ clauseId, question: "Ready?" }),
  closeCheck: async () => ({ checkId: await made(chair, "openCheck") }),
  setStatus: async () => ({ clauseId, status: "contested" }),
  freeze: async () => ({ scope: { kind: "clause", clauseId } }),
  unfreeze: async () => {
    await chair.does("freeze", { scope: { kind: "all" } });
    return { scope: { kind: "all" } };
  },
  sendIdea: async () => ({
    theme: "digital-transformation",
    words: "One wallet.",
    talk: "Keynote",
    speaker: "Dr No",
  }),
  backIdea: async () => ({ ideaId: await made(ana, "sendIdea"), backs: true }),
  turnIdeaIntoClause: async () => ({ ideaId: await made(ben, "sendIdea") }),
  declineIdea: async () => ({ ideaId: await made(ben, "sendIdea"), reason: "Said already." }),
  nameVersion: async () => ({ name: "Before lunch" }),
};
const commandNames = Object.keys(cases) as CommandName[];

/** Beyond the role: participants adopt only where the policy lets them. */
const mayDo = (role: Role, name: CommandName) =>
  name === "adoptAmendment" ? role === "facilitator" : may(role, commandNeeds[name]);

describe("Every command", () => {
  test.each(commandNames)(
    "%s is taken from whoever may, refused to everybody else, and announced",
    async (name) => {
      const listener = await chair.listens();
      const people: Record<Role, Person> = {
        facilitator: chair,
        participant: ana,
        attendee: ben,
        screen: await hall.person("screen", ""),
      };
      for (const role of roles.filter((each) => !mayDo(each, name))) {
        const before = (await chair.reads()).records.length;
        const maker = may(role, "contribute") ? people[role] : ben;
        const input = await cases[name](maker);
        const prepared = (await chair.reads()).records.length;
        expect([role, await people[role].isRefused(name, input)]).toEqual([
          role,
          expect.stringMatching(/role-not-allowed|read-only/),
        ]);
        expect((await chair.reads()).records.length, `${role} left nothing`).toBe(prepared);
        if (prepared > before) await undo(name);
      }
      const role = roles.find((each) => mayDo(each, name)) as Role;
      const record = await people[role].does(name, (await cases[name](people[role])) as never);
      await listener.until(({ sequence }) => sequence >= record.sequence, `${name} is announced`);
      expect(listener.records.find(({ sequence }) => sequence === record.sequence)).toEqual(record);
      expect(listener.deliberation).toEqual((await chair.reads()).deliberation);
    },
  );

  test.each(commandNames)(
    "%s with input that is none is refused by name and changes nothing",
    async (name) => {
      const before = (await chair.reads()).records;
      for (const input of [null, [], 7, { nonsense: true }, { clauseId: "../x", words: 1 }]) {
        expect([input, await chair.isRefused(name, input)]).toEqual([input, "input-invalid"]);
      }
      expect((await chair.reads()).records).toEqual(before);
    },
  );
});

/** What a case prepared once must not stand in the way of preparing it again. */
async function undo(name: CommandName): Promise<void> {
  if (name === "closeCheck") {
    const open = [...(await chair.reads()).deliberation.checks.values()].find(
      (check) => check.closedAt === null,
    );
    if (open) await chair.does("closeCheck", { checkId: open.checkId });
  }
  if (name === "unfreeze") await chair.does("unfreeze", { scope: { kind: "all" } });
  if (name === "undoAdoption") {
    for (const { amendmentId, outcome } of (await chair.reads()).deliberation.amendments.values()) {
      if (outcome.kind === "adopted") await chair.does("undoAdoption", { amendmentId });
    }
  }
}
