import { Bell } from "lucide-react";
import type { TakingPart } from "./useTakingPart.ts";

/** The way to what became of one's contributions; says how much of it is new. */
export function NewsButton({ part: { unseen, news, see, setSheet } }: { part: TakingPart }) {
  const count = unseen.size;
  return (
    <button
      type="button"
      className="news-button"
      aria-haspopup="dialog"
      aria-label={count === 0 ? "News for you" : `News for you, ${count} new`}
      onClick={(event) => {
        event.currentTarget.focus();
        setSheet({ kind: "news", fresh: unseen });
        see(news.map(({ id }) => id));
      }}
    >
      <Bell size={20} strokeWidth={1.75} aria-hidden="true" />
      {count > 0 && (
        <span className="news-count" aria-hidden="true">
          {count}
        </span>
      )}
    </button>
  );
}
