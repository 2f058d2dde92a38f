import type { Editor } from "@tiptap/react";
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { ResolvedAnchor } from "../../../shared/deliberation/anchors.ts";
import { anchorBetween, resolveAll } from "../../../shared/deliberation/anchors.ts";
import type { Comment, Deliberation } from "../../../shared/deliberation/state.ts";
import {
  type CommentMark,
  chosenEnds,
  commentAtCaret,
  placeOfMark,
  showMarks,
} from "../../editor/commentMarks.ts";
import { clauseAround } from "../../editor/places.ts";
import type { MarginAsk } from "../../panels/margin/MarginPanel.tsx";
import type { MarginRoom, PlaceInText, Writing } from "../../panels/margin/marginRoom.ts";
import { type ClauseNow, clausesOf } from "../../session/clauseFeed.ts";
import type { DeclarationSession } from "../../session/openDeclaration.ts";
import { useCalmValue } from "../../session/useValue.ts";
import { bringIntoSight, writeAtClause } from "./goTo.ts";

export interface MarginState {
  readonly room: MarginRoom;
  readonly asked: MarginAsk | null;
  /** Shows what is said about that comment's words. */
  showComment(commentId: string): void;
  /** Shows what is said about that clause. */
  showClause(clauseId: string): void;
  /** Opens the form for another wording of that clause. */
  propose(clauseId: string): void;
  /** What was asked is done. */
  forget(): void;
}

type MarginWish =
  | { readonly kind: "write"; readonly writing: Writing }
  | { readonly kind: "show"; readonly clauseId: string; readonly commentId: string | null };

const noClauses: ReadonlyMap<string, ClauseNow> = new Map();
const noPlaces: ReadonlyMap<string, ResolvedAnchor> = new Map();

/**
 * What the margin stands on: the clauses as they are, where the words of comments went, and the ways between text and
 * margin. Alt+Shift+C comments on the chosen words, Alt+Shift+M leads from the text to what is said about it and back.
 * `onAsked` is called whenever the margin has to be in sight.
 */
export function useMargin(
  session: DeclarationSession,
  editor: Editor | null,
  ready: boolean,
  onAsked: () => void,
): MarginState {
  const deliberation = useCalmValue(session.deliberation);
  const clauses = useClauses(session, ready);
  const found = useFoundWords(session, editor, deliberation, clauses);
  const [asked, setAsked] = useState<MarginAsk | null>(null);
  const turn = useRef(0);
  const ask = useCallback(
    (wish: MarginWish) => {
      turn.current += 1;
      // Before the next key: it belongs to the margin, and would write over the chosen words.
      flushSync(() => {
        onAsked();
        setAsked({ ...wish, turn: turn.current });
      });
      if (editor?.view.hasFocus()) editor.view.dom.blur();
    },
    [editor, onAsked],
  );

  const room = useMemo((): MarginRoom => {
    const goToClause = (clauseId: string) => {
      if (editor === null || !writeAtClause(editor, clauseId)) bringIntoSight(clauseId);
    };
    return {
      me: session.me,
      deliberation,
      clauses,
      placeInText: () => (editor === null ? null : placeIn(session, editor)),
      goToWords({ commentId, clauseId }) {
        const place = editor === null ? null : placeOfMark(editor.state, commentId);
        if (editor === null || place === null) return goToClause(found.get(commentId)?.clauseId ?? clauseId);
        editor.chain().setTextSelection(place).focus(null, { scrollIntoView: true }).run();
      },
      goToClause,
      findWords: ({ commentId }) => found.get(commentId) ?? null,
    };
  }, [session, editor, deliberation, clauses, found]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || editor === null) return;
      // By their place: with Alt, a keyboard may make another letter of them.
      if (event.code === "KeyC") {
        const place = placeIn(session, editor);
        if (place === null) return;
        ask({ kind: "write", writing: { as: "comment", ...place } });
      } else if (event.code === "KeyM") {
        if (editor.view.hasFocus()) {
          const clauseId = clauseAround(editor.state.selection.$head)?.node.attrs.id;
          if (!clauseId) return;
          ask({ kind: "show", clauseId, commentId: commentAtCaret(editor.state) });
        } else goBack(room, editor);
      } else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [editor, session, ask, room]);

  const showComment = useCallback(
    (commentId: string) => {
      const clauseId = found.get(commentId)?.clauseId;
      if (clauseId) ask({ kind: "show", clauseId, commentId });
    },
    [found, ask],
  );
  const showClause = useCallback(
    (clauseId: string) => {
      bringIntoSight(clauseId);
      ask({ kind: "show", clauseId, commentId: null });
    },
    [ask],
  );
  const propose = useCallback(
    (clauseId: string) => ask({ kind: "write", writing: { as: "wording", clauseId, anchor: null } }),
    [ask],
  );
  const forget = useCallback(() => setAsked(null), []);
  return { room, asked, showComment, showClause, propose, forget };
}

