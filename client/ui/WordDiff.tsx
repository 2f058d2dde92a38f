import { useMemo } from "react";
import { wordParts } from "./wordParts.ts";
import "./WordDiff.css";

interface WordDiffProps {
  readonly before: string;
  readonly after: string;
}

/** What a wording changes, word by word in place: struck through what goes, underlined what comes. */
export function WordDiff({ before, after }: WordDiffProps) {
  const parts = useMemo(() => wordParts(before, after), [before, after]);
  return (
    <p className="word-diff">
      {parts.map(({ key, kind, words }) =>
        kind === "comes" ? (
          <ins key={key}>{words}</ins>
        ) : kind === "goes" ? (
          <del key={key}>{words}</del>
        ) : (
          words
        ),
      )}
    </p>
  );
}
