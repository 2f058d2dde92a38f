import { useEffect, useState } from "react";

/** Words chosen in a clause: where they stand in its plain words, a line for each paragraph and line break. */
export interface ChosenWords {
  readonly clauseId: string;
  readonly from: number;
  readonly to: number;
  readonly words: string;
}

/** A phone lets go of the selection as soon as a button is tapped; the button has to be there until then. */
const linger = 400;

/** The words that are chosen in one clause of the page, or null. */
export function useChosenWords(): ChosenWords | null {
  const [chosen, setChosen] = useState<ChosenWords | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      const found = chosenIn(document.getSelection());
      if (found !== null) setChosen(found);
      else timer = setTimeout(() => setChosen(null), linger);
    };
    document.addEventListener("selectionchange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("selectionchange", look);
    };
  }, []);
  return chosen;
}

/** What of a selection lies in the clause where it begins. */
function chosenIn(selection: Selection | null): ChosenWords | null {
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = elementOf(range.startContainer);
  const wording = start?.closest<HTMLElement>(".reader-text .clause-wording");
  const clauseId = wording?.closest<HTMLElement>(".clause")?.dataset.id;
  if (wording == null || !clauseId) return null;
  const whole = document.createRange();
  whole.selectNodeContents(wording);
  const ends = whole.compareBoundaryPoints(Range.END_TO_END, range) <= 0;
  const from = offsetIn(wording, range.startContainer, range.startOffset);
  const to = ends
    ? offsetIn(wording, wording, wording.childNodes.length)
    : offsetIn(wording, range.endContainer, range.endOffset);
  const words = range.toString().replaceAll(/\s+/g, " ").trim();
  return to > from && words !== "" ? { clauseId, from, to, words } : null;
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

/** How many of the wording's plain words' letters stand before that place in the page. */
function offsetIn(wording: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange();
  before.setStart(wording, 0);
  before.setEnd(node, offset);
  const paragraphs = [...wording.querySelectorAll("p")];
  let letters = 0;
  for (const [place, paragraph] of paragraphs.entries()) {
    const whole = document.createRange();
    whole.selectNodeContents(paragraph);
    const reached = before.comparePoint(paragraph, 0) === 0;
    if (!reached) break;
    if (place > 0) letters += 1;
    const ended = before.compareBoundaryPoints(Range.END_TO_END, whole) >= 0;
    if (!ended) whole.setEnd(before.endContainer, before.endOffset);
    letters += lettersIn(whole.cloneContents());
  }
  return letters;
}

function lettersIn(part: DocumentFragment): number {
  return (part.textContent ?? "").length + part.querySelectorAll("br").length;
}