/** From a thread to its words, from anywhere else to the letter where the caret was. */
function goBack(room: MarginRoom, editor: Editor): void {
  const thread = document.activeElement?.closest('[id^="comment-"]')?.id.slice("comment-".length);
  const comment = thread === undefined ? undefined : room.deliberation.comments.get(thread);
  if (comment === undefined) editor.view.focus();
  else room.goToWords(comment);
}

function placeIn(session: DeclarationSession, editor: Editor): PlaceInText | null {
  const ends = chosenEnds(editor.state);
  const words = ends && anchorBetween(session.document, ends.from, ends.to);
  if (words !== null) return words;
  const clauseId: unknown = clauseAround(editor.state.selection.$head)?.node.attrs.id;
  return typeof clauseId === "string" && clauseId !== "" ? { clauseId, anchor: null } : null;
}

function useClauses(session: DeclarationSession, ready: boolean): ReadonlyMap<string, ClauseNow> {
  const [clauses, setClauses] = useState(noClauses);
  useEffect(() => {
    if (!ready) return;
    const feed = clausesOf(session.document);
    // Whoever types goes first: the margin is drawn in the pauses between the letters.
    const show = () => startTransition(() => setClauses(feed.clauses.get()));
    show();
    const unsubscribe = feed.clauses.subscribe(show);
    return () => {
      unsubscribe();
      feed.stop();
    };
  }, [session, ready]);
  return clauses;
}

/** Where the words of each comment are by now; those that still stand are marked in the text. */
function useFoundWords(
  session: DeclarationSession,
  editor: Editor | null,
  { comments }: Deliberation,
  clauses: ReadonlyMap<string, ClauseNow>,
): ReadonlyMap<string, ResolvedAnchor> {
  const [found, setFound] = useState(noPlaces);
  const said = useRef({ found: "", marks: "[]" });
  useEffect(() => {
    if (editor === null || editor.isDestroyed || clauses.size === 0) return;
    const threads = [...comments.values()].filter(({ replyTo }) => replyTo === null);
    const resolved = threads.length === 0 ? noPlaces : resolveAll(session.document, threads);
    const marks = threads.flatMap((comment) => markOf(comment, resolved.get(comment.commentId)));
    // Whoever types asks for this all the time, and mostly nothing is another.
    const marksSaid = JSON.stringify(marks);
    if (marksSaid !== said.current.marks) showMarks(editor.view, marks);
    const foundSaid = JSON.stringify(
      [...resolved].map(([id, { state, clauseId, words }]) => [id, state, clauseId, words === ""]),
    );
    if (foundSaid !== said.current.found) setFound(resolved);
    said.current = { found: foundSaid, marks: marksSaid };
  }, [session, editor, comments, clauses]);
  return found;
}

function markOf(comment: Comment, found: ResolvedAnchor | undefined): CommentMark[] {
  const { commentId, anchor, resolution, withdrawn, visibility } = comment;
  const open = anchor !== null && resolution === null && !withdrawn && visibility !== "hidden";
  if (!open || !found?.range || found.clauseId === null) return [];
  return [{ commentId, clauseId: found.clauseId, range: found.range }];
}
