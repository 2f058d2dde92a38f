/** Real editors on real Yjs documents, in jsdom, with a network that a test flushes by hand. */
import { Editor } from "@tiptap/core";
import * as Y from "yjs";
import { editorOptions } from "../../client/editor/editorOptions.ts";
import { layDownTemplate } from "../../shared/declaration/template.ts";

// jsdom has no layout, and the editor asks where lines end.
Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
Range.prototype.getBoundingClientRect = () => new DOMRect();

export interface BoundEditor {
  readonly name: string;
  readonly document: Y.Doc;
  readonly editor: Editor;
  /** Runs keys through the editor as a keyboard would. */
  press(key: string, modifiers?: KeyboardEventInit): void;
  type(words: string): void;
  /** Puts the caret behind the first `words`, or at the start of the clause at `index` of a section. */
  caretBehind(words: string): void;
  caretIn(section: number, clause: number): void;
  close(): void;
}

/** The state of a fresh declaration, as the server lays it down. */
export function templateState(): Uint8Array {
  const document = new Y.Doc();
  document.clientID = 1;
  let made = 0;
  layDownTemplate(document, "A declaration", () => `template-${++made}`);
  return Y.encodeStateAsUpdate(document);
}

export function openEditor(name: string, state: Uint8Array, clientId: number): BoundEditor {
  const document = new Y.Doc();
  document.clientID = clientId;
  Y.applyUpdate(document, state, "server");
  const element = globalThis.document.createElement("div");
  globalThis.document.body.append(element);
  const editor = new Editor({
    ...editorOptions({
      document,
      awareness: null,
      holdRemote: () => {},
      askForLink: () => {},
      openRoadmap: () => {},
    }),
    element,
  });
  const { view } = editor;
  return {
    name,
    document,
    editor,
    press(key, modifiers = {}) {
      const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...modifiers });
      view.someProp("handleKeyDown", (handle) => handle(view, event));
    },
    type(words) {
      const { from, to } = view.state.selection;
      const handled = view.someProp("handleTextInput", (handle) =>
        handle(view, from, to, words, () => view.state.tr.insertText(words)),
      );
      if (!handled) view.dispatch(view.state.tr.insertText(words));
    },
    caretBehind(words) {
      let position: number | null = null;
      view.state.doc.descendants((node, pos) => {
        const index = node.isText ? (node.text ?? "").indexOf(words) : -1;
        if (index >= 0) position ??= pos + index + words.length;
      });
      if (position === null) throw new Error(`${name} does not see "${words}"`);
      editor.commands.setTextSelection(position);
    },
    caretIn(section, clause) {
      let position = 0;
      for (let index = 0; index < section; index++) position += view.state.doc.child(index).nodeSize;
      for (let index = 0; index < clause; index++)
        position += view.state.doc.child(section).child(index).nodeSize;
      editor.commands.setTextSelection(position + 3);
    },
    close() {
      editor.destroy();
      element.remove();
    },
  };
}

/** Brings the other up to date with the one. */
export function bring(from: BoundEditor, to: BoundEditor): void {
  const missing = Y.encodeStateAsUpdate(from.document, Y.encodeStateVector(to.document));
  Y.applyUpdate(to.document, missing, "server");
}

/** Brings two documents level, both ways. */
export function exchange(one: BoundEditor, other: BoundEditor): void {
  bring(one, other);
  bring(other, one);
}
