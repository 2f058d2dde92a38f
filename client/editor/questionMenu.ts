/** The small menu at a clause: which guiding questions of its theme it answers. */
import type { EditorView } from "@tiptap/pm/view";
import { parseQuestions } from "../../shared/declaration/grammar.ts";
import { themeOf } from "../../shared/programme.ts";
import { drawn } from "./drawn.ts";
import { findClause } from "./places.ts";
import { toggleQuestion } from "./questions.ts";
import { sectionThemeOf } from "./sectionFacts.ts";

/** Opens the menu below `anchor`; Escape, Tab or a click elsewhere closes it and the caret is back. False where a section has no questions. */
export function openQuestionMenu(view: EditorView, clauseId: string, anchor: HTMLElement): boolean {
  const clause = findClause(view.state.doc, clauseId);
  const theme = clause === null ? undefined : themeOf(sectionThemeOf(clause.section));
  if (theme === undefined) return false;

  const menu = drawn("div", "question-menu", {
    role: "menu",
    "aria-label": `Guiding questions of ${theme.title}`,
    "data-theme": theme.id,
  });
  const items = theme.questions.map((question) => {
    const item = drawn("button", "question-choice", {
      type: "button",
      role: "menuitemcheckbox",
      tabindex: "-1",
    });
    item.textContent = question.wording;
    item.addEventListener("click", () => {
      toggleQuestion(clauseId, question.id)(view.state, view.dispatch);
      show();
    });
    menu.append(item);
    return { item, id: question.id };
  });
  const show = () => {
    const answered = parseQuestions(findClause(view.state.doc, clauseId)?.node.attrs.questions);
    for (const { item, id } of items) item.setAttribute("aria-checked", String(answered.includes(id)));
  };

  const close = () => {
    globalThis.document.removeEventListener("pointerdown", closeOutside, true);
    window.removeEventListener("resize", close);
    menu.remove();
    anchor.removeAttribute("aria-expanded");
  };
  const closeOutside = (event: Event) => {
    if (!(event.target instanceof Node) || !menu.contains(event.target)) close();
  };
  menu.addEventListener("keydown", (event) => {
    const focused = items.findIndex(({ item }) => item === globalThis.document.activeElement);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) items.at((focused + step) % items.length)?.item.focus();
    else if (event.key === "Escape" || event.key === "Tab") {
      close();
      view.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  show();
  globalThis.document.body.append(menu);
  placeBeside(menu, anchor);
  anchor.setAttribute("aria-expanded", "true");
  globalThis.document.addEventListener("pointerdown", closeOutside, true);
  window.addEventListener("resize", close);
  items[0]?.item.focus();
  return true;
}

const distance = 4;
const edge = 8;

/** Below the anchor, or above it where there is no room below; never over the edge of the window. */
function placeBeside(menu: HTMLElement, anchor: HTMLElement): void {
  const box = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const below = box.bottom + distance;
  const fitsBelow = below + height <= window.innerHeight - edge;
  const top = fitsBelow ? below : Math.max(edge, box.top - distance - height);
  const left = Math.max(edge, Math.min(box.left, window.innerWidth - width - edge));
  menu.style.top = `${top + window.scrollY}px`;
  menu.style.left = `${left + window.scrollX}px`;
}
