/**
 * The programme of the International Micro-Credentials Summit as far as Plenary needs it: the
 * Declaration Track and its four themes with their guiding questions, word for word.
 * Source: the summit's programme (a test compares every word with the file it was taken from).
 */

export type ThemeId =
  | "strategic-leadership"
  | "digital-transformation"
  | "recognition-interoperability"
  | "lifelong-learning";

export interface GuidingQuestion {
  /** Stable id, `THEME-N` with N counted from 1; this is what a clause's `questions` attribute names. */
  readonly id: string;
  readonly wording: string;
}

export interface Theme {
  readonly id: ThemeId;
  /** 1 to 4: the first part of the numbers of its clauses. */
  readonly number: number;
  readonly title: string;
  readonly questions: readonly GuidingQuestion[];
}

export const summit = {
  event: "International Micro-Credentials Summit",
  basis: "European Union Council Recommendation on a European Approach to Micro-Credentials",
  track: {
    id: "declaration",
    title: "Declaration Track",
    summary:
      "A roadmap of what needs to happen next to accelerate high quality micro-credentialing is drafted together with the Masterclass participants.",
  },
} as const;

function theme(number: number, id: ThemeId, title: string, wordings: readonly string[]): Theme {
  return {
    id,
    number,
    title,
    questions: wordings.map((wording, index) => ({ id: `${id}-${index + 1}`, wording })),
  };
}

export const themes: readonly Theme[] = [
  theme(1, "strategic-leadership", "Strategic Leadership", [
    "How to use policy instruments to widen access to education, training and employment via micro-credentials?",
    "How to target micro-credentials policies for maximum impact to citizens?",
    "How to define and measure success of micro-credential policies?",
  ]),
  theme(2, "digital-transformation", "Digital Transformation", [
    "What demands do micro-credentials make of our digital educational infrastructure, and how to meet them?",
    "What emerging standards and technologies support micro-credentialing, and what is still needed?",
  ]),
  theme(3, "recognition-interoperability", "Recognition & Interoperability", [
    "What does the labour market require to recognize micro-credentials as relevant?",
    "How do we bridge gaps between traditional academic concepts of recognition and automatic recognition?",
    "Can a trust network for micro-credentials be constructed? What is needed to do so?",
  ]),
  theme(4, "lifelong-learning", "Micro-Credentials for Lifelong Learning", [
    "Can the co-creation of micro-credentials better activate the potential for lifelong learning?",
    "How to sustain funding schemes for lifelong learning through Micro-Credentials?",
    "How do micro-credentials help employers/employees with upskilling and reskilling?",
  ]),
];

const themesById: ReadonlyMap<string, Theme> = new Map(themes.map((each) => [each.id, each]));

/** The theme of that id, or undefined where there is none. */
export function themeOf(id: string | null): Theme | undefined {
  return id === null ? undefined : themesById.get(id);
}
