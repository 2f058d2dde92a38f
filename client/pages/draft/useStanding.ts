import type { Editor } from "@tiptap/react";
import { useEffect, useMemo, useRef } from "react";
import { isFrozen, isScopeFrozen, statusOf } from "../../../shared/deliberation/reading.ts";
import { type ClauseStanding, showStanding } from "../../editor/standing.ts";
import { isOpen, isOpenWording, marginOf } from "../../panels/margin/grouping.ts";
import type { MarginRoom } from "../../panels/margin/marginRoom.ts";

/** How each clause stands; the same object as long as it says the same, though the text changes with every key. */
export function useStandings(room: MarginRoom): ReadonlyMap<string, ClauseStanding> {
  const fresh = useMemo(() => standingsOf(room), [room]);
  const kept = useRef({ said: "", standings: fresh });
  const said = JSON.stringify([...fresh]);
  if (kept.current.said !== said) kept.current = { said, standings: fresh };
  return kept.current.standings;
}

/** Its status, and how much waits there for somebody; of a draft about which nothing is open nothing is said. */
function standingsOf(room: MarginRoom): ReadonlyMap<string, ClauseStanding> {
  const { onClause } = marginOf(room);
  const standings = new Map<string, ClauseStanding>();
  for (const clauseId of room.clauses.keys()) {
    const status = statusOf(room.deliberation, clauseId);
    const said = onClause.get(clauseId);
    const comments = said?.threads.filter(isOpen).length ?? 0;
    const wordings = said?.amendments.filter(({ amendment }) => isOpenWording(amendment)).length ?? 0;
    if (status !== "draft" || comments > 0 || wordings > 0)
      standings.set(clauseId, { status, comments, wordings });
  }
  return standings;
}

/** Tells the editor how the clauses stand and what is frozen, whenever that changes, also by the clock alone. */
export function useStanding(
  editor: Editor | null,
  deliberation: MarginRoom["deliberation"],
  standings: ReadonlyMap<string, ClauseStanding>,
): void {
  // Most of what is decided changes nothing of this.
  const frozen = JSON.stringify([...deliberation.freezes]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `frozen` is what is read of the deliberation.
  useEffect(() => {
    if (editor === null || editor.isDestroyed) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      showStanding(editor.view, {
        clauses: standings,
        everythingFrozen: isScopeFrozen(deliberation, { kind: "all" }, Date.now()),
        isFrozen: (place) => isFrozen(deliberation, place, Date.now()),
      });
      const next = Math.min(
        ...[...deliberation.freezes.values()]
          .map(({ from }) => Date.parse(from) - Date.now())
          .filter((wait) => wait > 0),
      );
      if (Number.isFinite(next)) timer = setTimeout(tell, next + 20);
    };
    tell();
    return () => clearTimeout(timer);
  }, [editor, frozen, standings]);
}
