import { X } from "lucide-react";
import { positionNames, positionOf } from "../../../shared/deliberation/reading.ts";
import type { Check } from "../../../shared/deliberation/state.ts";
import { positionWords } from "../../ui/deliberationWords.ts";
import type { OpenSheet } from "./ClauseFoot.tsx";
import { wordingOfClause } from "./clauseStanding.ts";
import { clauseIn, entriesOf, type Hall } from "./hall.ts";

interface CheckBarProps {
  readonly hall: Hall;
  readonly check: Check;
  readonly onOpen: (sheet: OpenSheet) => void;
  readonly onDismiss: () => void;
}

/** The question a facilitator puts to everybody: one tap answers it. */
export function CheckBar({ hall, check, onOpen, onDismiss }: CheckBarProps) {
  const { declaration, deliberation, entries, me, outbox } = hall;
  const found = clauseIn(declaration, check.clauseId);
  if (found === null) return null;
  const { clause, section } = found;
  const { clauseId } = check;
  const { hash, wording } = wordingOfClause(clause);
  const pending = entriesOf(entries, "takePosition").findLast(({ input }) => input.clauseId === clauseId);
  const refused = pending?.state.kind === "refused" ? pending.state.message : null;
  const taken = positionOf(deliberation, clauseId, me.participantId);
  const inCheck = taken?.checkId === check.checkId && taken.wording === hash ? taken.position : null;
  const mine = pending !== undefined && refused === null ? pending.input.position : inCheck;
  return (
    <section className="check-bar" aria-label="A check is open" data-theme={section.theme ?? undefined}>
      <div className="check-head">
        <p className="check-question" role="status">
          {check.question || `What do you think of clause ${clause.number}?`}
        </p>
        <button type="button" className="check-close" aria-label="Not now" onClick={onDismiss}>
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      <button
        type="button"
        className="check-clause"
        aria-haspopup="dialog"
        onClick={(event) => {
          event.currentTarget.focus();
          onOpen({ kind: "clause", clauseId, writing: false, chosen: null });
        }}
      >
        <span className="check-number">{clause.number}</span>
        <span className="check-wording">{wording}</span>
      </button>
      {hash !== check.wording && <p>The wording has changed since the question was put.</p>}
      <div className="positions">
        {positionNames.map((position) => (
          <button
            key={position}
            type="button"
            className="position"
            aria-pressed={mine === position}
            onClick={(event) => {
              // A block has to give its reason, for which there is room in the sheet.
              if (position === "block") {
                event.currentTarget.focus();
                onOpen({ kind: "clause", clauseId, writing: false, chosen: null });
              } else outbox.put("takePosition", { clauseId, position, wording: hash });
            }}
          >
            {positionWords[position].take}
          </button>
        ))}
      </div>
      {mine !== null && (
        <p role="status">
          {pending === undefined
            ? `${positionWords[mine].taken}. You can change it while the check is open.`
            : pending.state.kind === "waiting"
              ? "Waiting to be sent."
              : "Sending…"}
        </p>
      )}
      {refused !== null && (
        <p className="field-refusal" role="alert">
          {refused}
        </p>
      )}
    </section>
  );
}
