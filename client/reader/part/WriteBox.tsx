import { useId, useState } from "react";
import { limits } from "../../../shared/limits.ts";
import { refusalOf } from "../../../shared/refusals.ts";
import { Button } from "../../ui/Button.tsx";
import { WordsField } from "../../ui/WordsField.tsx";
import { useHall } from "./hall.ts";

interface WriteBoxProps {
  readonly label: string;
  readonly button: string;
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly onSend: (words: string) => void;
  readonly autoFocus?: boolean;
  readonly maximum?: number;
  /** Shown where one may stop without sending. */
  readonly onLeave?: () => void;
  /** Stands above the field, such as the words it is about. */
  readonly children?: React.ReactNode;
}

/** A field and a button to send what is in it, with the rules of the house beside it. */
export function WriteBox(props: WriteBoxProps) {
  const { label, button, words, onWords, onSend, maximum = limits.commentLength, onLeave } = props;
  const [missing, setMissing] = useState(false);
  const missingId = useId();
  return (
    <form
      className="write-box"
      onSubmit={(event) => {
        event.preventDefault();
        const trimmed = words.trim();
        setMissing(trimmed === "");
        if (trimmed !== "") onSend(trimmed);
      }}
    >
      {props.children}
      <WordsField
        label={label}
        value={words}
        maximum={maximum}
        rows={2}
        onChange={(next) => {
          setMissing(false);
          onWords(next);
        }}
        {...(props.autoFocus !== undefined && { autoFocus: props.autoFocus })}
      />
      {missing && (
        <p id={missingId} className="field-refusal" role="alert">
          Please write something first.
        </p>
      )}
      <HouseRules />
      <div className="sheet-actions">
        {onLeave && (
          <Button look="quiet" onPress={onLeave}>
            Leave it
          </Button>
        )}
        <Button look="main" type="submit">
          {button}
        </Button>
      </div>
    </form>
  );
}

/** The policy, where people write: what is expected, and whether others see it at once. */
export function HouseRules() {
  const { deliberation, me } = useHall();
  const { policy } = deliberation;
  const waits = policy.moderation === "before" && me.role === "attendee";
  return (
    <p className="house-rules">
      {policy.words} {waits && "A facilitator reads it before the others see it."}
    </p>
  );
}

/** Says why a person cannot write here; null where they can. */
export function useSilence(open: boolean): string | null {
  const { deliberation, me } = useHall();
  if (deliberation.muted.has(me.participantId)) return refusalOf("muted").message;
  return open ? null : refusalOf("comments-closed").message;
}
