import { type Editor, EditorContent, useEditor } from "@tiptap/react";
import { useEffect, useMemo, useRef } from "react";
import type { DeclarationSession } from "../session/openDeclaration.ts";
import { usePartOf } from "../session/useValue.ts";
import { editorOptions } from "./editorOptions.ts";
import "./editor.css";
import "./standing.css";
import "./outOfSight.css";
import "./roadmap.css";

interface DeclarationEditorProps {
  readonly session: DeclarationSession;
  /** The editor once it stands, for a toolbar. */
  readonly onEditor?: (editor: Editor) => void;
  /** Mod+K was pressed in a clause: ask for an address, then call `setLink`. */
  readonly onAskForLink?: () => void;
  /** Words that a comment is about were pressed. */
  readonly onCommented?: (commentId: string) => void;
  /** Somebody wanted to write in what is frozen; the clause, where it was one. */
  readonly onFrozen?: (clauseId: string | null) => void;
  /** The roadmap fields of that clause are wanted, by keyboard or hand. */
  readonly onOpenRoadmap?: (clauseId: string) => void;
}

/** The text, to be written in. Draw it once `session.textReady` holds. */
export function DeclarationEditor(props: DeclarationEditorProps) {
  const { session, onEditor } = props;
  const page = useRef(props);
  page.current = props;
  const refused = usePartOf(session.saveStatus, ({ kind }) => kind === "refused");
  const editable = session.mode === "write" && !refused;
  // Once for each session: its first content is the whole text read anew, too much for every drawing.
  const options = useMemo(
    () =>
      editorOptions({
        document: session.document,
        awareness: session.awareness,
        holdRemote: session.holdRemote,
        askForLink: () => page.current.onAskForLink?.(),
        onCommented: (commentId) => page.current.onCommented?.(commentId),
        onFrozen: (clauseId) => page.current.onFrozen?.(clauseId),
        openRoadmap: (clauseId) => page.current.onOpenRoadmap?.(clauseId),
      }),
    [session],
  );
  const editor = useEditor({ ...options, editable, shouldRerenderOnTransaction: false }, [session]);
  useEffect(() => {
    if (editor) onEditor?.(editor);
  }, [editor, onEditor]);
  useEffect(() => {
    editor?.setEditable(editable, false);
  }, [editor, editable]);
  return <EditorContent editor={editor} />;
}
