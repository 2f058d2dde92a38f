/** A declaration in which something of every kind has happened, over the real HTTP door. */

import { plainTextOfBlocks } from "../../shared/declaration/readDeclaration.ts";
import { wordingHash } from "../../shared/declaration/wording.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import type { Bringer } from "./bringer.ts";

const text = `# Everything at once

## Preamble

**(1)** Whereas *time* is short;

## 1. Strategic Leadership

**1.1** Policy is **bold**, [open](https://example.org/?a=1&b=2) and <script>alert(1)</script> harmless.

3. third
4. fourth

   - inner ]]> words

**1.2** To be struck.

## 2. Digital Transformation

**2.1** עברית and 😀 and =HYPERLINK("x") and #eval and a\\
second line.
`;

/** Fills the declaration; answers the id of a named version that has an older text. */
export async function fillDeclaration(at: Bringer): Promise<{ versionId: string }> {
  const { door } = at;
  const facilitator = at.cookie;
  const participant = await door.cookie("participant", "Björk & Søn <b>");
  const attendee = await door.cookie("attendee", "Ann");
  const record = async (cookie: string, name: string, input: unknown): Promise<PlenaryRecord> => {
    const answer = await door.command(cookie, name, input);
    if (answer.status !== 200) throw new Error(`${name}: ${answer.text}`);
    return answer.json<{ record: PlenaryRecord }>().record;
  };
  const idIn = (made: PlenaryRecord, key: string) =>
    String((made.data as unknown as Record<string, unknown>)[key]);

  const { previewId } = (await at.bring("lively.md", text)).json<{ previewId: string }>();
  await at.accept(previewId);
  const clauses = (await at.textNow()).sections.flatMap((section) => section.clauses);
  const clauseOf = (words: string) => {
    const found = clauses.find(({ blocks }) => plainTextOfBlocks(blocks).includes(words));
    if (found === undefined) throw new Error(`no clause with ${words}`);
    return found.id;
  };
  const [policy, struck, wallets] = [clauseOf("Policy"), clauseOf("struck"), clauseOf("second line")];

  const version = await record(facilitator, "nameVersion", { name: "Before the hall" });
  await record(facilitator, "createLink", { role: "attendee", label: "Front row" });
  const comment = await record(attendee, "comment", { clauseId: policy, words: "Why <i>bold</i>? ]]>" });
  await record(participant, "comment", { replyTo: idIn(comment, "commentId"), words: "Because." });
  await record(participant, "resolveComment", {
    commentId: idIn(comment, "commentId"),
    disposition: "declined",
    reason: "It is fine.",
  });
  await record(facilitator, "setPolicy", {
    moderation: "before",
    words: "Be kind.",
    participantsAdopt: true,
  });
  const held = await record(attendee, "comment", { clauseId: wallets, words: "Held at first." });
  await record(facilitator, "approve", { kind: "comment", id: idIn(held, "commentId") });
  const hidden = await record(attendee, "sendIdea", { theme: "lifelong-learning", words: "Hide me." });
  await record(facilitator, "hide", { kind: "idea", id: idIn(hidden, "ideaId"), reason: "Off topic" });
  const idea = await record(participant, "sendIdea", {
    theme: "lifelong-learning",
    words: "Funds for all.",
    talk: "Keynote",
    speaker: "Eve",
  });
  await record(attendee, "backIdea", { ideaId: idIn(idea, "ideaId"), backs: true });
  await record(participant, "turnIdeaIntoClause", { ideaId: idIn(idea, "ideaId") });
  const strike = await record(participant, "proposeAmendment", {
    kind: "strike",
    clauseId: struck,
    base: wordingHash("To be struck."),
    reason: "Said before",
  });
  await record(attendee, "supportAmendment", { amendmentId: idIn(strike, "amendmentId"), supports: true });
  await record(facilitator, "adoptAmendment", { amendmentId: idIn(strike, "amendmentId") });
  const fresh = "Added by amendment.";
  const insert = await record(participant, "proposeAmendment", {
    kind: "insert",
    section: { kind: "closing" },
    wording: fresh,
    reason: "",
  });
  await record(facilitator, "adoptAmendment", { amendmentId: idIn(insert, "amendmentId") });
  const added = (await at.textNow()).sections
    .at(-1)
    ?.clauses.find(({ blocks }) => plainTextOfBlocks(blocks) === fresh)?.id;
  await record(facilitator, "openCheck", { clauseId: added, question: "All agreed?" });
  await record(attendee, "takePosition", { clauseId: added, position: "agree", wording: wordingHash(fresh) });
  await record(participant, "takePosition", {
    clauseId: added,
    position: "block",
    reason: "Not yet & <now>",
    wording: wordingHash(fresh),
  });
  await record(facilitator, "setStatus", { clauseId: added, status: "agreed" });
  await record(facilitator, "setStatus", { clauseId: policy, status: "contested" });
  await record(facilitator, "freeze", { scope: { kind: "clause", clauseId: added } });
  const me = (
    await door.ask("GET", `/api/declarations/${door.declarationId}/me`, { cookie: attendee })
  ).json<{ participantId: string }>();
  await record(facilitator, "mute", { participantId: me.participantId, muted: true, reason: "Enough" });
  return { versionId: idIn(version, "versionId") };
}
