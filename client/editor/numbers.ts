/** Live numbers: each clause is told its number and which questions of its theme are answered, as decorations. */
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { parseQuestions } from "../../shared/declaration/grammar.ts";
import { clauseNumber } from "../../shared/declaration/numbering.ts";
import { parseLines } from "../../shared/declaration/roadmapFields.ts";
import { titleParts } from "../ui/titleParts.ts";
import { onlyWords } from "./onlyWords.ts";
import { clauseAround, forEachClause } from "./places.ts";
import { sectionKindOf, sectionThemeOf } from "./sectionFacts.ts";
import { type ClauseStanding, isClauseFrozen, standingOf, tellsStanding } from "./standing.ts";

/** What a clause's drawing reads from its decoration. */
export interface ClauseSpec {
  readonly clauseNumber: string;
  /** The numbers of the clauses it depends on, one a line in their order; empty where one is gone. */
  readonly dependsOn: string;
}

/** What a section's drawing reads from its decoration. */
export interface SectionSpec {
  /** Ids of the guiding questions that some clause of the section answers. */
  readonly answered: string;
}

/** The number of each clause, as its place gives it. */
function numbersOf(document: Node): ReadonlyMap<Node, string> {
  const numbers = new Map<Node, string>();
  forEachClause(document, ({ node, section, index }) => {
    numbers.set(node, clauseNumber(sectionKindOf(section), sectionThemeOf(section), index));
  });
  return numbers;
}

const key = new PluginKey<DecorationSet>("numbers");

export const Numbers = Extension.create({
  name: "numbers",
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, state) => DecorationSet.create(state.doc, decorationsOf(state)),
        apply(transaction, before, _old, state) {
          const told = tellsStanding(transaction);
          if (!transaction.docChanged && !told) return before;
          return onlyWords(transaction) && !told
            ? before.map(transaction.mapping, transaction.doc)
            : DecorationSet.create(transaction.doc, decorationsOf(state));
        },
      },
      props: { decorations: withCurrentClause },
    }),
  ],
});

/** Needs the standing in `state` already: its plugin stands before this one. */
function decorationsOf(state: EditorState): Decoration[] {
  const decorations: Decoration[] = [];
  const standing = standingOf(state);
  const numbers = numbersOf(state.doc);
  state.doc.forEach((section, offset) => {
    if (section.type.name === "title") decorations.push(...wholeWordsOf(section, offset + 1));
    if (section.type.name !== "section") return;
    const answered = new Set<string>();
    section.forEach((clause, inner) => {
      for (const id of parseQuestions(clause.attrs.questions)) answered.add(id);
      const number = numbers.get(clause) ?? "";
      const spec: ClauseSpec = { clauseNumber: number, dependsOn: numbersNamedBy(clause, numbers) };
      const from = offset + 1 + inner;
      const frozen = isClauseFrozen(standing, section, clause);
      const stands = standing.clauses.get(clause.attrs.id);
      decorations.push(
        Decoration.node(
          from,
          from + clause.nodeSize,
          {
            "aria-label": clauseWords(number, stands, frozen),
            "data-status": stands?.status ?? "draft",
            ...(frozen && { "data-frozen": "true" }),
          },
          spec,
        ),
      );
    });
    const spec: SectionSpec = { answered: [...answered].sort().join(" ") };
    decorations.push(
      Decoration.node(offset, offset + section.nodeSize, { "data-answered": spec.answered }, spec),
    );
  });
  return decorations;
}

/** What a clause says of itself: "Clause 2.3, contested, 4 comments". */
function clauseWords(number: string, stands: ClauseStanding | undefined, frozen: boolean): string {
  const { status = "draft", comments = 0, wordings = 0 } = stands ?? {};
  return [
    `Clause ${number}`,
    status !== "draft" && status,
    frozen && "frozen",
    comments > 0 && `${comments} ${comments === 1 ? "comment" : "comments"}`,
    wordings > 0 && `${wordings} proposed ${wordings === 1 ? "wording" : "wordings"}`,
  ]
    .filter(Boolean)
    .join(", ");
}

function numbersNamedBy(clause: Node, numbers: ReadonlyMap<Node, string>): string {
  if (typeof clause.attrs.dependsOn !== "string") return "";
  const byId = new Map([...numbers].map(([{ attrs }, number]) => [attrs.id, number]));
  return parseLines(clause.attrs.dependsOn)
    .map((id) => byId.get(id) ?? "")
    .join("\n");
}

/** A title is drawn with the same line ends here as on every other page. */
function wholeWordsOf(title: Node, start: number): Decoration[] {
  let from = start;
  return titleParts(title.textContent).flatMap(({ words, whole }) => {
    const to = from + words.length;
    const drawn = whole ? [Decoration.inline(from, to, { class: "title-word" })] : [];
    from = to;
    return drawn;
  });
}

function withCurrentClause(state: EditorState): DecorationSet | undefined {
  const clause = clauseAround(state.selection.$head);
  const numbers = key.getState(state);
  if (clause === null || numbers === undefined) return numbers;
  const end = clause.pos + clause.node.nodeSize;
  return numbers.add(state.doc, [Decoration.node(clause.pos, end, { class: "clause-current" })]);
}
