/** How a clause is drawn: its number hangs in the margin, its wording, and two quiet controls. */
import type { Node } from "@tiptap/pm/model";
import type { Decoration, EditorView, NodeView, ViewMutationRecord } from "@tiptap/pm/view";
import { parseQuestions } from "../../shared/declaration/grammar.ts";
import { dragClause } from "./dragging.ts";
import { drawn } from "./drawn.ts";
import type { ClauseSpec } from "./numbers.ts";
import { openQuestionMenu } from "./questionMenu.ts";

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
  #node: Node;

  constructor(node: Node, view: EditorView, decorations: readonly Decoration[]) {
    this.#node = node;
    this.dom = drawn("div", "clause", { role: "group" });
    this.contentDOM = drawn("div", "clause-wording");
    const tools = drawn("span", "clause-tools", { contenteditable: "false" });
    tools.append(this.#handle, this.#questions);
    this.dom.append(this.#number, this.contentDOM, tools);
    this.#handle.addEventListener("pointerdown", (event) => dragClause(view, this.#id, this.dom, event));
    this.#questions.addEventListener("click", () => openQuestionMenu(view, this.#id, this.#questions));
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
  }
}
