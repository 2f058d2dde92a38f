/** The wording of the example declaration, written for this project: no summit has adopted it. */
import type { RoadmapFields } from "../../shared/declaration/roadmapFields.ts";
import type { ThemeId } from "../../shared/programme.ts";

export interface ExampleClause {
  readonly id: string;
  /** As `parseWording` reads it. */
  readonly wording: string;
  readonly questions?: readonly string[];
  readonly fields?: Partial<RoadmapFields>;
}

export const exampleTitle = "A Roadmap to Accelerate High-Quality Micro-Credentialing";

export const preamble: readonly ExampleClause[] = [
  {
    id: "recital-basis",
    wording:
      "Recalling the Council Recommendation of 16 June 2022 on a European approach to micro-credentials for lifelong learning and employability, which gives Member States a common definition and common elements to describe a micro-credential;",
  },
  {
    id: "recital-need",
    wording:
      "Recognising that people change work, technology and place of residence more often than a single diploma can follow, and that small, certified steps of learning let them do so without starting again;",
  },
  {
    id: "recital-trust",
    wording:
      "Convinced that a micro-credential is worth what others trust it to say, and that trust grows from transparent quality, open standards and shared responsibility;",
  },
];

const leadership: readonly ExampleClause[] = [
  {
    id: "entitlement",
    wording:
      "Member States establish an individual learning entitlement that every adult of working age can spend on quality-assured micro-credentials, whatever their employment status.\n\nThe entitlement gives priority to:\n\n1. adults without an upper secondary qualification;\n2. people in work that is being transformed by automation or the green transition;\n3. newcomers whose earlier learning has not been recognised.",
    questions: ["strategic-leadership-1", "strategic-leadership-2"],
    fields: {
      actors: ["authorities", "social-partners"],
      lead: "Ministries of education and of labour, jointly",
      level: "national",
      horizon: "medium",
      due: "2028-12-31",
      indicator: "Share of adults aged 25 to 64 who have used a learning entitlement in the last 12 months",
      baseline: "No comparable figure in 19 of 27 Member States (2025)",
      target: "10 % in every Member State",
      resources: "ESF+ and national training funds; about EUR 300 a person and year",
    },
  },
  {
    id: "guidance",
    wording:
      "Public employment and guidance services include micro-credentials in the advice they give, so that a person leaves the first conversation with at least one realistic option.",
    questions: ["strategic-leadership-1"],
    fields: {
      actors: ["authorities", "learners"],
      lead: "Public employment services",
      level: "regional",
      horizon: "short",
      indicator: "Guidance conversations in which a micro-credential was offered",
      target: "One in three",
    },
  },
  {
    id: "measure-success",
    wording:
      "By the next summit, the signatories agree on a small common set of indicators of success: participation by background, completion, use in recruitment, and what learners themselves report a year later.",
    questions: ["strategic-leadership-3"],
    fields: {
      actors: ["eu-institutions", "authorities", "quality-recognition"],
      lead: "A working group of this summit",
      level: "european",
      horizon: "short",
      due: "2027-06-30",
      indicator: "Indicators published with a method that two countries have tried",
      baseline: "0",
      target: "4",
      dependsOn: ["learner-data"],
    },
  },
];

const digital: readonly ExampleClause[] = [
  {
    id: "open-standards",
    wording:
      "Every publicly funded micro-credential is issued as a verifiable digital credential in an open standard, readable by any conforming wallet, at no cost to the learner.",
    questions: ["digital-transformation-1", "digital-transformation-2"],
    fields: {
      actors: ["higher-education", "vet-providers", "standards-technology"],
      lead: "European Commission with the standards bodies",
      level: "european",
      horizon: "medium",
      indicator: "Micro-credentials issued in the European Learning Model",
      baseline: "An estimated 8 %",
      target: "80 % of those publicly funded",
      resources: "Digital Europe Programme",
    },
  },
  {
    id: "infrastructure",
    wording:
      "Small providers get issuing services as shared infrastructure, instead of having to build their own.",
    questions: ["digital-transformation-1"],
    fields: {
      actors: ["authorities", "other-providers", "vet-providers"],
      level: "national",
      horizon: "short",
      indicator: "Providers with fewer than 50 staff that issue digitally",
      target: "500 across the Union",
      dependsOn: ["open-standards"],
    },
  },
  {
    id: "learner-data",
    wording:
      "The learner decides who sees a credential. Issuers keep no record of where it is shown, and verification works without asking the issuer.",
    fields: { actors: ["standards-technology", "learners"], level: "international", horizon: "long" },
  },
];

