import { type Editor, useEditorState } from "@tiptap/react";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { Deliberation } from "../../../shared/deliberation/state.ts";
import { DeclarationEditor } from "../../editor/DeclarationEditor.tsx";
import { clauseAround } from "../../editor/places.ts";
import { Outline, type OutlinedSection, type OutlinedStanding } from "../../panels/Outline.tsx";
import type { DeclarationSession } from "../../session/openDeclaration.ts";
import { usePartOf, useValue, useValueAfterPicture } from "../../session/useValue.ts";
import { PresenceBar } from "../../ui/PresenceBar.tsx";
import { SaveStatus } from "../../ui/SaveStatus.tsx";
import { DeclarationShape, OutlineShape } from "../../ui/Shape.tsx";
import { useOpening } from "../useOpening.ts";
import { AlarmNotice } from "./AlarmNotice.tsx";
import { DraftFrame, type Going } from "./DraftFrame.tsx";
import { DraftMenu } from "./DraftMenu.tsx";
import { FrozenRefusal } from "./FrozenRefusal.tsx";
import { bringIntoSight, writeAtClause } from "./goTo.ts";
import { MarginBeside, MarginButton, MarginSheet, useFolded } from "./MarginShown.tsx";
import { RefusedNotice } from "./RefusedNotice.tsx";
import { RoadmapTool } from "./RoadmapTool.tsx";
import { RoomNotices } from "./RoomNotices.tsx";
import { Toolbar } from "./Toolbar.tsx";
import { useMargin } from "./useMargin.ts";
import { useMedia } from "./useMedia.ts";
import { useOutline } from "./useOutline.ts";
import { useStanding, useStandings } from "./useStanding.ts";
import { useWayToTools } from "./useWayToTools.ts";

/** Refusals of the text itself: only without the refused words does writing go on. */
const refusalsOfText: ReadonlySet<string> = new Set([
  "section-protected",
  "text-not-allowed",
  "author-mismatch",
  "frame-malformed",
  "frame-too-large",
]);

