/** The others' carets: a name while a caret moves, then a thin line in the person's colour. */
import { Extension } from "@tiptap/core";
import { yCursorPlugin } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";
import { drawn } from "./drawn.ts";

const colourPattern = /^#[0-9a-fA-F]{6}$/;
const quietColour = "#6b6b6b";

interface Person {
  readonly name?: unknown;
  readonly color?: unknown;
}

export const Carets = Extension.create<{ awareness: Awareness | null }>({
  name: "carets",
  addOptions: () => ({ awareness: null }),
  addProseMirrorPlugins() {
    const { awareness } = this.options;
    if (awareness === null) return [];
    return [yCursorPlugin(awareness, { cursorBuilder: drawCaret, selectionBuilder: drawSelection })];
  },
});

/** Colours come over the wire: anything but a plain colour is not put into a style. */
function colourOf(person: Person): string {
  return typeof person.color === "string" && colourPattern.test(person.color) ? person.color : quietColour;
}

function drawCaret(person: Person): HTMLElement {
  const caret = drawn("span", "remote-caret", { "aria-hidden": "true" });
  const label = drawn("span", "remote-caret-name");
  caret.style.setProperty("--caret", colourOf(person));
  label.textContent = typeof person.name === "string" && person.name !== "" ? person.name : "Somebody";
  caret.append("\u2060", label, "\u2060");
  return caret;
}

function drawSelection(person: Person): { class: string; style: string } {
  return { class: "remote-selection", style: `--caret: ${colourOf(person)}` };
}
