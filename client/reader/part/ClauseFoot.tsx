import { MessageSquarePlus } from "lucide-react";
import { memo } from "react";
import { positionNames } from "../../../shared/deliberation/reading.ts";
import { counted, positionWords, statusWords } from "../../ui/deliberationWords.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import type { ChosenWords } from "./chosenWords.ts";
import type { ClauseStanding } from "./clauseStanding.ts";
import "./ClauseFoot.css";

/** What somebody asked to see in a sheet. */
export type OpenSheet =
  | {
      readonly kind: "clause";
      readonly clauseId: string;
      /** To write a comment at once. */
      readonly writing: boolean;
      /** The words that were chosen to comment on; null for the clause as a whole. */
      readonly chosen: ChosenWords | null;
    }
  | { readonly kind: "ideas"; readonly theme: string }
  | { readonly kind: "removed" }
  | {
      readonly kind: "news";
      /** The ids of those that were new when it was opened. */
      readonly fresh: ReadonlySet<string>;
    };

interface ClauseFootProps {
  readonly clauseId: string;
  readonly number: string;
  readonly standing: ClauseStanding;
  readonly onOpen: (sheet: OpenSheet) => void;
}

/** Under each clause: its status and counts, which open everything about it, and the way to comment. */
export const ClauseFoot = memo(function ClauseFoot({ clauseId, number, standing, onOpen }: ClauseFootProps) {
  const open = (writing: boolean) => (event: React.MouseEvent<HTMLButtonElement>) => {
    // Safari gives a button that is tapped no focus, and the sheet would not know where to give it back.
    event.currentTarget.focus();
    onOpen({ kind: "clause", clauseId, writing, chosen: null });
  };
  return (
    <div className="clause-foot">
      <button type="button" className="clause-foot-open" aria-haspopup="dialog" onClick={open(false)}>
        <span className="only-heard">Clause {number}: </span>
        <span className="clause-status" data-status={standing.status}>
          <StatusMark status={standing.status} />
          {statusWords[standing.status]}
          {standing.frozen && ", frozen"}
        </span>
        <Votes standing={standing} />
        {standing.comments > 0 && <span>{counted(standing.comments, "comment")}</span>}
        {standing.amendments > 0 && <span>{counted(standing.amendments, "wording")} proposed</span>}
      </button>
      <button
        type="button"
        className="clause-foot-write"
        aria-haspopup="dialog"
        aria-label={`Comment on clause ${number}`}
        onClick={open(true)}
      >
        <MessageSquarePlus size={20} strokeWidth={1.75} aria-hidden="true" />
      </button>
    </div>
  );
});

function Votes({ standing: { counts, mine, mineIsStale } }: { standing: ClauseStanding }) {
  const cast = positionNames.filter((position) => counts[position] > 0);
  if (mineIsStale) return <span className="clause-foot-ask">Wording changed: what do you think now?</span>;
  if (cast.length === 0) return null;
  return (
    <span>
      {cast.map((position) => `${counts[position]} ${positionWords[position].counted}`).join(", ")}
      {mine !== null && (
        <span className="clause-foot-mine"> · {positionWords[mine].taken.toLowerCase()}</span>
      )}
    </span>
  );
}
