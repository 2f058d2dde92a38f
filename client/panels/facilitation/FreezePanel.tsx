import { useId, useState } from "react";
import { useSending } from "../../session/useSending.ts";
import { Button } from "../../ui/Button.tsx";
import type { MarginRoom } from "../margin/marginRoom.ts";
import { wideScopes } from "./scopes.ts";
import "../margin/MarginPanel.css";
import "../margin/Positions.css";
import "../margin/ThreadCard.css";
import "./ModerationPanel.css";

const waits = [
  { words: "at once", seconds: 0 },
  { words: "in one minute", seconds: 60 },
  { words: "in five minutes", seconds: 300 },
  { words: "in fifteen minutes", seconds: 900 },
] as const;

/** Freezes the text or a section of it, at once or after a countdown that everybody sees, and opens it again. */
export default function FreezePanel({ room }: { readonly room: MarginRoom }) {
  const { deliberation, me, clauses } = room;
  const id = useId();
  const sending = useSending(me.declarationId);
  const [inSeconds, setInSeconds] = useState(0);
  const frozenClauses = [...deliberation.freezes.values()].flatMap(({ scope }) =>
    scope.kind === "clause"
      ? [{ scope, number: clauses.get(scope.clauseId)?.number ?? "a removed clause" }]
      : [],
  );
  return (
    <div className="moderation">
      <p className="margin-hint">
        Nobody writes into what is frozen. Words that come too late are kept, and can be proposed as an
        amendment.
      </p>
      <div className="field">
        <label htmlFor={`${id}-wait`}>Freeze</label>
        <select
          id={`${id}-wait`}
          value={inSeconds}
          onChange={(event) => setInSeconds(Number(event.target.value))}
        >
          {waits.map(({ words, seconds }) => (
            <option key={seconds} value={seconds}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <ul className="moderation-queue">
        {wideScopes.map(({ key, name, scope }) => {
          const frozen = deliberation.freezes.has(key);
          return (
            <li key={key} className="moderation-person">
              <span>
                {name}
                {frozen && (
                  <span className="margin-hint"> {stateOf(deliberation.freezes.get(key)?.from)}</span>
                )}
              </span>
              <Button
                aria-label={frozen ? `Unfreeze: ${name}` : `Freeze: ${name}`}
                onPress={() =>
                  void (frozen
                    ? sending.send("unfreeze", { scope })
                    : sending.send("freeze", { scope, inSeconds }))
                }
              >
                {frozen ? "Unfreeze" : "Freeze"}
              </Button>
            </li>
          );
        })}
        {frozenClauses.map(({ scope, number }) => (
          <li key={scope.clauseId} className="moderation-person">
            <span>Clause {number}</span>
            <Button
              aria-label={`Unfreeze: clause ${number}`}
              onPress={() => void sending.send("unfreeze", { scope })}
            >
              Unfreeze
            </Button>
          </li>
        ))}
      </ul>
      {sending.refusal !== null && (
        <p className="field-refusal" role="alert">
          {sending.refusal}
        </p>
      )}
    </div>
  );
}

function stateOf(from: string | undefined): string {
  return from !== undefined && Date.parse(from) > Date.now() ? "is about to freeze" : "is frozen";
}
