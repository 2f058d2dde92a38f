import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { openCheck, statusOf } from "../../../shared/deliberation/reading.ts";
import { scopeKey } from "../../../shared/deliberation/state.ts";
import { limits } from "../../../shared/limits.ts";
import { type Scope, type Status, statuses } from "../../../shared/records.ts";
import type { ClauseNow } from "../../session/clauseFeed.ts";
import { useSending } from "../../session/useSending.ts";
import { Button } from "../../ui/Button.tsx";
import { statusWords } from "../../ui/deliberationWords.ts";
import { Menu, type MenuChoice } from "../../ui/Menu.tsx";
import { useMarginRoom } from "./marginRoom.ts";
import { WriteForm } from "./WriteForm.tsx";

/** What a facilitator decides about a clause: its status, a freeze, a check, whether it takes comments. */
export function ClauseTools({ clause }: { readonly clause: ClauseNow }) {
  const { deliberation, me } = useMarginRoom();
  const sending = useSending(me.declarationId);
  const [asking, setAsking] = useState(false);
  const { clauseId, number } = clause;
  const scope: Scope = { kind: "clause", clauseId };
  const frozen = deliberation.freezes.has(scopeKey(scope));
  const closed = deliberation.closedForComments.has(scopeKey(scope));
  const check = openCheck(deliberation);
  const status = statusOf(deliberation, clauseId);
  const choices: MenuChoice[] = [
    ...(frozen
      ? [{ id: "unfreeze", words: "Unfreeze", choose: () => void sending.send("unfreeze", { scope }) }]
      : [
          { id: "freeze", words: "Freeze now", choose: () => void sending.send("freeze", { scope }) },
          {
            id: "freeze-soon",
            words: "Freeze in a minute",
            choose: () => void sending.send("freeze", { scope, inSeconds: 60 }),
          },
          {
            id: "freeze-later",
            words: "Freeze in five minutes",
            choose: () => void sending.send("freeze", { scope, inSeconds: 300 }),
          },
        ]),
    ...(check === null
      ? [{ id: "check", words: "Open a check…", choose: () => setAsking(true) }]
      : check.clauseId === clauseId
        ? [
            {
              id: "close-check",
              words: "Close the check",
              choose: () => void sending.send("closeCheck", { checkId: check.checkId }),
            },
          ]
        : []),
    {
      id: "commenting",
      words: closed ? "Open for comments" : "Close for comments",
      choose: () => void sending.send("setCommenting", { scope, open: closed }),
    },
  ];
  return (
    <>
      <div className="clause-tools-row field">
        <select
          aria-label={`Status of ${number}`}
          value={status}
          onChange={(event) =>
            void sending.send("setStatus", { clauseId, status: event.target.value as Status })
          }
        >
          {statuses.map((each) => (
            <option key={each} value={each}>
              {statusWords[each]}
            </option>
          ))}
        </select>
        <Menu name={`Decide about ${number}`} choices={choices}>
          <Button>
            Decide
            <ChevronDown size={14} aria-hidden="true" />
            <span className="only-heard"> about {number}</span>
          </Button>
        </Menu>
      </div>
      {sending.refusal !== null && !asking && (
        <p className="field-refusal" role="alert">
          {sending.refusal}
        </p>
      )}
      {asking && (
        <WriteForm
          about={`check of ${clauseId}`}
          label="What is asked"
          first="Can you live with this wording?"
          action="Open the check"
          hint="Every phone and the screen show it at once."
          maximum={limits.questionLength}
          rows={2}
          pending={sending.pending}
          refusal={sending.refusal}
          onSend={(question) => sending.send("openCheck", { clauseId, question })}
          onClose={() => {
            setAsking(false);
            sending.forget();
          }}
        />
      )}
    </>
  );
}
