import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import type { OpenSheet } from "./ClauseFoot.tsx";
import { clauseIn, useHall } from "./hall.ts";
import type { NewsItem } from "./news.ts";
import { timeWords } from "./timeWords.ts";

interface NewsSheetProps {
  readonly items: readonly NewsItem[];
  /** The ids of those that were not seen when it was opened. */
  readonly fresh: ReadonlySet<string>;
  readonly onOpen: (sheet: OpenSheet) => void;
  readonly onClose: () => void;
}

/** What became of what one contributed. */
export function NewsSheet({ items, fresh, onOpen, onClose }: NewsSheetProps) {
  const { declaration } = useHall();
  return (
    <Dialog kind="sheet" open title="News for you" onClose={onClose}>
      {items.length === 0 && (
        <p className="sheet-note">
          Nothing yet. When somebody answers your comment, or a facilitator decides on it, it is said here.
        </p>
      )}
      <ul className="sheet-list">
        {items.map((item) => {
          const found = item.clauseId === null ? null : clauseIn(declaration, item.clauseId);
          return (
            <li key={item.id} className="thread news-item">
              <p className="remark-author">
                {fresh.has(item.id) && <strong>New · </strong>}
                {found !== null && `Clause ${found.clause.number} · `}
                {timeWords(item.at)}
              </p>
              <p>{item.words}</p>
              {item.quote !== "" && <p className="remark-quote">{item.quote}</p>}
              {item.clauseId !== null && (
                <Button
                  look="quiet"
                  className="thread-answer"
                  onPress={() =>
                    onOpen({ kind: "clause", clauseId: item.clauseId ?? "", writing: false, chosen: null })
                  }
                >
                  Show it
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
