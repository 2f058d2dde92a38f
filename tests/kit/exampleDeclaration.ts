/**
 * A declaration as a summit might leave it: 17 clauses over the four themes with actors, horizons and indicators, and
 * the deliberation about them. Written for this project.
 */
import { clauseNumber } from "../../shared/declaration/numbering.ts";
import type { Clause, Declaration, Section } from "../../shared/declaration/readDeclaration.ts";
import { readRoadmapFields } from "../../shared/declaration/roadmapFields.ts";
import { parseWording, wordingHash, wordingOf } from "../../shared/declaration/wording.ts";
import { foldRecords } from "../../shared/deliberation/fold.ts";
import { themes } from "../../shared/programme.ts";
import type { PlenaryRecord, Position, RecordAuthor, RecordKind, RecordKinds } from "../../shared/records.ts";
import { closing, type ExampleClause, exampleTitle, preamble, themeClauses } from "./exampleClauses.ts";

function section(kind: Section["kind"], theme: string | null, clauses: readonly ExampleClause[]): Section {
  return {
    kind,
    theme,
    clauses: clauses.map(
      ({ id, wording, questions = [], fields = {} }, index): Clause => ({
        id,
        number: clauseNumber(kind, theme, index),
        questions,
        roadmap: { ...readRoadmapFields(() => ""), ...fields },
        blocks: parseWording(wording),
      }),
    ),
  };
}

export const exampleDeclaration: Declaration = {
  title: exampleTitle,
  sections: [
    section("preamble", null, preamble),
    ...themes.map((theme) => section("theme", theme.id, themeClauses[theme.id])),
    section("closing", null, closing),
  ],
};

const clauses = exampleDeclaration.sections.flatMap((each) => each.clauses);

const person = (
  name: string,
  affiliation: string,
  stakeholder: string,
  role: RecordAuthor["role"],
): RecordAuthor => ({
  participantId: name.toLowerCase().replaceAll(/[^a-z]+/g, "-"),
  name,
  affiliation,
  stakeholder,
  role,
});
const ines = person("Inês Carvalho", "Summit secretariat", "Organisers", "facilitator");
const marta = person("Marta Soler i Puig", "Universitat Oberta", "Higher education", "participant");
const joost = person("Joost van den Berg", "Techniek College", "VET providers", "participant");
const aoife = person("Aoife Ní Bhriain", "National Learners’ Union", "Learners", "attendee");
const karel = person("Karel Dvořák", "Chamber of Industry", "Employers", "attendee");
const groups = ["Higher education", "VET providers", "Employers", "Learners", "Public authorities", ""];

const firstMoment = Date.parse("2026-09-14T09:30:00.000Z");

/** Everything that was recorded, in its order. */
const exampleRecords: readonly PlenaryRecord[] = recordExample();

export const exampleDeliberation = foldRecords(exampleRecords);

