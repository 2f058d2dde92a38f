/** What an Akoma Ntoso document says about itself: who and when, where each clause is, and how it was decided. */
import { positionNames } from "../../shared/deliberation/reading.ts";
import type { ExportLanguage } from "../../shared/exports.ts";
import type { FinishedPerson } from "./contributions.ts";
import type {
  FinishedClause,
  FinishedDocument,
  FinishedSection,
  NumberedSection,
} from "./finishedDocument.ts";
import { element, type Xml } from "./xml.ts";

/** ISO 639-2, as FRBRlanguage wants it. */
const languageCodes: Readonly<Record<ExportLanguage, string>> = {
  en: "eng",
  es: "spa",
  ca: "cat",
  fr: "fra",
  de: "deu",
};

/** The eIds of sections and clauses, and the people that the metadata names. */
export class Places {
  readonly #clauses: ReadonlyMap<FinishedClause, string>;
  readonly #sections: ReadonlyMap<FinishedSection, string>;
  /** By clause id: the wIds. */
  readonly #first: ReadonlyMap<string, string>;
  /** By everything that tells one from another; each with its eId. */
  readonly #people = new Map<string, { readonly eId: string; readonly showAs: string }>();
  readonly #groups = new Map<string, string>();
  readonly #document: FinishedDocument;

  constructor(
    document: FinishedDocument,
    sections: ReadonlyMap<FinishedSection, string>,
    clauses: ReadonlyMap<FinishedClause, string>,
    first: ReadonlyMap<string, string>,
  ) {
    this.#document = document;
    this.#sections = sections;
    this.#clauses = clauses;
    this.#first = first;
  }

  of(clause: FinishedClause): string {
    return this.#clauses.get(clause) ?? "";
  }

  /** Its wId: where it was in the first version that had it. */
  firstOf(clause: FinishedClause): string {
    return this.#first.get(clause.id) ?? this.of(clause);
  }

  ofSection(section: FinishedSection): string {
    return this.#sections.get(section) ?? "";
  }

