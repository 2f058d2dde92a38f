import type { OpenSheet } from "./ClauseFoot.tsx";
import { ClauseSheet } from "./ClauseSheet.tsx";
import { type Hall, HallContext } from "./hall.ts";
import { IdeasSheet } from "./IdeasSheet.tsx";
import { NewsSheet } from "./NewsSheet.tsx";
import type { NewsItem } from "./news.ts";
import { RemovedSheet } from "./RemovedSheet.tsx";

interface SheetsProps {
  readonly hall: Hall;
  readonly sheet: OpenSheet;
  readonly news: readonly NewsItem[];
  readonly onOpen: (sheet: OpenSheet) => void;
  readonly onClose: () => void;
}

/** The sheet that is asked for. Loaded when it is, so that the text comes first. */
export default function Sheets({ hall, sheet, news, onOpen, onClose }: SheetsProps) {
  return (
    <HallContext value={hall}>
      {sheet.kind === "clause" && (
        <ClauseSheet
          key={sheet.clauseId}
          clauseId={sheet.clauseId}
          writing={sheet.writing}
          chosen={sheet.chosen}
          onOpen={onOpen}
          onClose={onClose}
        />
      )}
      {sheet.kind === "removed" && <RemovedSheet onClose={onClose} />}
      {sheet.kind === "ideas" && <IdeasSheet theme={sheet.theme} onClose={onClose} />}
      {sheet.kind === "news" && (
        <NewsSheet items={news} fresh={sheet.fresh} onOpen={onOpen} onClose={onClose} />
      )}
    </HallContext>
  );
}
