/** The annex "how each clause was decided" in words: one reading of it for every writer. */
import { positionNames, type Tally } from "../../shared/deliberation/reading.ts";
import { type ChangePiece, changeOf } from "./changedWords.ts";
import type {
  ClauseDecision,
  FinishedAmendment,
  FinishedIdea,
  FinishedPerson,
  FinishedThread,
} from "./contributions.ts";
import type { FinishedClause, FinishedDocument } from "./finishedDocument.ts";
import { dayIn, fillIn } from "./words.ts";

export interface AnnexEntry {
  /** The id of the clause; empty for what belongs to a section. */
  readonly id: string;
  readonly theme: string | null;
  readonly number: string;
  readonly heading: string;
  readonly parts: readonly AnnexPart[];
}

export type AnnexPart =
  | { readonly kind: "subheading"; readonly text: string }
  | { readonly kind: "line"; readonly label: string; readonly text: string }
  | {
      readonly kind: "table";
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | {
      readonly kind: "remark";
      /** Whether it answers the remark before it. */
      readonly answer: boolean;
      readonly by: string;
      readonly quote: string;
      readonly words: string;
    }
  | {
      readonly kind: "amendment";
      /** Whether it stands beside the wording of the clause, still to be decided. */
      readonly competes: boolean;
      readonly title: string;
      readonly by: string;
      readonly pieces: readonly ChangePiece[];
      readonly facts: readonly { readonly label: string; readonly text: string }[];
    };

const openingLetters = 70;

/** The entries of the annex, in the order of the paper; none where it has no annex. */
export function annexEntries(document: FinishedDocument): AnnexEntry[] {
  if (!document.options.annex) return [];
  const { words } = document;
  const wording = new AnnexWording(document);
  const entries = document.sections.flatMap((section): AnnexEntry[] => [
    ...section.clauses.map((clause) => ({
      id: clause.id,
      theme: section.theme,
      number: clause.number,
      heading: openingOf(clause.wording),
      parts: wording.clause(clause),
    })),
    ...(section.proposed.length + section.ideas.length === 0
      ? []
      : [
          {
            id: "",
            theme: section.theme,
            number: "",
            heading: section.heading,
            parts: [
              ...section.proposed.flatMap((amendment) => wording.amendment(amendment)),
              ...wording.ideas(section.ideas),
            ],
          },
        ]),
  ]);
  const removed = document.removed.map(({ id, decision }) => ({
    id,
    theme: null,
    number: "",
    heading: words.removedClause,
    parts: wording.removed(decision),
  }));
  const silent = entries.filter(({ parts }) => parts.length === 0).map(({ id }) => id);
  return [...entries.filter(({ parts }) => parts.length > 0), ...removed, ...silence(document, silent)];
}

/** One entry for all clauses that nobody said anything about. */
function silence({ sections, words }: FinishedDocument, clauseIds: readonly string[]): AnnexEntry[] {
  const labels = sections
    .flatMap(({ clauses }) => clauses)
    .filter(({ id }) => clauseIds.includes(id))
    .map(({ label }) => label);
  if (labels.length === 0) return [];
  const line = { kind: "line" as const, label: "", text: labels.join(", ") };
  return [{ id: "", theme: null, number: "", heading: words.nothingRecorded, parts: [line] }];
}

/** The first words of a wording, for a heading. */
export function openingOf(wording: string, most: number = openingLetters): string {
  const letters = [...wording.replaceAll(/\s+/g, " ")];
  if (letters.length <= most) return letters.join("");
  const cut = letters.slice(0, most).join("");
  const words = cut.slice(0, Math.max(cut.lastIndexOf(" "), Math.floor(most / 2)));
  return `${words.replace(/[\s,;:.]+$/, "")}…`;
}

class AnnexWording {
  readonly #document: FinishedDocument;

  constructor(document: FinishedDocument) {
    this.#document = document;
  }

  clause({ status, tally, decision, ideas }: FinishedClause): AnnexPart[] {
    const { words } = this.#document;
    const steps = decision?.statusSteps ?? [];
    const parts: AnnexPart[] = [
      ...(steps.length === 0
        ? [{ kind: "line" as const, label: words.status, text: words.statuses[status] }]
        : this.#statuses(steps)),
      ...ideas.map((idea) => ({ kind: "line" as const, label: words.idea, text: this.#idea(idea) })),
      ...this.#tally(words.agreement, tally),
      ...(decision === null ? [] : this.decision(decision)),
    ];
    return parts.length === 1 && steps.length === 0 ? [] : parts;
  }

  decision({ reasons, checks, amendments, threads }: ClauseDecision): AnnexPart[] {
    const { words } = this.#document;
    return [
      ...reasons.map(({ position, stakeholder, reason }) => ({
        kind: "line" as const,
        label: [words.positions[position], stakeholder].filter(Boolean).join(", "),
        text: reason,
      })),
      ...checks.flatMap(({ question, openedAt, tally }) =>
        this.#tally([words.check, this.#day(openedAt), question].filter(Boolean).join(" · "), tally),
      ),
      ...this.#under(
        words.amendments,
        amendments.flatMap((amendment) => this.amendment(amendment)),
      ),
      ...this.#under(
        words.comments,
        threads.flatMap((thread) => this.#thread(thread)),
      ),
    ];
  }

  removed(decision: ClauseDecision): AnnexPart[] {
    return [...this.#statuses(decision.statusSteps), ...this.decision(decision)];
  }

  #statuses(steps: ClauseDecision["statusSteps"]): AnnexPart[] {
    const { words } = this.#document;
    return steps.map(({ status, at, by }) => ({
      kind: "line" as const,
      label: words.status,
      text: [words.statuses[status], this.#day(at), this.#person(by)].filter(Boolean).join(" · "),
    }));
  }

  amendment(amendment: FinishedAmendment): AnnexPart[] {
    const { words } = this.#document;
    const { kind, outcome, supporters, reason, by, at, wording, former, threads } = amendment;
    const became = [words.outcomes[outcome.kind], "at" in outcome ? this.#day(outcome.at) : ""];
    const facts = [
      { label: words.reason, text: reason },
      { label: words.status, text: became.filter(Boolean).join(" · ") },
      { label: words.reason, text: outcome.kind === "declined" ? outcome.reason : "" },
      { label: "", text: supporters === 0 ? "" : fillIn(words.supporters, { count: supporters }) },
    ];
    return [
      {
        kind: "amendment",
        competes: kind === "replace" && outcome.kind === "open",
        title: words.amendmentKinds[kind],
        by: this.#byline(by, at),
        pieces: changeOf(former, wording),
        facts: facts.filter(({ text }) => text !== ""),
      },
      ...threads.flatMap((thread) => this.#thread(thread)),
    ];
  }

  ideas(ideas: readonly FinishedIdea[]): AnnexPart[] {
    const { words } = this.#document;
    const lines = ideas.map((idea) => ({ kind: "line" as const, label: words.idea, text: this.#idea(idea) }));
    return this.#under(words.ideas, lines);
  }

  #idea({ words: said, talk, speaker, by, at, backers, outcome }: FinishedIdea): string {
    const { words } = this.#document;
    const became =
      outcome.kind === "turned"
        ? `${words.ideaOutcomes.turned} ${outcome.clause}`
        : [words.ideaOutcomes[outcome.kind], outcome.kind === "declined" ? outcome.reason : ""]
            .filter(Boolean)
            .join(": ");
    const from = [talk, speaker].filter(Boolean).join(", ");
    return [
      said,
      from === "" ? "" : `${words.talk}: ${from}`,
      this.#byline(by, at),
      backers === 0 ? "" : fillIn(words.backers, { count: backers }),
      became,
    ]
      .filter(Boolean)
      .join(" · ");
  }

  #thread({ remarks, openingGone, resolution }: FinishedThread): AnnexPart[] {
    const { words } = this.#document;
    const said = remarks.map((remark, index) => ({
      kind: "remark" as const,
      answer: openingGone || index > 0,
      by: this.#byline(remark.by, remark.at),
      quote: remark.quote,
      words: remark.words,
    }));
    if (openingGone) return [{ kind: "line", label: "", text: words.gone }, ...said];
    if (resolution === null) return [...said, { kind: "line", label: "", text: words.notResolved }];
    const { disposition, reason, into, at, by } = resolution;
    const merged = into === null ? "" : `“${openingOf(into.words)}”`;
    return [
      ...said,
      {
        kind: "line",
        label: words.dispositions[disposition],
        text: [merged, reason, this.#day(at), this.#person(by)].filter(Boolean).join(" · "),
      },
    ];
  }

  #tally(caption: string, { counts, groups, total, stale }: Tally): AnnexPart[] {
    const { words } = this.#document;
    const late = { kind: "line" as const, label: "", text: fillIn(words.stalePositions, { count: stale }) };
    if (total === 0) return stale === 0 ? [] : [late];
    const row = (name: string, of: Tally["counts"], sum: number) => [
      name,
      ...positionNames.map((position) => String(of[position])),
      String(sum),
    ];
    return [
      {
        kind: "table",
        caption,
        head: [words.stakeholderGroup, ...positionNames.map((each) => words.positions[each]), words.total],
        rows: [
          ...groups.map((group) =>
            row(group.stakeholder || words.noStakeholderGroup, group.counts, group.total),
          ),
          row(words.total, counts, total),
        ],
      },
      ...(stale === 0 ? [] : [late]),
    ];
  }

  #under(text: string, parts: readonly AnnexPart[]): AnnexPart[] {
    return parts.length === 0 ? [] : [{ kind: "subheading", text }, ...parts];
  }

  #byline(by: FinishedPerson, at: string): string {
    return [this.#person(by), this.#day(at)].filter(Boolean).join(" · ");
  }

  #person({ name, affiliation, stakeholder, role }: FinishedPerson): string {
    const { words, options } = this.#document;
    const unnamed = role === null ? "" : words.roles[role];
    const who = name !== "" ? name : options.names === "shown" && role !== null ? words.unnamed : unnamed;
    return [who, affiliation, stakeholder].filter(Boolean).join(", ");
  }

  #day(at: string): string {
    return dayIn(this.#document.options.language, at);
  }
}
