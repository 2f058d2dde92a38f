import { useId, useState } from "react";
import type { Policy } from "../../../shared/deliberation/state.ts";
import { limits } from "../../../shared/limits.ts";
import { useSending } from "../../session/useSending.ts";
import { Button } from "../../ui/Button.tsx";
import { WordsField } from "../../ui/WordsField.tsx";
import type { MarginRoom } from "../margin/marginRoom.ts";

/** By which rules the room goes; whoever writes reads them. */
export function PolicyForm({ room }: { readonly room: MarginRoom }) {
  const { policy } = room.deliberation;
  const id = useId();
  const sending = useSending(room.me.declarationId);
  const [edited, setEdited] = useState<Partial<Policy>>({});
  const shown = { ...policy, ...edited };
  const changed = (["moderation", "words", "participantsAdopt"] as const).some(
    (part) => shown[part] !== policy[part],
  );
  return (
    <form
      className="moderation-form"
      aria-label="Rules"
      onSubmit={async (event) => {
        event.preventDefault();
        if (changed && (await sending.send("setPolicy", { ...shown, words: shown.words.trim() })))
          setEdited({});
      }}
    >
      <h3>Rules</h3>
      <div className="field">
        <label htmlFor={`${id}-moderation`}>What the hall sends</label>
        <select
          id={`${id}-moderation`}
          value={shown.moderation}
          onChange={(event) =>
            setEdited({ ...edited, moderation: event.target.value as Policy["moderation"] })
          }
        >
          <option value="after">is shown at once, and may be hidden</option>
          <option value="before">waits here until it is let through</option>
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-adopt`}>Who adopts a wording</label>
        <select
          id={`${id}-adopt`}
          value={shown.participantsAdopt ? "participants" : "facilitators"}
          onChange={(event) =>
            setEdited({ ...edited, participantsAdopt: event.target.value === "participants" })
          }
        >
          <option value="facilitators">facilitators</option>
          <option value="participants">facilitators and participants</option>
        </select>
      </div>
      <WordsField
        label="Shown to whoever writes"
        value={shown.words}
        onChange={(words) => setEdited({ ...edited, words })}
        maximum={limits.policyLength}
        rows={3}
      />
      {sending.refusal !== null && (
        <p className="field-refusal" role="alert">
          {sending.refusal}
        </p>
      )}
      <div className="margin-actions">
        <Button look="main" type="submit" isDisabled={!changed} isPending={sending.pending}>
          Set the rules
        </Button>
      </div>
    </form>
  );
}
