/** Live numbers: each clause is told its number and which questions of its theme are answered, as decorations. */
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { parseQuestions, type SectionKind } from "../../shared/declaration/grammar.ts";
import { clauseNumber } from "../../shared/declaration/numbering.ts";
import { titleParts } from "../ui/titleParts.ts";
import { clauseAround } from "./places.ts";

/** What a clause's drawing reads from its decoration. */
export interface ClauseSpec {
  readonly clauseNumber: string;
}

/** What a section's drawing reads from its decoration. */
export interface SectionSpec {
  /** Ids of the guiding questions that some clause of the section answers. */
  readonly answered: string;
}

export function sectionKindOf(section: Node): SectionKind {
  const { kind } = section.attrs;
  return kind === "preamble" || kind === "closing" ? kind : "theme";
}

export function sectionThemeOf(section: Node): string | null {
  return typeof section.attrs.theme === "string" ? section.attrs.theme : null;
}

const key = new PluginKey<DecorationSet>("numbers");

export const Numbers = Extension.create({
  name: "numbers",
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, state) => DecorationSet.create(state.doc, decorationsOf(state.doc)),
        apply: (transaction, before) =>
          transaction.docChanged
            ? DecorationSet.create(transaction.doc, decorationsOf(transaction.doc))
            : before,
      },
      props: { decorations: withCurrentClause },
    }),
  ],
});

function decorationsOf(document: Node): Decoration[] {
  const decorations: Decoration[] = [];
  document.forEach((section, offset) => {
    if (section.type.name === "title") decorations.push(...wholeWordsOf(section, offset + 1));
    if (section.type.name !== "section") return;
    const kind = sectionKindOf(section);
    const theme = sectionThemeOf(section);
    const answered = new Set<string>();
    section.forEach((clause, inner, index) => {
      for (const id of parseQuestions(clause.attrs.questions)) answered.add(id);
      const number = clauseNumber(kind, theme, index);
      const spec: ClauseSpec = { clauseNumber: number };
      const from = offset + 1 + inner;
      decorations.push(
        Decoration.node(from, from + clause.nodeSize, { "aria-label": `Clause ${number}` }, spec),
      );
    });
    const spec: SectionSpec = { answered: [...answered].sort().join(" ") };
    decorations.push(
      Decoration.node(offset, offset + section.nodeSize, { "data-answered": spec.answered }, spec),
    );
  });
  return decorations;
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
