import { useEffect, useId, useRef, useState } from "react";
import {
  horizons,
  horizonWords,
  levels,
  levelWords,
  longestLine,
  type RoadmapFieldName,
  type RoadmapFields as RoadmapFieldsContent,
  writeLines,
} from "../../shared/declaration/roadmapFields.ts";
import { ActorChoice } from "./ActorChoice.tsx";
import { ChosenList } from "./ChosenList.tsx";
import { useDraft } from "./useDraft.ts";
import "../ui/Field.css";
import "./RoadmapFields.css";

export interface OfferedClause {
  readonly id: string;
  readonly number: string;
  /** Its first words. */
  readonly words: string;
}

interface RoadmapFieldsProps {
  readonly clauseId: string;
  readonly fields: RoadmapFieldsContent;
  /** Every clause of the declaration, to depend on. */
  readonly clauses: readonly OfferedClause[];
  /** Why nothing may be changed here; null where everything may. */
  readonly closedBecause: string | null;
  /** Writes one field for everybody; empty takes it away. */
  readonly onWrite: (name: RoadmapFieldName, value: string) => void;
}

/** What makes a clause an action. Every field is everybody's at once, so there is nothing to send and nothing to lose. */
export function RoadmapFields({ clauseId, fields, clauses, closedBecause, onWrite }: RoadmapFieldsProps) {
  const disabled = closedBecause !== null;
  const line = (name: "lead" | "indicator" | "baseline" | "target" | "resources") => ({
    value: fields[name],
    onWrite: (value: string) => onWrite(name, value),
    disabled,
  });
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("button:not(:disabled)")?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="roadmap-fields" ref={form}>
      {closedBecause !== null && (
        <p className="roadmap-closed" role="status">
          {closedBecause}
        </p>
      )}
      <ActorChoice
        actors={fields.actors}
        disabled={disabled}
        onChange={(actors) => onWrite("actors", writeLines(actors))}
      />
      <div className="roadmap-half">
        <Line label="Lead" hint="Who answers for it" {...line("lead")} />
      </div>
      <Choice
        label="Level"
        value={fields.level ?? ""}
        choices={levels.map((level) => ({ id: level, words: levelWords[level] }))}
        disabled={disabled}
        onWrite={(value) => onWrite("level", value)}
      />
      <Choice
        label="Horizon"
        value={fields.horizon ?? ""}
        choices={horizons.map((horizon) => ({ id: horizon, words: horizonWords[horizon] }))}
        disabled={disabled}
        onWrite={(value) => onWrite("horizon", value)}
      />
      <Day
        label="Due date"
        value={fields.due}
        disabled={disabled}
        onWrite={(value) => onWrite("due", value)}
      />
      <div className="roadmap-wide">
        <Line label="Indicator" hint="What will be measured" {...line("indicator")} />
      </div>
      <div className="roadmap-half">
        <Line label="Baseline" hint="Where it stands today" {...line("baseline")} />
      </div>
      <div className="roadmap-half">
        <Line label="Target" hint="Where it shall stand" {...line("target")} />
      </div>
      <div className="roadmap-half">
        <Line label="Resources" hint="Money, people, instruments" {...line("resources")} />
      </div>
      <div className="roadmap-half">
        <DependsOn {...{ clauseId, clauses, disabled, onWrite }} chosen={fields.dependsOn} />
      </div>
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly onWrite: (value: string) => void;
}

function Line({ label, hint, value, disabled, onWrite }: FieldProps & { readonly hint: string }) {
  const id = useId();
  const draft = useDraft(value, (words) => onWrite(words.trim()));
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={draft.words}
        placeholder={hint}
        maxLength={longestLine}
        disabled={disabled}
        onChange={(event) => draft.type(event.target.value)}
        onBlur={draft.settle}
        onKeyDown={(event) => event.key === "Enter" && draft.settle()}
      />
    </div>
  );
}

/** A date is whole or it is none: while only a part of it stands there, nothing is written. */
function Day({ label, value, disabled, onWrite }: FieldProps) {
  const id = useId();
  const draft = useDraft(value, onWrite);
  const [shown, setShown] = useState<string | null>(null);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        min="2000-01-01"
        max="2100-12-31"
        value={shown ?? draft.words}
        disabled={disabled}
        onChange={({ target }) => {
          setShown(target.value);
          if (target.validity.valid) draft.type(target.value);
        }}
        onBlur={() => {
          setShown(null);
          draft.settle();
        }}
      />
    </div>
  );
}

interface ChoiceProps extends FieldProps {
  readonly choices: readonly { readonly id: string; readonly words: string }[];
}

function Choice({ label, value, choices, disabled, onWrite }: ChoiceProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        disabled={disabled}
        data-empty={value === "" || undefined}
        onChange={(event) => onWrite(event.target.value)}
      >
        <option value="">Not said</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.words}
          </option>
        ))}
      </select>
    </div>
  );
}

interface DependsOnProps extends Pick<RoadmapFieldsProps, "clauseId" | "clauses" | "onWrite"> {
  readonly chosen: readonly string[];
  readonly disabled: boolean;
}

/** The clauses that have to come first, chosen by their numbers. */
function DependsOn({ clauseId, clauses, chosen, disabled, onWrite }: DependsOnProps) {
  const others = clauses.filter(({ id }) => id !== "" && id !== clauseId);
  const nameOf = (id: string) => {
    const clause = clauses.find((each) => each.id === id);
    return { id, name: clause?.number ?? "Gone", words: clause?.words ?? "This clause is gone." };
  };
  const write = (ids: readonly string[]) => onWrite("dependsOn", writeLines(ids));
  return (
    <ChosenList
      label="Depends on"
      chosen={chosen.map(nameOf)}
      offered={others.filter(({ id }) => !chosen.includes(id)).map(({ id }) => nameOf(id))}
      understand={(typed) => {
        const wanted = typed.replaceAll(/\s/g, "").toUpperCase();
        const named = clauses.find(({ id, number }) => id !== "" && number.toUpperCase() === wanted);
        if (named === undefined)
          return { refusal: `There is no clause ${typed}. Write a number such as 2.1.` };
        return named.id === clauseId ? { refusal: "A clause cannot wait for itself." } : named;
      }}
      onChoose={(id) => write([...chosen, id])}
      onRemove={(gone) => write(chosen.filter((id) => id !== gone))}
      placeholder="A clause's number, such as 2.1"
      longest={12}
      disabled={disabled}
    />
  );
}
