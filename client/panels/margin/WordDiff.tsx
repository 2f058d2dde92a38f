import { diffWordsWithSpace } from "diff";
import { useMemo } from "react";

interface WordDiffProps {
  readonly before: string;
  readonly after: string;
}

/** What a wording changes, word by word in place: struck through what goes, underlined what comes. */
export function WordDiff({ before, after }: WordDiffProps) {
  const parts = useMemo(() => partsOf(before, after), [before, after]);
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

/** Both wordings whole, beside each other, with what differs marked in each. */
export function SideBySide({ before, after }: WordDiffProps) {
  const parts = useMemo(() => partsOf(before, after), [before, after]);
  return (
    <div className="side-by-side">
      <section aria-label="As it is">
        <h3>As it is</h3>
        <p className="word-diff">
          {parts
            .filter(({ kind }) => kind !== "comes")
            .map(({ key, kind, words }) => (kind === "goes" ? <del key={key}>{words}</del> : words))}
        </p>
      </section>
      <section aria-label="As proposed">
        <h3>As proposed</h3>
        {after === "" ? (
          <p className="margin-hint">The clause is struck.</p>
        ) : (
          <p className="word-diff">
            {parts
              .filter(({ kind }) => kind !== "goes")
              .map(({ key, kind, words }) => (kind === "comes" ? <ins key={key}>{words}</ins> : words))}
          </p>
        )}
      </section>
    </div>
  );
}

interface Part {
  readonly key: number;
  readonly kind: "stays" | "goes" | "comes";
  readonly words: string;
}

function partsOf(before: string, after: string): Part[] {
  return diffWordsWithSpace(before, after).map(({ added, removed, value }, key) => ({
    key,
    kind: added ? "comes" : removed ? "goes" : "stays",
    words: value,
  }));
}
