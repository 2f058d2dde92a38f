/** The commands: what each takes, and what it needs. The same schemas check the input and describe the interface. */
import * as z from "zod";
import { limits } from "./limits.ts";
import { type Action, roles } from "./permissions.ts";
import { themes } from "./programme.ts";
import { dispositions, positions, statuses } from "./records.ts";

const trimmed = (maximum: number) => z.string().trim().max(maximum);
const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "is no id");
/** Which wording of a clause was seen: the words themselves, or `wordingHash` of them. */
const seenWording = z
  .string()
  .max(limits.wordingLength)
  .describe(
    "The wording that was seen: the clause's plain words (a blank line between paragraphs, '- ' or '1. ' before items), or their hash. Where the clause has another one by now, nothing is done.",
  );
const themeId = z.enum(themes.map((theme) => theme.id));

/** Body of `POST /api/join`. Attendees and screens may stay without a name. */
export const joinInput = z.strictObject({
  token: z.string().max(200),
  name: trimmed(limits.nameLength).default(""),
  affiliation: trimmed(limits.affiliationLength).optional(),
  stakeholder: trimmed(limits.stakeholderLength).optional(),
});
export type JoinInput = z.infer<typeof joinInput>;

/** Body of `POST /api/declarations`. */
export const newDeclarationInput = z.strictObject({ title: trimmed(limits.titleLength).min(1) });

/** What a browser names a command with, so that it is carried out once however often it arrives. */
export const idempotencyKey = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

const createLink = z.strictObject({
  role: z.enum(roles),
  label: trimmed(limits.linkLabelLength).default(""),
  expiresAt: z.iso.datetime().nullable().default(null),
});
const nameLink = z.strictObject({ linkId: z.string().max(64) });

const position = z
  .string()
  .max(limits.anchorPosition)
  .regex(/^[A-Za-z0-9+/=]*$/);
const anchor = z
  .strictObject({ from: position, to: position, quote: trimmed(limits.quoteLength).min(1) })
  .nullable()
  .default(null);
const section = z.strictObject({
  kind: z.enum(["preamble", "theme", "closing"]),
  theme: themeId.nullable().default(null),
});
const scope = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("all") }),
  z.strictObject({
    kind: z.literal("section"),
    section: z.enum(["preamble", "theme", "closing"]),
    theme: themeId.nullable().default(null),
  }),
  z.strictObject({ kind: z.literal("clause"), clauseId: id }),
]);
const commentWords = trimmed(limits.commentLength).min(1);
const reason = trimmed(limits.reasonLength);
const nameComment = z.strictObject({ commentId: id });
const nameAmendment = z.strictObject({ amendmentId: id });
const contribution = { kind: z.enum(["comment", "amendment", "idea"]), id };

