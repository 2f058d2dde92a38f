import { useMemo } from "react";
import { wordParts } from "../../ui/wordParts.ts";
import "../../ui/WordDiff.css";

interface SideBySideProps {
  readonly before: string;
  readonly after: string;
}

/** Both wordings whole, beside each other, with what differs marked in each. */
export function SideBySide({ before, after }: SideBySideProps) {
  const parts = useMemo(() => wordParts(before, after), [before, after]);
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
