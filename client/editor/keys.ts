/** The keyboard, whole: what a key does is read here and nowhere else. */
import { Extension } from "@tiptap/core";
import { baseKeymap, chainCommands } from "@tiptap/pm/commands";
import { type InputRule, inputRules, undoInputRule, wrappingInputRule } from "@tiptap/pm/inputrules";
import { keymap } from "@tiptap/pm/keymap";
import type { Schema } from "@tiptap/pm/model";
import { type Command, Plugin } from "@tiptap/pm/state";
import { crossesSections, deleteSelected, deleteWhatIsSelected, typeOver } from "./deleting.ts";
import { liftItem, redo, sinkItem, toggleBold, toggleItalic, undo } from "./editorCommands.ts";
import { enterEmptyPlace } from "./filling.ts";
import { joinBackward, joinForward } from "./joining.ts";
import { moveClause } from "./moving.ts";
import { clauseAround, typeOf } from "./places.ts";
import { openQuestionMenu } from "./questionMenu.ts";
import { breakLine, leaveTitle, newClauseAfter, nextItem, splitClause, splitParagraph } from "./splitting.ts";

const backspace = chainCommands(undoInputRule, deleteWhatIsSelected, joinBackward);
const forward = chainCommands(deleteWhatIsSelected, joinForward);

/** Opens the menu of guiding questions of the clause with the caret. */
const chooseQuestions: Command = (state, _dispatch, view) => {
  const clause = clauseAround(state.selection.$head);
  const dom = clause && view?.nodeDOM(clause.pos);
  const anchor = dom instanceof HTMLElement ? dom.querySelector<HTMLElement>(".clause-questions") : null;
  if (!clause || !view || !anchor) return false;
  return openQuestionMenu(view, String(clause.node.attrs.id), anchor);
};

/** Alt+Shift+arrows move a clause as they move a paragraph in Word; no browser uses them. */
function keysFor({ askForLink, openRoadmap }: KeysOptions): Record<string, Command> {
  const link: Command = (state) => {
    if (clauseAround(state.selection.$from) === null) return false;
    askForLink();
    return true;
  };
  const roadmap: Command = (state) => {
    const id: unknown = clauseAround(state.selection.$head)?.node.attrs.id;
    if (typeof id !== "string") return false;
    openRoadmap(id);
    return true;
  };
  return {
    Enter: chainCommands(leaveTitle, nextItem, splitClause),
    "Shift-Enter": chainCommands(leaveTitle, breakLine),
    "Mod-Enter": chainCommands(leaveTitle, splitParagraph),
    "Mod-Shift-Enter": newClauseAfter,
    Backspace: backspace,
    "Mod-Backspace": backspace,
    "Shift-Backspace": backspace,
    "Alt-Backspace": backspace,
    Delete: forward,
    "Mod-Delete": forward,
    "Shift-Delete": forward,
    Tab: sinkItem,
    "Shift-Tab": liftItem,
    ArrowUp: enterEmptyPlace("up"),
    ArrowDown: enterEmptyPlace("down"),
    "Alt-Shift-ArrowUp": moveClause("up"),
    "Alt-Shift-ArrowDown": moveClause("down"),
    "Alt-Shift-q": chooseQuestions,
    "Alt-Shift-r": roadmap,
    "Mod-b": toggleBold,
    "Mod-i": toggleItalic,
    "Mod-k": link,
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    ...(baseKeymap["Mod-a"] && { "Mod-a": baseKeymap["Mod-a"] }),
  };
}

/** "- " and "1. " at the start of a paragraph begin a list. */
function listRules(schema: Schema): InputRule[] {
  const orderedList = typeOf(schema, "orderedList");
  const startOf = (match: RegExpMatchArray) => (match[1] === "1" ? null : Number(match[1]));
  return [
    wrappingInputRule(/^\s*[-*•]\s$/, typeOf(schema, "bulletList")),
    wrappingInputRule(
      /^(\d{1,3})[.)]\s$/,
      orderedList,
      (match) => ({ start: startOf(match) }),
      (match, list) => list.childCount + Number(list.attrs.start ?? 1) === Number(match[1]),
    ),
  ];
}

export interface KeysOptions {
  /** Mod+K: opens whatever asks for an address and then calls `setLink`. */
  readonly askForLink: () => void;
  /** Alt+Shift+R: opens whatever the roadmap fields of that clause are edited in. */
  readonly openRoadmap: (clauseId: string) => void;
}

export const Keys = Extension.create<KeysOptions>({
  name: "keys",
  priority: 2000,
  addOptions: () => ({ askForLink: () => {}, openRoadmap: () => {} }),
  addProseMirrorPlugins() {
    return [
      keymap(keysFor(this.options)),
      inputRules({ rules: listRules(this.editor.schema) }),
      new Plugin({
        props: {
          handleTextInput(view, _from, _to, text) {
            const { tr } = view.state;
            if (!typeOver(tr, text)) return false;
            view.dispatch(tr.scrollIntoView());
            return true;
          },
          handleDOMEvents: {
            /** A composition replaces what is selected by itself, over every border. */
            compositionstart(view) {
              if (!crossesSections(view.state.selection)) return false;
              const { tr } = view.state;
              deleteSelected(tr);
              view.dispatch(tr);
              return false;
            },
          },
        },
      }),
    ];
  },
});
