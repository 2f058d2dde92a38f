/** How a section is drawn: its heading and guiding questions come from the programme, not from the text. */
import type { Node } from "@tiptap/pm/model";
import type { Decoration, NodeView, ViewMutationRecord } from "@tiptap/pm/view";
import { sectionHeading } from "../../shared/declaration/numbering.ts";
import { type Theme, themeOf } from "../../shared/programme.ts";
import { drawn } from "./drawn.ts";
import type { SectionSpec } from "./numbers.ts";
import { sectionKindOf, sectionThemeOf } from "./sectionFacts.ts";

export class SectionView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  readonly #kind: unknown;
  readonly #theme: unknown;
  readonly #questions = new Map<string, HTMLElement>();
  #answered = "";

  constructor(node: Node, decorations: readonly Decoration[]) {
    const kind = sectionKindOf(node);
    const themeId = sectionThemeOf(node);
    const theme = themeOf(themeId);
    const heading = sectionHeading(kind, themeId);
    this.#kind = node.attrs.kind;
    this.#theme = node.attrs.theme;
    this.dom = drawn("section", "declaration-section", {
      id: themeId ?? kind,
      "data-kind": kind,
      "aria-label": theme ? `Theme ${theme.number}: ${heading}` : heading,
      ...(themeId !== null && { "data-theme": themeId }),
    });
    this.dom.append(this.#drawHeading(heading, theme));
    if (theme) this.dom.append(this.#drawQuestions(theme));
    this.contentDOM = drawn("div", "section-clauses");
    this.dom.append(this.contentDOM);
    this.#show(decorations);
  }

  update(node: Node, decorations: readonly Decoration[]): boolean {
    if (node.type.name !== "section" || node.attrs.kind !== this.#kind || node.attrs.theme !== this.#theme) {
      return false;
    }
    this.#show(decorations);
    return true;
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }

  #drawHeading(heading: string, theme: Theme | undefined): HTMLElement {
    const element = drawn("h2", "section-heading", { contenteditable: "false" });
    if (theme) {
      const number = drawn("span", "section-number");
      number.textContent = String(theme.number);
      element.append(number);
    }
    element.append(heading);
    if (theme) element.append(drawn("span", "theme-mark", { "data-theme": theme.id, "aria-hidden": "true" }));
    return element;
  }

  #drawQuestions(theme: Theme): HTMLElement {
    const list = drawn("ul", "section-questions", {
      contenteditable: "false",
      "aria-label": "Guiding questions",
    });
    for (const question of theme.questions) {
      const element = drawn("li", "section-question", { "data-answered": "false" });
      element.textContent = question.wording;
      this.#questions.set(question.id, element);
      list.append(element);
    }
    return list;
  }

  #show(decorations: readonly Decoration[]): void {
    const spec = decorations.find((each) => "answered" in each.spec)?.spec as SectionSpec | undefined;
    if (spec === undefined || spec.answered === this.#answered) return;
    this.#answered = spec.answered;
    const answered = new Set(spec.answered.split(" "));
    for (const [id, element] of this.#questions) element.dataset.answered = String(answered.has(id));
  }
}
