import { useState } from "react";
import type { DeclarationSession } from "../../session/openDeclaration.ts";
import { useValue } from "../../session/useValue.ts";
import { Button } from "../../ui/Button.tsx";
import { alarmsIn, alarmWords, dismissedUpTo, rememberDismissed } from "./alarms.ts";
import "./AlarmNotice.css";

/** More than these are told as a number: the last ones are what a facilitator can still ask about. */
const told = 3;

/** Tells a facilitator, beside the text, that somebody deleted most of it, until they have seen it. */
export function AlarmNotice({ session }: { session: DeclarationSession }) {
  const { declarationId } = session.me;
  const records = useValue(session.records);
  const present = useValue(session.present);
  const [seen, setSeen] = useState(() => dismissedUpTo(declarationId));
  const alarms = alarmsIn(records).filter(({ sequence }) => sequence > seen);
  const last = alarms.at(-1);
  const earlier = alarms.length - told;
  // The region stands before its first words: only then are they announced.
  return (
    <div role="status">
      {last !== undefined && (
        <section className="alarm-notice" aria-label="Deleted text">
          {earlier > 0 && <p>{earlier} earlier deletions.</p>}
          {alarms.slice(-told).map((alarm) => (
            <p key={alarm.sequence}>{alarmWords(alarm, present, new Date())}</p>
          ))}
          <Button
            onPress={() => {
              rememberDismissed(declarationId, last.sequence);
              setSeen(last.sequence);
              document.getElementById("text")?.focus({ preventScroll: true });
            }}
          >
            Dismiss
          </Button>
        </section>
      )}
    </div>
  );
}
