/** How a clause is drawn: its number hangs in the margin, its wording, its roadmap in a line, and three quiet controls. */
import type { Node } from "@tiptap/pm/model";
import type { Decoration, EditorView, NodeView, ViewMutationRecord } from "@tiptap/pm/view";
import { parseQuestions } from "../../shared/declaration/grammar.ts";
import { readRoadmapFields } from "../../shared/declaration/roadmapFields.ts";
import { fieldsInWords } from "../../shared/roadmap/fieldsInWords.ts";
import { dragClause } from "./dragging.ts";
import { drawn } from "./drawn.ts";
import type { ClauseSpec } from "./numbers.ts";
import { openQuestionMenu } from "./questionMenu.ts";

/** About as many letters stand on a line of a wide page. */
const lettersOnLine = 64;

export class ClauseView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  readonly #number = drawn("span", "clause-number", { contenteditable: "false", "aria-hidden": "true" });
  readonly #handle = drawn("button", "clause-handle", { type: "button", tabindex: "-1", draggable: "false" });
  readonly #questions = drawn("button", "clause-questions", {
    type: "button",
    tabindex: "-1",
    "aria-haspopup": "menu",
  });
  readonly #roadmap = drawn("button", "clause-roadmap", {
    type: "button",
    tabindex: "-1",
    "aria-haspopup": "dialog",
  });
  readonly #line = drawn("div", "clause-fields", { contenteditable: "false" });
  #node: Node;
  #told = "";

  constructor(
    node: Node,
    view: EditorView,
    decorations: readonly Decoration[],
    openRoadmap: (clauseId: string) => void,
  ) {
    this.#node = node;
    this.dom = drawn("div", "clause", { role: "group" });
    this.contentDOM = drawn("div", "clause-wording");
    const tools = drawn("span", "clause-tools", { contenteditable: "false" });
    tools.append(this.#handle, this.#questions, this.#roadmap);
    this.#line.hidden = true;
    this.dom.append(this.#number, this.contentDOM, this.#line, tools);
    this.#handle.addEventListener("pointerdown", (event) => dragClause(view, this.#id, this.dom, event));
    this.#questions.addEventListener("click", () => openQuestionMenu(view, this.#id, this.#questions));
    for (const control of [this.#roadmap, this.#line]) {
      control.addEventListener("click", () => view.editable && openRoadmap(this.#id));
    }
    // Room for what was never in sight yet: scrolling and jumping know about where it ends.
    this.dom.style.setProperty("--lines", String(Math.ceil(node.content.size / lettersOnLine)));
    this.#show(decorations);
  }

  get #id(): string {
    return String(this.#node.attrs.id ?? "");
  }

  update(node: Node, decorations: readonly Decoration[]): boolean {
    if (node.type !== this.#node.type) return false;
    this.#node = node;
    this.#show(decorations);
    return true;
  }

  /** The controls are the browser's, not the text's. */
  stopEvent(event: Event): boolean {
    return (
      event.target instanceof globalThis.Node &&
      !this.contentDOM.contains(event.target) &&
      event.target !== this.dom
    );
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }

  #show(decorations: readonly Decoration[]): void {
    const spec = decorations.find((each) => "clauseNumber" in each.spec)?.spec as ClauseSpec | undefined;
    const number = spec?.clauseNumber ?? "";
    const answers = parseQuestions(this.#node.attrs.questions).length;
    if (this.#number.textContent !== number) this.#number.textContent = number;
    this.dom.id = this.#id;
    this.dom.dataset.id = this.#id;
    this.dom.dataset.questions = String(answers);
    this.#handle.setAttribute("aria-label", `Move clause ${number}`);
    this.#handle.title = "Drag to move; Alt+Shift+↑ or ↓ moves it too";
    const words =
      answers === 0
        ? "answers no guiding question yet"
        : `answers ${answers === 1 ? "1 question" : `${answers} questions`}`;
    this.#questions.setAttribute("aria-label", `Clause ${number} ${words}. Choose`);
    this.#questions.title = "Which guiding questions does this clause answer? (Alt+Shift+Q)";
    this.#roadmap.setAttribute("aria-label", `Roadmap fields of clause ${number}`);
    this.#roadmap.title = "Who does what by when? (Alt+Shift+R)";
    this.#showFields(spec?.dependsOn ?? "");
  }

  #showFields(numbers: string): void {
    const fields = readRoadmapFields((name) => this.#node.attrs[name]);
    const before = numbers.split("\n");
    const words = fieldsInWords(fields, (id) => before[fields.dependsOn.indexOf(id)] || undefined);
    const told = words.map((field) => `${field.name} ${field.words}`).join("\n");
    if (told === this.#told) return;
    this.#told = told;
    this.#line.hidden = words.length === 0;
    this.dom.dataset.roadmap = String(words.length > 0);
    this.#line.replaceChildren(
      ...words.map((field) => {
        const element = drawn("span", "clause-field");
        const name = drawn("span", "clause-field-name");
        name.textContent = field.name;
        element.append(name, ` ${field.words} `);
        return element;
      }),
    );
  }
}
