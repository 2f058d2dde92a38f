/** A text full of words that stand nowhere else, comments on some of them, and hands that edit around and through them. */
import { plainTextOfBlocks, readDeclaration } from "../../shared/declaration/readDeclaration.ts";
import { anchorAt, type Hung, type ResolvedAnchor } from "../../shared/deliberation/anchors.ts";
import type { BoundEditor } from "./boundEditor.ts";

export interface ClauseText {
  readonly id: string;
  readonly words: string;
}

/** What stands in the text, read as every export reads it. */
export function clausesIn(editor: BoundEditor): ClauseText[] {
  return readDeclaration(editor.document).sections.flatMap(({ clauses }) =>
    clauses.map(({ id, blocks }) => ({ id, words: plainTextOfBlocks(blocks) })),
  );
}

export interface Commented extends Hung {
  readonly commentId: string;
  /** Empty where it is on the whole clause. */
  readonly quote: string;
}

/** Words that stand nowhere else. */
export function newWords(count: number, made: { count: number }): string {
  return Array.from({ length: count }, () => {
    made.count += 1;
    return `word${String.fromCharCode(97 + (made.count % 26))}${made.count}z`;
  }).join(" ");
}

/** Some clauses in three sections, written by hand. */
export function writeClauses(editor: BoundEditor, made: { count: number }): void {
  for (const section of [1, 2, 6]) {
    editor.caretIn(section, 0);
    for (let index = 0; index < 3; index++) {
      if (index > 0) editor.press("Enter");
      editor.type(newWords(10, made));
    }
  }
}

/** In every clause a comment on three words of it, and on every third clause one on the whole. */
export function commentEverywhere(editor: BoundEditor, random: () => number): Commented[] {
  return clausesIn(editor).flatMap(({ id, words }, index) => {
    const all = words.split(" ");
    if (all.length < 4) return [];
    const first = Math.floor(random() * (all.length - 2));
    const quote = all.slice(first, first + 3).join(" ");
    const from = words.indexOf(quote);
    const anchor = anchorAt(editor.document, id, from, from + quote.length);
    const onWords = { commentId: `words ${index}`, clauseId: id, anchor, quote };
    return index % 3 === 0
      ? [onWords, { commentId: `whole ${index}`, clauseId: id, anchor: null, quote: "" }]
      : [onWords];
  });
}

/** What the state has to be, by the text alone: which of them may be said, and of which clause. */
export function expectedOf(
  { clauseId, quote, anchor }: Commented,
  clauses: readonly ClauseText[],
  disturbed: boolean,
): readonly string[] {
  const home = clauses.find(({ id }) => id === clauseId);
  if (anchor === null) return [home === undefined ? "orphaned null" : `exact ${clauseId}`];
  if (home?.words.includes(quote)) {
    return disturbed ? [`exact ${clauseId}`, `moved ${clauseId}`] : [`exact ${clauseId}`];
  }
  const holders = clauses.filter(({ words }) => words.includes(quote));
  const remains = quote.split(" ").some((word) => home?.words.includes(word));
  if (holders.length > 0)
    return [...holders.map(({ id }) => `moved ${id}`), ...(remains ? [`changed ${clauseId}`] : [])];
  if (home !== undefined) return [`changed ${clauseId}`];
  // What is left of the words, or of what stood around them, may still tell the place.
  return ["orphaned null", ...clauses.map(({ id }) => `changed ${id}`)];
}

export function toldOf({ state, clauseId }: ResolvedAnchor): string {
  return `${state} ${clauseId}`;
}

/** Where words stand in the editor; null where they do not stand together in one paragraph. */
function placeOf({ editor }: BoundEditor, words: string): number | null {
  let place: number | null = null;
  editor.state.doc.descendants((node, position) => {
    if (!node.isTextblock) return;
    const index = node.textBetween(0, node.content.size, "", "\n").indexOf(words);
    if (index >= 0) place ??= position + 1 + index;
  });
  return place;
}

export interface Deed {
  readonly name: string;
  /** Whether it may take the commented words out of their place, so that they can only be found by themselves. */
  readonly disturbs: boolean;
}

const key = (name: "ArrowUp" | "ArrowDown") =>
  [name, { altKey: true, shiftKey: true, keyCode: name === "ArrowUp" ? 38 : 40 }] as const;

/** Does one thing around or through those words, by chance; answers what. */
export function editAround(
  hands: BoundEditor,
  words: string,
  random: () => number,
  made: { count: number },
): Deed {
  const { editor } = hands;
  const place = placeOf(hands, words);
  const caret = (position: number) => editor.commands.setTextSelection(position);
  const select = (from: number, to: number) => editor.commands.setTextSelection({ from, to });
  const done = (name: string, disturbs: boolean): Deed => ({ name, disturbs });
  const drawn = random();
  if (drawn < 0.1) {
    hands.press("z", { ctrlKey: true });
    return done("undo", true);
  }
  if (drawn < 0.13) {
    hands.press("y", { ctrlKey: true });
    return done("redo", true);
  }
  if (place === null) {
    caret(Math.floor(random() * editor.state.doc.content.size));
    hands.type(`${newWords(1, made)} `);
    return done("type anywhere", false);
  }
  const end = place + words.length;
  const around = editor.state.doc.resolve(place);
  const deeds: readonly (() => Deed)[] = [
    () => {
      caret(place);
      hands.type(`${newWords(1, made)} `);
      return done("type before", false);
    },
    () => {
      caret(end);
      hands.type(` ${newWords(2, made)}`);
      return done("type behind", false);
    },
    () => {
      caret(place + Math.floor(words.length / 2));
      hands.type("x");
      return done("type into", true);
    },
    () => {
      select(place, end);
      hands.type(newWords(2, made));
      return done("retype", true);
    },
    () => {
      select(place, end);
      hands.press("Backspace");
      return done("delete words", true);
    },
    () => {
      caret(random() < 0.5 ? place : place + words.indexOf(" "));
      hands.press("Enter");
      return done("split before or in", true);
    },
    () => {
      caret(end);
      hands.press("Enter");
      return done("split behind", false);
    },
    () => {
      caret(random() < 0.5 ? place : end);
      hands.press("Enter", { ctrlKey: true });
      return done("split the paragraph", true);
    },
    () => {
      caret(around.start());
      hands.press("Backspace");
      return done("join with what is before", true);
    },
    () => {
      caret(around.end());
      hands.press("Delete");
      return done("join with what is behind", true);
    },
    () => {
      caret(place);
      hands.press(...key(random() < 0.5 ? "ArrowUp" : "ArrowDown"));
      return done("move the clause", false);
    },
    () => {
      // Words may have been pasted into the title.
      if (around.depth < 3) return done("nothing", false);
      editor.view.dispatch(editor.state.tr.delete(around.before(2), around.after(2)));
      return done("delete the clause", true);
    },
    () => {
      editor.view.dispatch(editor.state.tr.delete(place, end));
      caret(Math.floor(random() * editor.state.doc.content.size));
      hands.type(` ${words} `);
      return done("cut and paste", true);
    },
    () => {
      select(place, end);
      hands.press("b", { ctrlKey: true });
      return done("bold", false);
    },
    () => {
      caret(around.start());
      hands.type("- ");
      return done("make a list", true);
    },
  ];
  return deeds[Math.floor(random() * deeds.length)]?.() ?? done("nothing", false);
}
