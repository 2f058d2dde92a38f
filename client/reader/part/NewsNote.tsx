import { X } from "lucide-react";
import type { NewsItem } from "./news.ts";

interface NewsNoteProps {
  readonly item: NewsItem;
  readonly onShow: () => void;
  readonly onClose: () => void;
}

/** A quiet word that something happened; the badge says it too, and longer. */
export function NewsNote({ item, onShow, onClose }: NewsNoteProps) {
  return (
    <div className="news-note">
      <p role="status">{item.words}</p>
      <button type="button" className="button button-quiet" onClick={onShow}>
        Show
      </button>
      <button type="button" className="button button-icon" aria-label="Close the note" onClick={onClose}>
        <X size={18} aria-hidden="true" />
      </button>
    </div>
  );
}
