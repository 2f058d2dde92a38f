import { useState } from "react";
import { positionNames, positionOf, tallyOf } from "../../../shared/deliberation/reading.ts";
import { limits } from "../../../shared/limits.ts";
import type { Position } from "../../../shared/records.ts";
import { Button } from "../../ui/Button.tsx";
import { counted, positionWords } from "../../ui/deliberationWords.ts";
import { WordsField } from "../../ui/WordsField.tsx";
import { entriesOf, useHall } from "./hall.ts";
import { OutboxNote } from "./OutboxNote.tsx";
import { useDraft } from "./useDraft.ts";

interface PositionsProps {
  readonly clauseId: string;
  /** Of the wording that is shown. */
  readonly hash: string;
}

/** What one thinks of the exact wording, in one tap; a block asks for its reason first. */
export function Positions({ clauseId, hash }: PositionsProps) {
  const { deliberation, entries, me, outbox } = useHall();
  const [reasonFor, setReasonFor] = useState<Position | null>(null);
  const [reason, setReason] = useDraft(`reason-${clauseId}`);
  const tally = tallyOf(deliberation, clauseId, hash);
  const taken = positionOf(deliberation, clauseId, me.participantId);
  const pending = entriesOf(entries, "takePosition").findLast(({ input }) => input.clauseId === clauseId);
  const onItsWay = pending !== undefined && pending.state.kind !== "refused" ? pending.input.position : null;
  const mine = onItsWay ?? (taken?.wording === hash ? taken.position : null);
  const stale = taken !== null && taken.wording !== hash && pending === undefined;

  const take = (position: Position, why = "") => {
    outbox.put("takePosition", { clauseId, position, reason: why, wording: hash });
    setReasonFor(null);
    setReason("");
  };
  const reasons = [...(deliberation.positions.get(clauseId)?.values() ?? [])].filter(
    (each) => each.wording === hash && each.reason !== "",
  );

  return (
    <section className="sheet-part" aria-label="Positions">
      <h3 className="sheet-heading">What do you think of this wording?</h3>
      {stale && (
        <p className="sheet-ask" role="status">
          The wording has changed since {positionWords[taken.position].taken.replace("You ", "you chose to ")}
          . Read it again and say what you think now.
        </p>
      )}
      <div className="positions">
        {positionNames.map((position) => (
          <button
            key={position}
            type="button"
            className="position"
            data-position={position}
            aria-pressed={mine === position}
            onClick={() => (position === "block" ? setReasonFor("block") : take(position))}
          >
            <span className="position-count">{tally.counts[position]}</span>
            {positionWords[position].take}
          </button>
        ))}
      </div>
      {pending !== undefined && (
        <OutboxNote
          entry={pending}
          {...(pending.input.reason && {
            onEdit: () => {
              setReason(pending.input.reason ?? "");
              setReasonFor(pending.input.position);
            },
          })}
        />
      )}
      {mine !== null && pending === undefined && reasonFor === null && (
        <p className="sheet-note" role="status">
          {positionWords[mine].taken}.{" "}
          {taken?.reason ? (
            <q>{taken.reason}</q>
          ) : (
            <Button look="quiet" onPress={() => setReasonFor(mine)}>
              Say why
            </Button>
          )}
        </p>
      )}
      {reasonFor !== null && (
        <form
          className="write-box"
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim() !== "") take(reasonFor, reason.trim());
          }}
        >
          <WordsField
            label={reasonFor === "block" ? "Why do you block it? Others need to be able to answer." : "Why?"}
            value={reason}
            maximum={limits.reasonLength}
            rows={2}
            onChange={setReason}
            autoFocus
          />
          <div className="sheet-actions">
            <Button look="quiet" onPress={() => setReasonFor(null)}>
              Leave it
            </Button>
            <Button look="main" type="submit" isDisabled={reason.trim() === ""}>
              {reasonFor === "block" ? "Block this wording" : "Send the reason"}
            </Button>
          </div>
        </form>
      )}
      {tally.stale > 0 && (
        <p className="sheet-note">
          {counted(tally.stale, "position")} on an earlier wording {tally.stale === 1 ? "is" : "are"} not
          counted.
        </p>
      )}
      {reasons.length > 0 && (
        <ul className="sheet-list reasons" aria-label="Reasons given">
          {reasons.map((each) => (
            <li key={each.voter}>
              <strong>{positionWords[each.position].take}</strong>
              {each.stakeholder !== "" && `, ${each.stakeholder}`}: {each.reason}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
