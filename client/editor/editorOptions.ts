/** The whole editor as options for Tiptap, for the page and for the tests that drive real bindings. */
import type { EditorOptions, Extensions } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import type { Awareness } from "y-protocols/awareness";
import type { Doc } from "yjs";
import { fragmentName } from "../../shared/declaration/grammar.ts";
import { Carets } from "./carets.ts";
import { CommentMarks } from "./commentMarks.ts";
import { Drawing } from "./drawing.ts";
import { FreshCaret } from "./freshCaret.ts";
import { Hands } from "./hands.ts";
import { KeepCaret } from "./keepCaret.ts";
import { KeepStructure } from "./keepStructure.ts";
import { Keys } from "./keys.ts";
import { Numbers } from "./numbers.ts";
import { OneText } from "./oneText.ts";
import { Pasting } from "./pasting.ts";
import { schemaExtensions } from "./schema.ts";
import { SoundUndo } from "./soundUndo.ts";
import { StandingOfClauses } from "./standing.ts";

export interface EditedText {
  readonly document: Doc;
  /** Without it no carets of others are drawn. */
  readonly awareness: Awareness | null;
  readonly holdRemote: (held: boolean) => void;
  readonly askForLink: () => void;
  /** Words that a comment is about were pressed. */
  readonly onCommented?: (commentId: string) => void;
  /** Somebody wanted to write in what is frozen; the clause, where it was one. */
  readonly onFrozen?: (clauseId: string | null) => void;
  readonly openRoadmap: (clauseId: string) => void;
}

/** Extensions that bind an editor to the text. */
function editorExtensions(text: EditedText): Extensions {
  return [
    ...schemaExtensions,
    KeepStructure,
    FreshCaret,
    Keys.configure({ askForLink: text.askForLink, openRoadmap: text.openRoadmap }),
    Pasting,
    Collaboration.configure({ document: text.document, field: fragmentName }),
    OneText.configure({ document: text.document }),
    SoundUndo.configure({ document: text.document }),
    KeepCaret,
    Carets.configure({ awareness: text.awareness }),
    StandingOfClauses.configure({ onFrozen: (clauseId) => text.onFrozen?.(clauseId) }),
    Numbers,
    Drawing.configure({ openRoadmap: text.openRoadmap }),
    CommentMarks.configure({ onPress: (commentId) => text.onCommented?.(commentId) }),
    Hands.configure({ holdRemote: text.holdRemote }),
  ];
}

/**
 * Tiptap's own keymap can clear and lift nodes out of their clauses, and its style element would be
 * refused by the content security policy: both stay out.
 */
export function editorOptions(text: EditedText): Partial<EditorOptions> {
  return {
    extensions: editorExtensions(text),
    // The binding draws it anew in a moment; until then a caret needs a text to stand in.
    content: yXmlFragmentToProsemirrorJSON(text.document.getXmlFragment(fragmentName)),
    injectCSS: false,
    enableCoreExtensions: { keymap: false, delete: false, textDirection: false },
    enableInputRules: false,
    enablePasteRules: false,
    editorProps: {
      attributes: {
        class: "declaration declaration-editor",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": "Declaration text",
        spellcheck: "true",
        translate: "no",
      },
    },
  };
}
