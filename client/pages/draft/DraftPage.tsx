import { type Editor, useEditorState } from "@tiptap/react";
import { useEffect, useMemo, useState } from "react";
import { DeclarationEditor } from "../../editor/DeclarationEditor.tsx";
import { clauseAround } from "../../editor/places.ts";
import { Outline } from "../../panels/Outline.tsx";
import type { DeclarationSession } from "../../session/openDeclaration.ts";
import { useValue } from "../../session/useValue.ts";
import { PresenceBar } from "../../ui/PresenceBar.tsx";
import { SaveStatus } from "../../ui/SaveStatus.tsx";
import { DeclarationShape, OutlineShape } from "../../ui/Shape.tsx";
import { useOpening } from "../useOpening.ts";
import { DraftFrame } from "./DraftFrame.tsx";
import { DraftMenu } from "./DraftMenu.tsx";
import { bringIntoSight, writeAtClause } from "./goTo.ts";
import { RefusedNotice } from "./RefusedNotice.tsx";
import { Toolbar } from "./Toolbar.tsx";
import { useOutline } from "./useOutline.ts";

/** Refusals of the text itself: only without the refused words does writing go on. */
const refusalsOfText: ReadonlySet<string> = new Set([
  "section-protected",
  "text-not-allowed",
  "author-mismatch",
  "frame-malformed",
  "frame-too-large",
]);

/** `/d/ID` for whoever writes. */
export function DraftPage({ opening }: { opening: Promise<DeclarationSession> }) {
  const state = useOpening(opening);
  if (state.kind === "opened") return <OpenDraft session={state.opened} />;
  return (
    <DraftFrame
      title=""
      tools={null}
      state={
        <SaveStatus
          status={state.kind === "failed" ? { kind: "refused", unsaved: false } : { kind: "opening" }}
        />
      }
      outline={() => (state.kind === "failed" ? null : <OutlineShape />)}
    >
      {state.kind === "failed" ? (
        <RefusedNotice message={state.message} words="" onStartAgain={null} />
      ) : (
        <DeclarationShape />
      )}
    </DraftFrame>
  );
}

function OpenDraft({ session }: { session: DeclarationSession }) {
  const [editor, setEditor] = useState<Editor | null>(null);
  const status = useValue(session.saveStatus);
  const present = useValue(session.present);
  const people = useValue(session.people);
  const ready = useValue(session.textReady);
  const refusedWords = useMemo(
    () => (status.kind === "refused" ? wordsOf(session.unsavedWords()) : ""),
    [status, session],
  );
  const outline = useOutline(session.document, ready);
  const sections = outline?.sections ?? [];
  const currentClause = useCurrentClause(editor);
  const title = outline === null ? "" : outline.title.trim() || "Declaration without a title";
  const [linkAsked, setLinkAsked] = useState(false);

  useEffect(() => {
    if (title !== "") document.title = `${title} · Plenary`;
  }, [title]);

  return (
    <DraftFrame
      title={title}
      tools={editor !== null && <Toolbar editor={editor} linkAsked={linkAsked} onLinkAsked={setLinkAsked} />}
      state={
        <>
          <SaveStatus
            status={status.kind === "refused" ? { ...status, unsaved: refusedWords !== "" } : status}
          />
          <PresenceBar people={present} readers={people.readers} />
          {session.me.allowed.includes("manageLinks") && (
            <DraftMenu declarationId={session.me.declarationId} />
          )}
        </>
      }
      outline={(go) => (
        <Outline
          sections={sections}
          currentClause={currentClause}
          onClause={(id) => go((write) => (write && editor ? writeAtClause(editor, id) : bringIntoSight(id)))}
          onSection={(place) => {
            const section = sections[place];
            if (section) go(() => bringIntoSight(section.theme ?? section.kind));
          }}
        />
      )}
    >
      {status.kind === "refused" && (
        <RefusedNotice
          message={status.message}
          words={refusedWords}
          onStartAgain={refusalsOfText.has(status.id) ? () => void session.startAgain() : null}
        />
      )}
      {ready ? (
        <DeclarationEditor session={session} onEditor={setEditor} onAskForLink={() => setLinkAsked(true)} />
      ) : (
        <DeclarationShape />
      )}
    </DraftFrame>
  );
}

function wordsOf(clauses: readonly { readonly words: string }[]): string {
  return clauses.map(({ words }) => words).join("\n\n");
}

/** The id of the clause that holds the caret. */
function useCurrentClause(editor: Editor | null): string | null {
  return (
    useEditorState({
      editor,
      selector: ({ editor }): string | null =>
        editor === null ? null : (clauseAround(editor.state.selection.$head)?.node.attrs.id ?? null),
    }) ?? null
  );
}
