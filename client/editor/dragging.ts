/** Dragging a clause by its handle, by mouse, pen or finger; a line shows where it will stand. */
import type { EditorView } from "@tiptap/pm/view";
import { drawn } from "./drawn.ts";
import { moveClauseTo } from "./moving.ts";

interface Gap {
  readonly sectionIndex: number;
  readonly gap: number;
  /** Where the line is drawn, in the window. */
  readonly top: number;
  readonly left: number;
  readonly width: number;
}

/** A hand trembles: less than this many pixels is a click. */
const slack = 4;
/** Closer than this to the edge of the window, the page scrolls along. */
const scrollEdge = 56;

/** Follows the pointer from the press on a handle until it is let go, or Escape. */
export function dragClause(
  view: EditorView,
  clauseId: string,
  clause: HTMLElement,
  press: PointerEvent,
): void {
  if (press.button !== 0 || !view.editable) return;
  press.preventDefault();
  const handle = press.currentTarget as HTMLElement;
  const line = drawn("div", "clause-drop-line");
  let target: Gap | null = null;
  let moving = false;
  handle.setPointerCapture(press.pointerId);

  const move = (event: PointerEvent) => {
    moving ||= Math.abs(event.clientY - press.clientY) > slack;
    if (!moving) return;
    clause.classList.add("clause-dragged");
    scrollAlong(event.clientY);
    target = nearestGap(view, event.clientY);
    if (target === null) return;
    line.style.top = `${target.top}px`;
    line.style.left = `${target.left}px`;
    line.style.width = `${target.width}px`;
    document.body.append(line);
  };
  const drop = () => {
    end();
    if (moving && target) moveClauseTo(clauseId, target.sectionIndex, target.gap)(view.state, view.dispatch);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") end();
  };
  const end = () => {
    handle.removeEventListener("pointermove", move);
    handle.removeEventListener("pointerup", drop);
    handle.removeEventListener("pointercancel", end);
    document.removeEventListener("keydown", onKey);
    clause.classList.remove("clause-dragged");
    line.remove();
  };
  handle.addEventListener("pointermove", move);
  handle.addEventListener("pointerup", drop);
  handle.addEventListener("pointercancel", end);
  document.addEventListener("keydown", onKey);
}

function scrollAlong(y: number): void {
  if (y < scrollEdge) window.scrollBy(0, y - scrollEdge);
  else if (y > window.innerHeight - scrollEdge) window.scrollBy(0, y - window.innerHeight + scrollEdge);
}

/** The gap between two clauses, or at the end of a section, that is nearest to the height `y`. */
function nearestGap(view: EditorView, y: number): Gap | null {
  let nearest: Gap | null = null;
  for (const section of view.dom.querySelectorAll<HTMLElement>(".section-clauses")) {
    const sectionIndex = view.state.doc.resolve(view.posAtDOM(section, 0)).index(0);
    const clauses = [...section.children].filter((child) => child.classList.contains("clause"));
    const boxes = clauses.map((clause) => clause.getBoundingClientRect());
    const around = section.getBoundingClientRect();
    for (let gap = 0; gap <= boxes.length; gap++) {
      const above = boxes[gap - 1]?.bottom;
      const below = boxes[gap]?.top;
      const top =
        above !== undefined && below !== undefined ? (above + below) / 2 : (above ?? below ?? around.top);
      if (nearest !== null && Math.abs(top - y) >= Math.abs(nearest.top - y)) continue;
      nearest = { sectionIndex, gap, top, left: around.left, width: around.width };
    }
  }
  return nearest;
}