const noSections: readonly OutlinedSection[] = [];

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
  const refusal = usePartOf(session.saveStatus, (status) => (status.kind === "refused" ? status : null));
  const ready = useValue(session.textReady);
  const refusedWords = useMemo(
    () => (refusal === null ? "" : wordsOf(session.unsavedWords())),
    [refusal, session],
  );
  const outline = useOutline(session.document, ready);
  const sections = outline?.sections ?? noSections;
  const currentClause = useCurrentClause(editor);
  useWayToTools(editor);
  const title = outline === null ? "" : outline.title.trim() || "Declaration without a title";
  const [linkAsked, setLinkAsked] = useState(false);
  const hasRoom = useMedia("(width >= 76rem)");
  const [folded, setFolded] = useFolded();
  const [sheet, setSheet] = useState(false);
  const showMargin = useCallback(() => (hasRoom ? setFolded(false) : setSheet(true)), [hasRoom, setFolded]);
  const margin = useMargin(session, editor, ready, showMargin);
  const closeSheet = useCallback(() => {
    setSheet(false);
    margin.forget();
  }, [margin.forget]);
  const standings = useStandings(margin.room);
  useStanding(editor, margin.room.deliberation, standings);
  const [refusedHere, setRefusedHere] = useState<{ clauseId: string | null; turn: number } | null>(null);
  const beside = hasRoom && !folded && ready;
  const [roadmapOf, setRoadmapOf] = useState<string | null>(null);

  const drawOutline = useCallback(
    (go: Going) => <OutlineToGo {...{ sections, currentClause, standings, editor, go }} />,
    [sections, currentClause, standings, editor],
  );

  useEffect(() => {
    if (title !== "") document.title = `${title} · Plenary`;
  }, [title]);

  return (
    <DraftFrame
      title={title}
      tools={
        editor !== null && (
          <Toolbar
            editor={editor}
            linkAsked={linkAsked}
            onLinkAsked={setLinkAsked}
            onOpenRoadmap={setRoadmapOf}
          />
        )
      }
      state={
        <>
          <SavedOrNot session={session} wordsRefused={refusedWords !== ""} />
          <WhoIsHere session={session} />
          {!beside && ready && <MarginButton open={openIn(margin.room.deliberation)} onPress={showMargin} />}
          <DraftMenu room={margin.room} session={session} />
        </>
      }
      outline={drawOutline}
      margin={beside ? <MarginBeside {...{ margin, currentClause }} onFold={() => setFolded(true)} /> : null}
    >
      {refusal?.id === "clause-frozen" && (
        <FrozenRefusal session={session} message={refusal.message} clauses={margin.room.clauses} />
      )}
      {refusal !== null && refusal.id !== "clause-frozen" && (
        <RefusedNotice
          message={refusal.message}
          words={refusedWords}
          onStartAgain={refusalsOfText.has(refusal.id) ? () => void session.startAgain() : null}
        />
      )}
      {session.me.allowed.includes("readAlarms") && <AlarmNotice session={session} />}
      {ready ? (
        <DeclarationEditor
          session={session}
          onEditor={setEditor}
          onAskForLink={() => setLinkAsked(true)}
          onCommented={margin.showComment}
          onOpenRoadmap={setRoadmapOf}
          onFrozen={(clauseId) => setRefusedHere((before) => ({ clauseId, turn: (before?.turn ?? 0) + 1 }))}
        />
      ) : (
        <DeclarationShape />
      )}
      <RoomNotices
        room={margin.room}
        currentClause={currentClause}
        refused={refusedHere}
        onShow={margin.showClause}
        onPropose={margin.propose}
      />
      {!hasRoom && <MarginSheet {...{ margin, currentClause }} open={sheet} onClose={closeSheet} />}
      {editor !== null && roadmapOf !== null && (
        <RoadmapTool
          {...{ editor, session, sections }}
          clauseId={roadmapOf}
          onClose={() => setRoadmapOf(null)}
        />
      )}
    </DraftFrame>
  );
}

/**
 * Changes with every key, so it is drawn after the letter: a drawing by React while the caret is in
 * the text walks through that whole text. Nothing else on this page may be drawn with a key.
 */
function SavedOrNot({ session, wordsRefused }: { session: DeclarationSession; wordsRefused: boolean }) {
  const status = useValueAfterPicture(session.saveStatus);
  return <SaveStatus status={status.kind === "refused" ? { ...status, unsaved: wordsRefused } : status} />;
}

function WhoIsHere({ session }: { session: DeclarationSession }) {
  return <PresenceBar people={useValue(session.present)} readers={useValue(session.people).readers} />;
}

interface OutlineToGoProps {
  readonly sections: readonly OutlinedSection[];
  readonly currentClause: string | null;
  readonly standings: ReadonlyMap<string, OutlinedStanding>;
  readonly editor: Editor | null;
  readonly go: Going;
}

/** The outline, each of whose lines leads to its place in the text. */
function OutlineToGo({ sections, currentClause, standings, editor, go }: OutlineToGoProps) {
  const goToClause = useCallback(
    (id: string) => go((write) => (write && editor ? writeAtClause(editor, id) : bringIntoSight(id))),
    [go, editor],
  );
  const goToSection = useCallback(
    ({ theme, kind }: OutlinedSection) => go(() => bringIntoSight(theme ?? kind)),
    [go],
  );
  return (
    <Outline
      sections={sections}
      currentClause={currentClause}
      standings={standings}
      onClause={goToClause}
      onSection={goToSection}
    />
  );
}

/** How many comments wait for somebody. */
function openIn({ comments }: Deliberation): number {
  let open = 0;
  for (const { replyTo, resolution, withdrawn, visibility } of comments.values())
    if (replyTo === null && resolution === null && !withdrawn && visibility === "shown") open += 1;
  return open;
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
