import { useId } from "react";
import "./Field.css";

interface WordsFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maximum: number;
  readonly rows?: number;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  /** The label is heard, not shown. */
  readonly labelHidden?: boolean;
}

/** A field for some lines of words, which says how many more fit once it matters. */
export function WordsField(props: WordsFieldProps) {
  const { label, value, onChange, maximum, rows = 3, hint, placeholder, labelHidden = false } = props;
  const id = useId();
  const left = maximum - value.length;
  const told = left < Math.max(100, maximum * 0.1);
  return (
    <div className="field">
      <label htmlFor={id} className={labelHidden ? "only-heard" : undefined}>
        {label}
      </label>
      <textarea
        id={id}
        rows={rows}
        value={value}
        maxLength={maximum}
        placeholder={placeholder}
        aria-required={props.required}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        // biome-ignore lint/a11y/noAutofocus: it is drawn because somebody asked to write here.
        autoFocus={props.autoFocus}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          // As in every other window: the words are sent without leaving the keys.
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }
        }}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      <p className="field-left" role="status">
        {told ? `${left} ${left === 1 ? "character" : "characters"} left` : ""}
      </p>
    </div>
  );
}
