import { X } from "lucide-react";
import { useId, useRef, useState } from "react";
import "../ui/Field.css";
import "./ChosenList.css";

export interface Choice {
  readonly id: string;
  /** What stands on its mark, and is typed to choose it. */
  readonly name: string;
  /** More about it, where one chooses. */
  readonly words: string;
}

interface ChosenListProps {
  readonly label: string;
  readonly chosen: readonly Choice[];
  /** What is offered; anything else counts only where `understand` takes it. */
  readonly offered: readonly Choice[];
  /** The id of what was typed, or in `refusal` why it cannot be. */
  readonly understand: (typed: string) => { readonly id: string } | { readonly refusal: string };
  readonly onChoose: (id: string) => void;
  readonly onRemove: (id: string) => void;
  readonly placeholder: string;
  readonly longest: number;
  readonly disabled: boolean;
}

/** A list that one fills by typing: Enter, a comma or leaving the field adds, the marks before it are taken away one by one. */
export function ChosenList(props: ChosenListProps) {
  const { label, chosen, offered, understand, onChoose, onRemove, placeholder, longest, disabled } = props;
  const [typed, setTyped] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);

  const add = () => {
    const words = typed.trim();
    if (words === "") return;
    const understood = understand(words);
    if ("refusal" in understood) return setRefusal(understood.refusal);
    onChoose(understood.id);
    setTyped("");
  };
  const remove = (gone: string) => {
    onRemove(gone);
    // The mark goes and its focus with it.
    input.current?.focus();
  };

  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {chosen.length > 0 && (
        <ul className="chosen" aria-label={`${label}: chosen`}>
          {chosen.map((choice) => (
            <li key={choice.id}>
              <button
                type="button"
                className="chosen-mark"
                title={choice.words}
                aria-label={`Remove ${choice.name}`}
                disabled={disabled}
                onClick={() => remove(choice.id)}
              >
                {choice.name}
                <X size={14} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={input}
        id={id}
        list={`${id}-offered`}
        value={typed}
        placeholder={placeholder}
        maxLength={longest}
        autoComplete="off"
        disabled={disabled}
        aria-invalid={refusal !== null}
        aria-describedby={refusal === null ? undefined : `${id}-refused`}
        onChange={(event) => {
          setRefusal(null);
          setTyped(event.target.value);
        }}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === ",") {
            event.preventDefault();
            add();
          } else if (event.key === "Backspace" && typed === "") {
            const last = chosen.at(-1);
            if (last) onRemove(last.id);
          }
        }}
      />
      <datalist id={`${id}-offered`}>
        {offered.map((choice) => (
          <option key={choice.id} value={choice.name}>
            {choice.words}
          </option>
        ))}
      </datalist>
      {refusal !== null && (
        <p id={`${id}-refused`} className="field-refusal" role="alert">
          {refusal}
        </p>
      )}
    </div>
  );
}