const recognition: readonly ExampleClause[] = [
  {
    id: "labour-market",
    wording:
      "Employers and social partners name, sector by sector, the skills a micro-credential must evidence to count in recruitment and in collective agreements, and review the list every two years.",
    questions: ["recognition-interoperability-1"],
    fields: {
      actors: ["employers", "social-partners"],
      lead: "Sectoral social partners",
      level: "national",
      horizon: "medium",
      indicator: "Sectors with an agreed and published list",
      baseline: "3",
      target: "12",
    },
  },
  {
    id: "automatic-recognition",
    wording:
      "A micro-credential that states its learning outcomes, its level, its workload and its quality assurance is recognised for access and for credit on the same terms in every signatory's institution; a refusal is explained in writing within 60 days.",
    questions: ["recognition-interoperability-2"],
    fields: {
      actors: ["higher-education", "quality-recognition"],
      lead: "ENIC-NARIC centres",
      level: "european",
      horizon: "long",
      due: "2030-06-30",
      indicator: "Median days to a decision",
      baseline: "94",
      target: "30",
      dependsOn: ["open-standards", "trust-network"],
    },
  },
  {
    id: "trust-network",
    wording:
      "Quality-assurance bodies build a network of trust in which a provider that one of them has reviewed is taken as reviewed by all.\n\nThe network:\n\n- publishes who has been reviewed, by whom and against which criteria;\n- lets providers of every kind apply, not universities alone;\n- withdraws trust in public, with the reason.",
    fields: {
      actors: ["quality-recognition", "other-providers", "Chambers of commerce"],
      lead: "ENQA and EQAVET",
      level: "european",
      horizon: "medium",
      indicator: "Countries whose agencies take part",
      baseline: "0",
      target: "15",
      resources: "Erasmus+ policy support; one secretariat of three people",
    },
  },
];

const lifelong: readonly ExampleClause[] = [
  {
    id: "co-creation",
    wording:
      "New micro-credentials are co-created: learners, employers and providers sit at one table before the first learning outcome is written.",
    questions: ["lifelong-learning-1", "lifelong-learning-3"],
    fields: {
      actors: ["higher-education", "vet-providers", "employers", "learners"],
      level: "institutional",
      horizon: "short",
      indicator: "New micro-credentials with a documented co-creation",
      target: "Half of them",
    },
  },
  {
    id: "funding",
    wording:
      "Funding follows the learner and is stable over at least five years, so that providers can plan and learners can stack what they earn.",
    questions: ["lifelong-learning-2"],
    fields: {
      actors: ["eu-institutions", "authorities"],
      level: "national",
      horizon: "long",
      indicator: "Member States with a funding line of five years or more",
      baseline: "4",
      target: "20",
      dependsOn: ["entitlement"],
    },
  },
  {
    id: "employer-time",
    wording:
      "Employers grant paid time for learning that leads to a micro-credential agreed with the employee, starting with small enterprises that receive support for it.",
    questions: ["lifelong-learning-3"],
    fields: {
      actors: ["employers", "social-partners", "authorities"],
      lead: "Social partners",
      level: "national",
      horizon: "medium",
      indicator: "Employees in small enterprises with paid learning time",
      baseline: "6 %",
      target: "15 %",
    },
  },
];

export const themeClauses: Readonly<Record<ThemeId, readonly ExampleClause[]>> = {
  "strategic-leadership": leadership,
  "digital-transformation": digital,
  "recognition-interoperability": recognition,
  "lifelong-learning": lifelong,
};

export const closing: readonly ExampleClause[] = [
  {
    id: "follow-up",
    wording:
      "The signatories report on each action of this roadmap every year, in public, and meet again in two years to say what worked and what did not.",
    fields: {
      actors: ["All signatories"],
      lead: "The summit's secretariat",
      level: "international",
      horizon: "short",
      due: "2027-09-15",
    },
  },
  {
    id: "open-invitation",
    wording:
      "This declaration stays open for signature by any institution that commits to at least one of its actions.",
  },
];
