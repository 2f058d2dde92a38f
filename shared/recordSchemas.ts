/** The records as a file may bring them: as strict as the commands that make them, or wider where those were. */
import * as z from "zod";
import { limits } from "./limits.ts";
import { roles } from "./permissions.ts";
import {
  dispositions,
  type PlenaryRecord,
  positions,
  type RecordKind,
  type RecordKinds,
  statuses,
} from "./records.ts";

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const text = (maximum: number) => z.string().max(maximum);
const time = z.iso.datetime();
const sequence = z.int().min(0);
const sectionKind = z.enum(["preamble", "theme", "closing"]);
const theme = z.string().max(80).nullable();
const place = z.strictObject({ kind: sectionKind, theme });
const anchor = z
  .strictObject({
    from: text(limits.anchorPosition),
    to: text(limits.anchorPosition),
    quote: text(limits.quoteLength),
  })
  .nullable();
const scope = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("all") }),
  z.strictObject({ kind: z.literal("section"), section: sectionKind, theme }),
  z.strictObject({ kind: z.literal("clause"), clauseId: id }),
]);
export const recordAuthor = z.strictObject({
  participantId: id,
  name: text(limits.nameLength),
  affiliation: text(limits.affiliationLength),
  stakeholder: text(limits.stakeholderLength),
  role: z.enum(roles),
});
const author = recordAuthor.nullable();
const contributionKind = z.enum(["comment", "amendment", "idea"]);
const wording = text(limits.wordingLength * 4);
const hash = text(20);
const reason = text(limits.reasonLength);

const comment = z.strictObject({
  commentId: id,
  clauseId: id,
  words: text(limits.commentLength),
  anchor,
  replyTo: id.nullable(),
  amendmentId: id.nullable(),
  held: z.boolean(),
});
const amendment = z.strictObject({
  amendmentId: id,
  kind: z.enum(["replace", "insert", "strike"]),
  clauseId: id.nullable(),
  section: place.nullable(),
  wording,
  base: wording,
  reason,
  held: z.boolean(),
});
const idea = z.strictObject({
  ideaId: id,
  theme: text(80),
  words: text(limits.ideaLength),
  talk: text(limits.talkLength),
  speaker: text(limits.nameLength),
  held: z.boolean(),
});
const oneComment = z.strictObject({ commentId: id });
const oneAmendment = z.strictObject({ amendmentId: id });
const oneLink = z.strictObject({ linkId: id });

/** One schema for each kind of record; one that is missing, or that allows something else, does not compile. */
const dataOf: { readonly [Kind in RecordKind]: z.ZodType<RecordKinds[Kind]> } = {
  declarationCreated: z.strictObject({ title: text(limits.titleLength) }),
  linkCreated: z.strictObject({
    linkId: id,
    role: z.enum(roles),
    label: text(limits.linkLabelLength),
    expiresAt: time.nullable(),
  }),
  linkRevoked: oneLink,
  linkRotated: oneLink,
  textAlarm: z.strictObject({ sequence, characters: z.int(), participantId: id.nullable() }),
  textImported: z.strictObject({
    importId: id,
    fileName: text(limits.fileNameLength),
    clauseIds: z.array(id).max(limits.importedBlocks),
    textSequence: sequence,
  }),
  commentMade: comment,
  commentEdited: z.strictObject({ commentId: id, words: text(limits.commentLength) }),
  commentWithdrawn: oneComment,
  commentResolved: z.strictObject({
    commentId: id,
    disposition: z.enum(dispositions),
    reason,
    into: id.nullable(),
  }),
  commentReopened: oneComment,
  commentAttached: z.strictObject({ commentId: id, clauseId: id, anchor }),
  clauseJoined: z.strictObject({ clauseId: id, into: id }),
  policySet: z.strictObject({
    moderation: z.enum(["before", "after"]),
    words: text(limits.policyLength),
    participantsAdopt: z.boolean(),
  }),
  contributionApproved: z.strictObject({
    contribution: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("comment"), data: comment }),
      z.strictObject({ kind: z.literal("amendment"), data: amendment }),
      z.strictObject({ kind: z.literal("idea"), data: idea }),
    ]),
    madeBy: author,
    madeAt: time,
  }),
  contributionHidden: z.strictObject({ kind: contributionKind, id, reason }),
  personMuted: z.strictObject({ participantId: id, muted: z.boolean(), reason }),
  commentingSet: z.strictObject({ scope, open: z.boolean() }),
  amendmentProposed: amendment,
  amendmentSupported: z.strictObject({ amendmentId: id, supports: z.boolean(), voter: id }),
  amendmentRebased: z.strictObject({ amendmentId: id, base: wording, wording }),
  amendmentAdopted: z.strictObject({
    amendmentId: id,
    clauseId: id,
    before: wording,
    place: z.strictObject({ section: place, after: id.nullable() }).nullable(),
    textSequence: sequence,
  }),
  amendmentDeclined: z.strictObject({ amendmentId: id, reason }),
  amendmentWithdrawn: oneAmendment,
  adoptionUndone: z.strictObject({ amendmentId: id, textSequence: sequence }),
  positionTaken: z.strictObject({
    clauseId: id,
    position: z.enum(positions),
    reason,
    wording: hash,
    voter: id,
    checkId: id.nullable(),
  }),
  checkOpened: z.strictObject({
    checkId: id,
    clauseId: id,
    wording: hash,
    question: text(limits.questionLength),
  }),
  checkClosed: z.strictObject({ checkId: id }),
  statusSet: z.strictObject({ clauseId: id, status: z.enum(statuses) }),
  frozen: z.strictObject({ scope, at: time.nullable() }),
  unfrozen: z.strictObject({ scope }),
  ideaSent: idea,
  ideaBacked: z.strictObject({ ideaId: id, backs: z.boolean(), voter: id }),
  ideaTurned: z.strictObject({ ideaId: id, clauseId: id, textSequence: sequence }),
  ideaDeclined: z.strictObject({ ideaId: id, reason }),
  versionNamed: z.strictObject({
    versionId: id,
    name: text(limits.versionNameLength),
    textSequence: sequence,
  }),
};

const around = z.strictObject({
  sequence: z.int().min(1),
  kind: z.enum(Object.keys(dataOf) as [RecordKind, ...RecordKind[]]),
  author,
  at: time,
  data: z.unknown(),
});

/** One record of a file. */
export const recordSchema = around.transform((record, context): PlenaryRecord => {
  const data = (dataOf[record.kind] as z.ZodType).safeParse(record.data);
  if (data.success) return { ...record, data: data.data } as PlenaryRecord;
  for (const issue of data.error.issues)
    context.addIssue({ code: "custom", message: issue.message, path: ["data", ...issue.path] });
  return z.NEVER;
});
