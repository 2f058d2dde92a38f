import { useEffect, useState } from "react";
import { sectionHeading } from "../../../shared/declaration/numbering.ts";
import { openCheck } from "../../../shared/deliberation/reading.ts";
import type { Freeze } from "../../../shared/deliberation/state.ts";
import { scopeKey } from "../../../shared/deliberation/state.ts";
import type { Scope } from "../../../shared/records.ts";
import type { MarginRoom } from "../../panels/margin/marginRoom.ts";
import { Button } from "../../ui/Button.tsx";
import "./RoomNotices.css";

interface RoomNoticesProps {
  readonly room: MarginRoom;
  readonly currentClause: string | null;
  /** Where somebody wanted to write although it is frozen; `turn` differs each time. */
  readonly refused: { readonly clauseId: string | null; readonly turn: number } | null;
  readonly onShow: (clauseId: string) => void;
  readonly onPropose: (clauseId: string) => void;
}

/** Milliseconds that the answer to a key stays: long enough to be read, and pressed. */
const refusalShown = 8000;

/** What the facilitators do to the whole room: a check that is open, a freeze that comes or stands. */
export function RoomNotices({ room, currentClause, refused, onShow, onPropose }: RoomNoticesProps) {
  const { deliberation, clauses } = room;
  const freezes = [...deliberation.freezes.values()];
  const now = useClock(freezes);
  const coming = freezes.filter(({ from }) => Date.parse(from) > now);
  const everything = freezes.some(({ scope, from }) => scope.kind === "all" && Date.parse(from) <= now);
  const check = openCheck(deliberation);
  const asked = check === null ? undefined : clauses.get(check.clauseId);
  const [told, setTold] = useState(refused);
  useEffect(() => {
    setTold(refused);
    if (refused === null) return;
    const timer = setTimeout(() => setTold(null), refusalShown);
    return () => clearTimeout(timer);
  }, [refused]);
  return (
    <div className="room-notices">
      {check !== null && asked !== undefined && asked.clauseId !== currentClause && (
        <p className="room-notice">
          <span>
            A check is open on {asked.number}
            {check.question !== "" && `: ${check.question}`}
          </span>
          <Button onPress={() => onShow(asked.clauseId)}>Show it</Button>
        </p>
      )}
      {coming.map(({ scope, from }) => (
        <p key={scopeKey(scope)} className="room-notice" role="timer">
          <span>
            {scopeWords(scope, clauses)} freezes in <strong>{countdown(Date.parse(from) - now)}</strong>
          </span>
        </p>
      ))}
      <div role="status">
        {everything && <p className="room-notice">The whole text is frozen by the facilitator.</p>}
        {told !== null && (
          <p className="room-notice" key={told.turn}>
            <span>
              {told.clauseId === null
                ? "This part of the text is frozen by the facilitator."
                : "This clause is frozen by the facilitator."}
            </span>
            {(told.clauseId ?? currentClause) !== null && (
              <Button onPress={() => onPropose(told.clauseId ?? currentClause ?? "")}>
                Propose a wording
              </Button>
            )}
          </p>
        )}
      </div>
    </div>
  );
}

/** The time, told again each second while something is still to come. */
function useClock(freezes: readonly Freeze[]): number {
  const [now, setNow] = useState(() => Date.now());
  const last = Math.max(0, ...freezes.map(({ from }) => Date.parse(from)));
  useEffect(() => {
    setNow(Date.now());
    if (last <= Date.now()) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (last <= Date.now()) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [last]);
  return now;
}

/** What a scope is called at the start of a sentence. */
function scopeWords(scope: Scope, clauses: MarginRoom["clauses"]): string {
  switch (scope.kind) {
    case "all":
      return "The whole text";
    case "section":
      return sectionHeading(scope.section, scope.theme);
    case "clause":
      return `Clause ${clauses.get(scope.clauseId)?.number ?? ""}`;
  }
}

function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
