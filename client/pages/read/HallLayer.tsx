import { MessageSquareQuote } from "lucide-react";
import { useState } from "react";
import { CheckBar } from "../../reader/part/CheckBar.tsx";
import { FreezeCountdown } from "../../reader/part/FreezeCountdown.tsx";
import { NewsNote } from "../../reader/part/NewsNote.tsx";
import { useLater } from "../../reader/part/useLater.ts";
import { checkName, type TakingPart } from "./useTakingPart.ts";
import "./HallLayer.css";

const fetchSheets = () => import("../../reader/part/Sheets.tsx");

/** What lies over the text of whoever takes part: an open check, news, a countdown, and the sheet that is open. */
export function HallLayer({ part }: { part: TakingPart }) {
  const { hall, sheet, setSheet, news, unseen, check, chosen, freeze } = part;
  const sheets = useLater(fetchSheets, sheet !== null);
  const [closedNote, setClosedNote] = useState<string | null>(null);
  if (hall === null) return null;
  const latest = news.find(({ id }) => unseen.has(id));
  const note = latest !== undefined && latest.id !== closedNote && sheet === null ? latest : null;
  const close = () => setSheet(null);
  return (
    <>
      <aside className="hall-layer" aria-label="For you">
        {chosen !== null && sheet === null && (
          <button
            type="button"
            className="button button-main chosen-words"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => setSheet({ kind: "clause", clauseId: chosen.clauseId, writing: true, chosen })}
          >
            <MessageSquareQuote size={18} aria-hidden="true" />
            <span>
              Comment on “<span className="chosen-quote">{chosen.words}</span>”
            </span>
          </button>
        )}
        {freeze !== null && <FreezeCountdown declaration={hall.declaration} ahead={freeze} />}
        {note !== null && (
          <NewsNote
            item={note}
            onClose={() => setClosedNote(note.id)}
            onShow={() => {
              part.see([note.id]);
              setSheet(
                note.clauseId === null
                  ? { kind: "news", fresh: unseen }
                  : { kind: "clause", clauseId: note.clauseId, writing: false, chosen: null },
              );
            }}
          />
        )}
        {check !== null && sheet === null && (
          <CheckBar
            hall={hall}
            check={check}
            onOpen={setSheet}
            onDismiss={() => part.see([checkName(check.checkId)])}
          />
        )}
        {sheet !== null && sheets === "failed" && (
          <p className="news-note" role="alert">
            This could not be fetched. Check the network and tap again.
          </p>
        )}
      </aside>
      {sheet !== null && typeof sheets === "object" && (
        <sheets.part.default hall={hall} sheet={sheet} news={news} onOpen={setSheet} onClose={close} />
      )}
    </>
  );
}