function recordExample(): PlenaryRecord[] {
  const records: PlenaryRecord[] = [];
  const record = <Kind extends RecordKind>(
    author: RecordAuthor | null,
    kind: Kind,
    data: RecordKinds[Kind],
  ) => {
    const sequence = records.length + 1;
    const at = new Date(firstMoment + sequence * 4 * 60_000).toISOString();
    records.push({ sequence, kind, author, at, data } as PlenaryRecord);
  };
  const comment = (
    author: RecordAuthor,
    commentId: string,
    clauseId: string,
    words: string,
    more: { quote?: string; replyTo?: string } = {},
  ) =>
    record(author, "commentMade", {
      commentId,
      clauseId,
      words,
      anchor: more.quote === undefined ? null : { from: "", to: "", quote: more.quote },
      replyTo: more.replyTo ?? null,
      amendmentId: null,
      held: false,
    });
  const resolve = (
    commentId: string,
    disposition: "accepted" | "merged" | "declined",
    reason: string,
    into: string | null = null,
  ) => record(ines, "commentResolved", { commentId, disposition, reason, into });
  const wordingNow = (clauseId: string) => wordingOf(clauses.find(({ id }) => id === clauseId)?.blocks ?? []);

  record(karel, "ideaSent", {
    ideaId: "idea-time",
    theme: "lifelong-learning",
    words: "Paid time is what small firms lack most. Start there.",
    talk: "Upskilling in small enterprises",
    speaker: "Karel Dvořák",
    held: false,
  });
  record(aoife, "ideaSent", {
    ideaId: "idea-wallet",
    theme: "digital-transformation",
    words: "One wallet for everything I have learned, also from volunteering.",
    talk: "",
    speaker: "",
    held: false,
  });
  record(ines, "ideaTurned", { ideaId: "idea-time", clauseId: "employer-time", textSequence: 1 });
  comment(aoife, "priority", "entitlement", "Please name people without an upper secondary qualification.", {
    quote: "every adult of working age",
  });
  comment(marta, "priority-answer", "entitlement", "Agreed; and newcomers.", { replyTo: "priority" });
  resolve("priority", "accepted", "Both are now in the list of priorities.");
  comment(karel, "amount", "entitlement", "Three hundred euros will not buy a course in my sector.");
  resolve("amount", "declined", "The amount is a floor; Member States may add to it.");
  comment(joost, "small", "infrastructure", "For us this decides whether we take part at all.");
  comment(
    aoife,
    "sixty-days",
    "automatic-recognition",
    "Sixty days is longer than a term. Could it be thirty?",
    {
      quote: "within 60 days",
    },
  );
  comment(marta, "sixty-days-answer", "automatic-recognition", "Our office needs sixty in summer.", {
    replyTo: "sixty-days",
  });
  record(aoife, "amendmentProposed", {
    amendmentId: "thirty-days",
    kind: "replace",
    clauseId: "automatic-recognition",
    section: null,
    wording: wordingNow("automatic-recognition").replace("60 days", "30 days"),
    base: wordingNow("automatic-recognition"),
    reason: "Learners lose a term while they wait.",
    held: false,
  });
  for (const voter of ["v1", "v2", "v3", "v4", "v5", "v6", "v7"])
    record(aoife, "amendmentSupported", { amendmentId: "thirty-days", supports: true, voter });
  record(joost, "amendmentProposed", {
    amendmentId: "every-kind",
    kind: "replace",
    clauseId: "trust-network",
    section: null,
    wording: wordingNow("trust-network"),
    base: wordingNow("trust-network").replace(
      "providers of every kind apply, not universities alone",
      "universities apply",
    ),
    reason: "Colleges issue more micro-credentials than universities do.",
    held: false,
  });
  record(ines, "amendmentAdopted", {
    amendmentId: "every-kind",
    clauseId: "trust-network",
    before: wordingNow("trust-network").replace(
      "providers of every kind apply, not universities alone",
      "universities apply",
    ),
    place: null,
    textSequence: 2,
  });
  record(karel, "amendmentProposed", {
    amendmentId: "tax",
    kind: "insert",
    clauseId: "employer-time",
    section: { kind: "theme", theme: "lifelong-learning" },
    wording: "The cost of a micro-credential is deductible from tax for employer and employee alike.",
    base: "",
    reason: "It is the simplest incentive there is.",
    held: false,
  });
  record(ines, "amendmentDeclined", {
    amendmentId: "tax",
    reason: "Taxation is outside the mandate of this summit.",
  });
  const vote = (clauseId: string, counts: Partial<Record<Position, number>>, reason = "") => {
    const wording = wordingHash(wordingNow(clauseId));
    let voter = 0;
    for (const [position, count] of Object.entries(counts) as [Position, number][]) {
      for (let each = 0; each < count; each++) {
        voter += 1;
        const author = {
          ...aoife,
          participantId: `voter-${voter}`,
          name: "",
          stakeholder: groups[voter % groups.length] ?? "",
        };
        record(author, "positionTaken", {
          clauseId,
          position,
          reason: position === "block" ? reason : "",
          wording,
          voter: `voter-${voter}`,
          checkId: null,
        });
      }
    }
  };
  vote("entitlement", { agree: 34, abstain: 5, disagree: 3 });
  vote("guidance", { agree: 40, abstain: 2 });
  vote("measure-success", { agree: 31, abstain: 8, disagree: 1 });
  vote("open-standards", { agree: 37, abstain: 3, disagree: 2 });
  vote("infrastructure", { agree: 29, abstain: 9 });
  vote("learner-data", { agree: 22, abstain: 6, disagree: 7 });
  vote("labour-market", { agree: 26, abstain: 4, disagree: 5 });
  vote(
    "automatic-recognition",
    { agree: 18, abstain: 7, disagree: 11, block: 2 },
    "Our statutes reserve recognition to the faculty; we cannot sign this without the ministry.",
  );
  vote("trust-network", { agree: 33, abstain: 4, disagree: 1 });
  vote("co-creation", { agree: 38, abstain: 2 });
  vote("funding", { agree: 27, abstain: 6, disagree: 4 });
  vote("employer-time", { agree: 24, abstain: 5, disagree: 8 });
  for (const clauseId of ["entitlement", "guidance", "open-standards", "trust-network", "co-creation"])
    record(ines, "statusSet", { clauseId, status: "agreed" });
  record(ines, "statusSet", { clauseId: "automatic-recognition", status: "contested" });
  record(ines, "statusSet", { clauseId: "employer-time", status: "contested" });
  record(ines, "statusSet", { clauseId: "learner-data", status: "parked" });
  record(ines, "frozen", { scope: { kind: "clause", clauseId: "open-standards" }, at: null });
  record(ines, "versionNamed", { versionId: "second-reading", name: "Second reading", textSequence: 2 });
  return records;
}
