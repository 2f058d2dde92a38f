import { useLayoutEffect, useMemo, useRef, useState } from "react";
import { openCheck, statusOf } from "../../../shared/deliberation/reading.ts";
import { type Deliberation, scopeKey } from "../../../shared/deliberation/state.ts";
import { themes } from "../../../shared/programme.ts";
import type { ClauseNow } from "../../session/clauseFeed.ts";
import { counted } from "../../ui/deliberationWords.ts";
import { ClauseCard } from "./ClauseCard.tsx";
import { filtered, filteredWordings, marginOf, nothingOnClause, type ThreadFilter } from "./grouping.ts";
import { MarginHead } from "./MarginHead.tsx";
import { type MarginRoom, MarginRoomContext, type Writing } from "./marginRoom.ts";
import { ThreadCard } from "./ThreadCard.tsx";
import { useCardPlaces } from "./useCardPlaces.ts";
import "./MarginPanel.css";

export interface MarginPanelProps {
  readonly room: MarginRoom;
  /** The clause with the caret. */
  readonly currentClause: string | null;
  /** What the page asks for: to comment on a place, or to show a thread. `turn` differs with every asking. */
  readonly asked: MarginAsk | null;
  /** Beside the text, level with it; or in a sheet, one below the other. */
  readonly beside: boolean;
  readonly onFold: (() => void) | null;
}

export type MarginAsk = { readonly turn: number } & (
  | { readonly kind: "write"; readonly writing: Writing }
  | { readonly kind: "show"; readonly clauseId: string; readonly commentId: string | null }
);

/** Comments, proposed wordings and positions beside the text that they are about. */
export default function MarginPanel({ room, currentClause, asked, beside, onFold }: MarginPanelProps) {
  const { clauses, me } = room;
  const [filter, setFilter] = useState<ThreadFilter>("open");
  const [theme, setTheme] = useState("");
  const [chosen, setChosen] = useState(currentClause);
  const [writing, setWriting] = useState<Writing | null>(null);
  const [openedAt] = useState(() => new Date().toISOString());
  const column = useRef<HTMLDivElement>(null);
  const margin = useMemo(() => marginOf(room), [room]);

  // In the same picture as what it follows: whoever asked to comment is writing already.
  const [followed, setFollowed] = useState({ currentClause, asked: null as MarginAsk | null });
  if (followed.currentClause !== currentClause || followed.asked !== asked) {
    setFollowed({ currentClause, asked });
    if (asked === null || asked === followed.asked) setChosen(currentClause);
    else if (asked.kind === "write") {
      setChosen(asked.writing.clauseId);
      setWriting(asked.writing);
    } else {
      setChosen(asked.clauseId);
      if (asked.commentId !== null && filter === "mine") setFilter("open");
    }
  }
  useLayoutEffect(() => {
    if (asked?.kind === "show") focusOn(column.current, asked.clauseId, asked.commentId);
  }, [asked]);

  const cards = useMemo(() => {
    const inTheme = [...clauses.values()].filter((clause) => theme === "" || clause.theme === theme);
    return inTheme.flatMap((clause) => {
      const all = margin.onClause.get(clause.clauseId) ?? nothingOnClause;
      const shown = {
        threads: filtered(all.threads, filter, me.participantId),
        amendments: filteredWordings(all.amendments, filter, me.participantId, openedAt),
      };
      const isChosen = clause.clauseId === chosen || clause.clauseId === writing?.clauseId;
      const isSaid = shown.threads.length > 0 || shown.amendments.length > 0;
      const isMarked = filter !== "mine" && isDecidedOn(room.deliberation, clause);
      return isSaid || isChosen || isMarked ? [{ clause, all, shown }] : [];
    });
  }, [clauses, margin, filter, theme, chosen, writing, openedAt, me.participantId, room.deliberation]);
  useCardPlaces(column, beside, chosen, [cards]);

  return (
    <MarginRoomContext value={room}>
      <MarginHead
        filter={filter}
        onFilter={setFilter}
        theme={theme}
        themes={themes}
        onTheme={setTheme}
        onFold={onFold}
      />
      <div ref={column} className="margin-cards" data-beside={beside || undefined}>
        {cards.map(({ clause, all, shown }) => (
          <div key={clause.clauseId} data-card={clause.clauseId} className="margin-card">
            <ClauseCard
              clause={clause}
              all={all}
              shown={shown}
              open={clause.clauseId === chosen || clause.clauseId === writing?.clauseId}
              asked={writing?.clauseId === clause.clauseId ? writing : null}
              onOpen={() => setChosen(clause.clauseId === chosen ? null : clause.clauseId)}
              onAsked={setWriting}
            />
          </div>
        ))}
        {cards.length === 0 && (
          <p className="margin-hint margin-empty">
            {filter === "open"
              ? "Nothing is open here. Choose words in the text and press Alt+Shift+C to comment on them."
              : "There is nothing of that kind."}
          </p>
        )}
      </div>
      {margin.removed.length > 0 && (
        <section className="margin-removed" aria-label="Removed clauses">
          <h3>{counted(margin.removed.length, "comment")} on removed clauses</h3>
          {margin.removed.map((thread) => (
            <ThreadCard key={thread.first.commentId} thread={thread} />
          ))}
        </section>
      )}
    </MarginRoomContext>
  );
}

/** Whether a facilitator's decision stands on it that everybody should see. */
function isDecidedOn(deliberation: Deliberation, clause: ClauseNow): boolean {
  const { clauseId } = clause;
  return (
    statusOf(deliberation, clauseId) !== "draft" ||
    deliberation.freezes.has(scopeKey({ kind: "clause", clauseId })) ||
    openCheck(deliberation)?.clauseId === clauseId
  );
}

function focusOn(column: HTMLElement | null, clauseId: string, commentId: string | null): void {
  const thread = commentId === null ? null : document.getElementById(`comment-${commentId}`);
  const card = column?.querySelector<HTMLElement>(`[data-card="${CSS.escape(clauseId)}"]`);
  const target = thread ?? card?.querySelector<HTMLElement>(".thread, .clause-card-head > button");
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "nearest" });
}
