import { startTransition, useEffect, useRef, useState } from "react";
import type { Doc } from "yjs";
import type { Declaration } from "../../../shared/declaration/readDeclaration.ts";
import type { Comment } from "../../../shared/deliberation/state.ts";
import type { CommentPlaces } from "./commentPlaces.ts";
import { useLater } from "./useLater.ts";

const fetchAnchors = () => import("../../../shared/deliberation/anchors.ts");
const noPlaces: CommentPlaces = new Map();

/** Milliseconds between two looks: nobody reads faster, and a phone has to draw the text first. */
const pause = 300;

/** Where the comments hang in the text as it is now; nothing until it is known. It is `wanted` at once where a sheet is open. */
export function useCommentPlaces(
  document: Doc,
  declaration: Declaration | null,
  comments: ReadonlyMap<string, Comment>,
  wanted: boolean,
): CommentPlaces {
  const [places, setPlaces] = useState(noPlaces);
  const later = useLater(fetchAnchors, wanted);
  const anchors = typeof later === "object" ? later.part : null;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ comments, said: "" });

  useEffect(() => {
    latest.current.comments = comments;
    if (anchors === null || declaration === null || timer.current !== undefined) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      const threads = [...latest.current.comments.values()].filter(({ replyTo }) => replyTo === null);
      const found = threads.length === 0 ? noPlaces : anchors.resolveAll(document, threads);
      const said = JSON.stringify(
        [...found].map(([id, { state, clauseId, words }]) => [id, state, clauseId, words === ""]),
      );
      if (said !== latest.current.said) startTransition(() => setPlaces(found));
      latest.current.said = said;
    }, pause);
  }, [anchors, document, declaration, comments]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return places;
}
