import { titleParts } from "./titleParts.ts";

/** The words of a title, which break between each other and not inside `High-Quality`. */
export function TitleWords({ title }: { title: string }) {
  return titleParts(title).map(({ words, whole }, place) =>
    whole ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: words of a title have no identity but their place.
      <span key={place} className="title-word">
        {words}
      </span>
    ) : (
      words
    ),
  );
}
