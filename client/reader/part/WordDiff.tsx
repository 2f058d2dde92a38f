import { diffWordsWithSpace } from "diff";

/** One wording beside another, word by word: struck out what goes, underlined what comes. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  return (
    <p className="word-diff">
      {diffWordsWithSpace(before, after).map(({ value, added, removed }, place) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of a comparison have no identity but their place.
        if (added) return <ins key={place}>{value}</ins>;
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        if (removed) return <del key={place}>{value}</del>;
        return value;
      })}
    </p>
  );
}