export const commandInputs = {
  createLink,
  revokeLink: nameLink,
  rotateLink: nameLink,

  /** On a clause or on words in it; or in answer to a comment, or about an amendment: then on the clause of those. */
  comment: z.strictObject({
    clauseId: id.optional(),
    words: commentWords,
    anchor,
    replyTo: id.nullable().default(null),
    amendmentId: id.nullable().default(null),
  }),
  editComment: z.strictObject({ commentId: id, words: commentWords }),
  withdrawComment: nameComment,
  resolveComment: z.strictObject({
    commentId: id,
    disposition: z.enum(dispositions),
    reason: reason.min(1),
    /** The comment it goes into, where it is merged. */
    into: id.nullable().default(null),
  }),
  reopenComment: nameComment,
  attachComment: z.strictObject({ commentId: id, clauseId: id, anchor }),

  setPolicy: z.strictObject({
    moderation: z.enum(["before", "after"]),
    words: trimmed(limits.policyLength),
    participantsAdopt: z.boolean(),
  }),
  approve: z.strictObject(contribution),
  hide: z.strictObject({ ...contribution, reason: reason.min(1) }),
  mute: z.strictObject({ participantId: id, muted: z.boolean(), reason: reason.default("") }),
  setCommenting: z.strictObject({ scope, open: z.boolean() }),

  /** `wording` as shared/declaration/wording.ts reads it. */
  proposeAmendment: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("replace"),
      clauseId: id,
      wording: trimmed(limits.wordingLength).min(1),
      base: seenWording,
      reason,
    }),
    z.strictObject({ kind: z.literal("strike"), clauseId: id, base: seenWording, reason: reason.min(1) }),
    z.strictObject({
      kind: z.literal("insert"),
      section,
      after: id.nullable().default(null),
      wording: trimmed(limits.wordingLength).min(1),
      reason,
    }),
  ]),
  supportAmendment: z.strictObject({ amendmentId: id, supports: z.boolean() }),
  /** Brings an outdated one up to the clause as it is: `base` is the wording seen now. */
  rebaseAmendment: z.strictObject({
    amendmentId: id,
    wording: trimmed(limits.wordingLength),
    base: seenWording,
  }),
  adoptAmendment: nameAmendment,
  undoAdoption: nameAmendment,
  declineAmendment: z.strictObject({ amendmentId: id, reason: reason.min(1) }),
  withdrawAmendment: nameAmendment,

  takePosition: z.strictObject({
    clauseId: id,
    position: z.enum(positions),
    reason: reason.default(""),
    wording: seenWording,
  }),
  openCheck: z.strictObject({ clauseId: id, question: trimmed(limits.questionLength).default("") }),
  closeCheck: z.strictObject({ checkId: id }),

  setStatus: z.strictObject({ clauseId: id, status: z.enum(statuses) }),
  /** `inSeconds`: the countdown that everybody sees; none freezes at once. */
  freeze: z.strictObject({ scope, inSeconds: z.int().min(0).max(86_400).default(0) }),
  unfreeze: z.strictObject({ scope }),

  sendIdea: z.strictObject({
    theme: themeId,
    words: trimmed(limits.ideaLength).min(1),
    talk: trimmed(limits.talkLength).default(""),
    speaker: trimmed(limits.nameLength).default(""),
  }),
  backIdea: z.strictObject({ ideaId: id, backs: z.boolean() }),
  /** Puts its words at the end of its theme, as a new clause. */
  turnIdeaIntoClause: z.strictObject({ ideaId: id }),
  declineIdea: z.strictObject({ ideaId: id, reason: reason.min(1) }),

  nameVersion: z.strictObject({ name: trimmed(limits.versionNameLength).min(1) }),
} as const;

export type CommandName = keyof typeof commandInputs;
export type CommandInput<Name extends CommandName> = z.infer<(typeof commandInputs)[Name]>;
/** What a caller writes: parts with a default may be left out. */
export type CommandRequest<Name extends CommandName> = z.input<(typeof commandInputs)[Name]>;

export const commandNeeds: Readonly<Record<CommandName, Action>> = {
  createLink: "manageLinks",
  revokeLink: "manageLinks",
  rotateLink: "manageLinks",
  comment: "contribute",
  editComment: "contribute",
  withdrawComment: "contribute",
  resolveComment: "resolveComments",
  reopenComment: "resolveComments",
  attachComment: "contribute",
  setPolicy: "moderate",
  approve: "moderate",
  hide: "moderate",
  mute: "moderate",
  setCommenting: "moderate",
  proposeAmendment: "contribute",
  supportAmendment: "contribute",
  rebaseAmendment: "contribute",
  // Participants only where the policy lets them.
  adoptAmendment: "writeText",
  undoAdoption: "decide",
  declineAmendment: "decide",
  withdrawAmendment: "contribute",
  takePosition: "contribute",
  openCheck: "decide",
  closeCheck: "decide",
  setStatus: "decide",
  freeze: "decide",
  unfreeze: "decide",
  sendIdea: "contribute",
  backIdea: "contribute",
  turnIdeaIntoClause: "writeText",
  declineIdea: "resolveComments",
  nameVersion: "decide",
};

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commandInputs, name);
}
