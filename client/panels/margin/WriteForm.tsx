import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { WordsField } from "../../ui/WordsField.tsx";

/** What was begun and neither sent nor given up, by what it is about: a card that closes keeps it. */
const begun = new Map<string, string>();

interface WriteFormProps {
  /** What it is about. */
  readonly about: string;
  readonly label: string;
  readonly action: string;
  readonly maximum: number;
  readonly first?: string;
  readonly pending: boolean;
  readonly refusal: string | null;
  /** Shown above the field, such as the words that a comment is about. */
  readonly children?: React.ReactNode;
  readonly hint?: string | undefined;
  readonly rows?: number;
  /** Answers whether it was taken. */
  readonly onSend: (words: string) => Promise<boolean>;
  readonly onClose: () => void;
}

/** A few lines to write and send; Escape gives it up, Ctrl+Enter sends. */
export function WriteForm(props: WriteFormProps) {
  const { about, label, action, maximum, first = "", pending, refusal, children, hint, rows } = props;
  const [words, setWords] = useState(begun.get(about) ?? first);
  const close = () => {
    begun.delete(about);
    props.onClose();
  };
  const trimmed = words.trim();
  return (
    <form
      className="margin-form"
      onSubmit={async (event) => {
        event.preventDefault();
        if (trimmed === "" || pending) return;
        if (await props.onSend(trimmed)) close();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      {children}
      <WordsField
        label={label}
        value={words}
        onChange={(next) => {
          begun.set(about, next);
          setWords(next);
        }}
        maximum={maximum}
        autoFocus
        required
        {...(hint !== undefined && { hint })}
        {...(rows !== undefined && { rows })}
      />
      {refusal !== null && (
        <p className="field-refusal" role="alert">
          {refusal}
        </p>
      )}
      <div className="margin-actions">
        <Button look="main" type="submit" isDisabled={trimmed === ""} isPending={pending}>
          {action}
        </Button>
        <Button look="quiet" onPress={close}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
