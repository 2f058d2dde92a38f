import { useState } from "react";
import {
  positionNames,
  positionOf,
  type Tally,
  tally,
  tallyOf,
} from "../../../shared/deliberation/reading.ts";
import type { Check } from "../../../shared/deliberation/state.ts";
import { limits } from "../../../shared/limits.ts";
import type { Position } from "../../../shared/records.ts";
import type { ClauseNow } from "../../session/clauseFeed.ts";
import { useSending } from "../../session/useSending.ts";
import { Button } from "../../ui/Button.tsx";
import { counted, positionWords } from "../../ui/deliberationWords.ts";
import { useAllowed, useMarginRoom } from "./marginRoom.ts";
import { WriteForm } from "./WriteForm.tsx";
import "./Positions.css";

/** One's own position on the exact wording, and how the others stand, live. */
export function Positions({ clause, check }: { readonly clause: ClauseNow; readonly check: Check | null }) {
  const { me, deliberation } = useMarginRoom();
  const contributes = useAllowed("contribute");
  const sending = useSending(me.declarationId);
  const [blocking, setBlocking] = useState(false);
  const { clauseId, hash } = clause;
  const standings =
    check === null ? tallyOf(deliberation, clauseId, hash) : tally([...check.positions.values()], hash);
  const own = positionOf(deliberation, clauseId, me.participantId);
  const standing = own !== null && own.wording === hash ? own : null;
  const take = (position: Position, reason = "") =>
    sending.send("takePosition", { clauseId, position, reason, wording: hash });
  const close = () => {
    setBlocking(false);
    sending.forget();
  };
  return (
    <div className="positions">
      {own !== null && standing === null && (
        <p className="said-found">
          You said “{positionWords[own.position].take.toLowerCase()}” to an earlier wording. What do you say
          to this one?
        </p>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame, and these are buttons. */}
      <div className="positions-choices" role="group" aria-label={`Your position on ${clause.number}`}>
        {positionNames.map((position) => (
          <Button
            key={position}
            aria-pressed={standing?.position === position}
            isDisabled={!contributes}
            onPress={() => (position === "block" ? setBlocking(true) : void take(position))}
          >
            {positionWords[position].take}
            <span className="vote-count">{standings.counts[position]}</span>
          </Button>
        ))}
      </div>
      {sending.refusal !== null && !blocking && (
        <p className="field-refusal" role="alert">
          {sending.refusal}
        </p>
      )}
      {blocking && (
        <WriteForm
          about={`block of ${clauseId}`}
          label="What would have to change?"
          hint="A block needs its reason, so that the others can answer it."
          action="Block"
          maximum={limits.reasonLength}
          pending={sending.pending}
          refusal={sending.refusal}
          onSend={(reason) => take("block", reason)}
          onClose={close}
        />
      )}
      {standing?.reason && <p className="said-words">Your reason: {standing.reason}</p>}
      <Standing tally={standings} clause={clause} />
    </div>
  );
}

/** The split by stakeholder group, the reasons of those who block, and how many spoke of an earlier wording. */
function Standing({
  tally: { total, groups, stale },
  clause,
}: {
  readonly tally: Tally;
  readonly clause: ClauseNow;
}) {
  const { deliberation } = useMarginRoom();
  const blocks = [...(deliberation.positions.get(clause.clauseId)?.values() ?? [])].filter(
    ({ position, wording }) => position === "block" && wording === clause.hash,
  );
  if (total === 0 && stale === 0) return null;
  return (
    <details className="positions-split">
      <summary>
        {counted(total, "position")}
        {stale > 0 && `, ${stale} on an earlier wording`}
      </summary>
      {total > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Group</th>
              {positionNames.map((position) => (
                <th key={position} scope="col">
                  {positionWords[position].take}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map(({ stakeholder, counts }) => (
              <tr key={stakeholder}>
                <th scope="row">{stakeholder || "No group named"}</th>
                {positionNames.map((position) => (
                  <td key={position}>{counts[position]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {blocks.map(({ voter, reason, stakeholder }) => (
        <p key={voter} className="said-words">
          <strong>Block</strong>
          {stakeholder !== "" && ` (${stakeholder})`}: {reason}
        </p>
      ))}
    </details>
  );
}