  /** A reference to that person, who then stands among the references; to the server itself where it is nobody. */
  person({ name, affiliation, stakeholder, role }: FinishedPerson): string {
    if (role === null) return "#plenary";
    const showAs = [name || this.#document.words.roles[role], affiliation, stakeholder]
      .filter(Boolean)
      .join(", ");
    const known = this.#people.get(showAs);
    if (known !== undefined) return `#${known.eId}`;
    const eId = `person_${this.#people.size + 1}`;
    this.#people.set(showAs, { eId, showAs });
    return `#${eId}`;
  }

  /** A reference to that stakeholder group, which then stands among the references. */
  group(stakeholder: string): string {
    const eId = this.#groups.get(stakeholder) ?? `group_${this.#groups.size + 1}`;
    this.#groups.set(stakeholder, eId);
    return `#${eId}`;
  }

  /** To be asked for last: whoever was named by then stands in it. */
  references(): Xml[] {
    const { words, sections } = this.#document;
    const concept = (id: string, showAs: string) =>
      element("TLCConcept", { eId: id, href: `/ontology/concept/${id}`, showAs });
    return [
      element("TLCOrganization", {
        eId: "plenary",
        href: "/ontology/organization/plenary",
        showAs: "Plenary",
      }),
      ...[...this.#people.values()].map(({ eId, showAs }) =>
        element("TLCPerson", { eId, href: `/ontology/person/${eId}`, showAs }),
      ),
      ...[...this.#groups].map(([showAs, eId]) => concept(eId, showAs)),
      ...Object.entries(words.roles).map(([role, showAs]) =>
        element("TLCRole", { eId: role, href: `/ontology/role/${role}`, showAs }),
      ),
      concept("summit-programme", sections.map(({ heading }) => heading).join("; ") || words.theme),
      ...Object.entries(words.statuses).map(([status, showAs]) => concept(status, showAs)),
      ...Object.entries(words.positions).map(([position, showAs]) => concept(position, showAs)),
    ];
  }
}

/** Where everything in that document is. */
export function placesIn(document: FinishedDocument): Places {
  const { sections, clauses } = placed(document.sections);
  const first = new Map<string, string>();
  const taken = new Set<string>();
  for (const stage of [...document.earlier, document.sections]) {
    for (const [{ id }, place] of placed<NumberedSection>(stage).clauses) {
      // Where another clause was called so before it, it counts on: a wId is never given twice.
      if (id !== "" && !first.has(id)) first.set(id, unused(place, taken));
    }
  }
  return new Places(document, sections, clauses, first);
}

/** An eId follows the printed number, and stays unique where none is printed. */
function placed<Section extends NumberedSection>(
  all: readonly Section[],
): { sections: Map<Section, string>; clauses: Map<Section["clauses"][number], string> } {
  const sections = new Map<Section, string>();
  const clauses = new Map<Section["clauses"][number], string>();
  const preambles = all.filter(({ kind }) => kind === "preamble");
  const taken = new Set<string>();
  let last = Math.max(0, ...all.map(({ number }) => number ?? 0));
  for (const section of all) {
    const own =
      section.kind === "preamble"
        ? `recs_${preambles.indexOf(section) + 1}`
        : unused(`sec_${section.number ?? ++last}`, taken);
    sections.set(section, own);
    for (const [index, clause] of section.clauses.entries()) {
      const printed = /(\d+)\)?$/.exec(clause.number)?.[1] ?? String(index + 1);
      const name = section.kind === "preamble" ? "rec" : "cl";
      clauses.set(clause, unused(`${own}__${name}_${printed}`, taken));
    }
  }
  return { sections, clauses };
}

/** That id, or one beside it where two would be alike. */
function unused(id: string, taken: Set<string>): string {
  const [, stem = "", number = "1"] = /^(.*_)(\d+)$/.exec(id) ?? [];
  let count = Number(number);
  while (taken.has(`${stem}${count}`)) count++;
  taken.add(`${stem}${count}`);
  return `${stem}${count}`;
}

/** Work, expression and manifestation of the document, or of a component of it. */
export function identification({ at, title, options }: FinishedDocument, component: string): Xml {
  const date = day(at);
  const language = languageCodes[options.language];
  const work = `/akn/eu/statement/${date}/${slugOf(title)}`;
  const expression = `${work}/${language}@${date}`;
  const level = (name: string, uri: string, thing: string, ...rest: Xml[]) =>
    element(
      name,
      {},
      element("FRBRthis", { value: thing }),
      element("FRBRuri", { value: uri }),
      element("FRBRdate", { date, name: "generation" }),
      element("FRBRauthor", { href: "#plenary" }),
      ...rest,
    );
  return element(
    "identification",
    { source: "#plenary" },
    level("FRBRWork", work, `${work}/!${component}`, element("FRBRcountry", { value: "eu" })),
    level("FRBRExpression", expression, `${expression}/!${component}`, element("FRBRlanguage", { language })),
    level("FRBRManifestation", `${expression}.akn`, `${expression}/!${component}.xml`),
  );
}

/** The statuses of each clause, one step each; nothing where the paper has no annex. */
export function workflow({ sections }: FinishedDocument, places: Places): Xml[] {
  const steps = sections.flatMap(({ clauses }) =>
    clauses.flatMap((clause) =>
      (clause.decision?.statusSteps ?? []).map(({ status, at, by }) =>
        element("step", {
          date: moment(at),
          by: places.person(by),
          as: `#${by.role ?? "plenary"}`,
          outcome: `#${status}`,
          refersTo: `#${places.of(clause)}`,
        }),
      ),
    ),
  );
  return steps.length === 0 ? [] : [element("workflow", { source: "#plenary" }, steps)];
}

/** The positions on each clause as counts, of all and of each stakeholder group. */
export function voting({ sections, words }: FinishedDocument, places: Places): Xml[] {
  const clauses = sections.flatMap(({ clauses }) => clauses).filter(({ tally }) => tally.total > 0);
  if (clauses.length === 0) return [];
  const votings = clauses.map((clause, index) => {
    const eId = `voting_${index + 1}`;
    let counted = 0;
    const count = (position: string, value: number, group: string | null) => {
      counted += 1;
      return element("count", {
        eId: `${eId}__count_${counted}`,
        value: String(value),
        refersTo: `#${position}`,
        href: group === null ? null : places.group(group),
      });
    };
    return element(
      "voting",
      { eId, href: `#${places.of(clause)}`, outcome: `#${clause.status}` },
      positionNames.map((position) => count(position, clause.tally.counts[position], null)),
      clause.tally.groups.flatMap(({ stakeholder, counts }) =>
        positionNames
          .filter((position) => counts[position] > 0)
          .map((position) => count(position, counts[position], stakeholder || words.noStakeholderGroup)),
      ),
    );
  });
  return [element("analysis", { source: "#plenary" }, element("parliamentary", {}, votings))];
}

function moment(at: string): string {
  return at.replace(/\.\d+/, "");
}

function day(at: string): string {
  return at.slice(0, 10);
}

function slugOf(title: string): string {
  const words =
    title
      .normalize("NFKD")
      .replaceAll(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.join("-").slice(0, 80) || "declaration";
}
