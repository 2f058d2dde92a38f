/** The words that comments are about, marked in the text: decorations alone, nothing of it is in the text. */
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from "@tiptap/y-tiptap";
import type { RelativePosition } from "yjs";
import { comesFromYjs } from "./keepStructure.ts";
import { findClause } from "./places.ts";
import { stretchIn } from "./stretches.ts";

/** A stretch of a clause's plain words that a comment is about. */
export interface CommentMark {
  readonly commentId: string;
  readonly clauseId: string;
  readonly range: { readonly from: number; readonly to: number };
}

interface HeldMark {
  readonly commentId: string;
  readonly from: RelativePosition;
  readonly to: RelativePosition;
}

interface Marks {
  readonly marks: readonly HeldMark[];
  readonly drawn: DecorationSet;
}

const key = new PluginKey<Marks>("commentMarks");

export interface CommentMarksOptions {
  /** Marked words were pressed. */
  readonly onPress: (commentId: string) => void;
}

export const CommentMarks = Extension.create<CommentMarksOptions>({
  name: "commentMarks",
  addOptions: () => ({ onPress: () => {} }),
  addProseMirrorPlugins() {
    const { onPress } = this.options;
    return [
      new Plugin<Marks>({
        key,
        state: {
          init: () => ({ marks: [], drawn: DecorationSet.empty }),
          apply(transaction, before, _old, state) {
            const told: readonly CommentMark[] | undefined = transaction.getMeta(key);
            if (told !== undefined) {
              const marks = hold(told, state);
              return { marks, drawn: draw(marks, state) };
            }
            if (!transaction.docChanged || before.marks.length === 0) return before;
            // What others write arrives as another text as a whole: nothing in it can be followed but by Yjs.
            if (comesFromYjs(transaction)) return { marks: before.marks, drawn: draw(before.marks, state) };
            return { marks: before.marks, drawn: before.drawn.map(transaction.mapping, transaction.doc) };
          },
        },
        props: {
          decorations: (state) => key.getState(state)?.drawn,
          handleDOMEvents: {
            click(_view, event) {
              const marked = event.target instanceof Element ? event.target.closest(".commented") : null;
              const commentId = marked?.getAttribute("data-comment");
              if (commentId) onPress(commentId);
              return false;
            },
          },
        },
      }),
    ];
  },
});

/** Says which words are marked from now on. */
export function showMarks(view: EditorView, marks: readonly CommentMark[]): void {
  view.dispatch(view.state.tr.setMeta(key, marks).setMeta("addToHistory", false));
}

/** The comment whose marked words hold the caret, the last made where there are several; null where none does. */
export function commentAtCaret(state: EditorState): string | null {
  const { from, to } = state.selection;
  const found = key.getState(state)?.drawn.find(from, to).at(-1);
  return found === undefined ? null : String(found.spec.commentId);
}

/** Where the marked words of that comment stand now; null where they are not marked. */
export function placeOfMark(state: EditorState, commentId: string): { from: number; to: number } | null {
  const found = key.getState(state)?.drawn.find(undefined, undefined, (spec) => spec.commentId === commentId);
  return found?.[0] ?? null;
}

/** The ends of the selection as Yjs keeps them; null where nothing is chosen. */
export function chosenEnds(
  state: EditorState,
): { readonly from: RelativePosition; readonly to: RelativePosition } | null {
  const { from, to, empty } = state.selection;
  return empty ? null : endsOf(state, from, to);
}

function endsOf(state: EditorState, from: number, to: number): Omit<HeldMark, "commentId"> | null {
  const binding = ySyncPluginKey.getState(state)?.binding;
  if (!binding) return null;
  return {
    from: absolutePositionToRelativePosition(from, binding.type, binding.mapping),
    to: absolutePositionToRelativePosition(to, binding.type, binding.mapping),
  };
}

/** The marks as positions that live through whatever others write. */
function hold(marks: readonly CommentMark[], state: EditorState): HeldMark[] {
  return marks.flatMap(({ commentId, clauseId, range }) => {
    const clause = findClause(state.doc, clauseId);
    const stretch = clause && stretchIn(clause.node, clause.pos, range);
    const ends = stretch && endsOf(state, stretch.from, stretch.to);
    return ends === null ? [] : [{ commentId, ...ends }];
  });
}

function draw(marks: readonly HeldMark[], state: EditorState): DecorationSet {
  const binding = ySyncPluginKey.getState(state)?.binding;
  if (!binding) return DecorationSet.empty;
  const place = (position: RelativePosition) =>
    relativePositionToAbsolutePosition(binding.doc, binding.type, position, binding.mapping);
  const size = state.doc.content.size;
  return DecorationSet.create(
    state.doc,
    marks.flatMap(({ commentId, from: first, to: last }) => {
      const [from, to] = [place(first), place(last)];
      if (from === null || to === null || from >= to || to > size) return [];
      return [Decoration.inline(from, to, { class: "commented", "data-comment": commentId }, { commentId })];
    }),
  );
}
