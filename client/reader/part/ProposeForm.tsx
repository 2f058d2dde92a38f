import { useId, useState } from "react";
import type { CommandRequest } from "../../../shared/commands.ts";
import type { Clause, Section } from "../../../shared/declaration/readDeclaration.ts";
import { limits } from "../../../shared/limits.ts";
import { Button } from "../../ui/Button.tsx";
import { WordDiff } from "../../ui/WordDiff.tsx";
import { WordsField } from "../../ui/WordsField.tsx";
import { wordingOfClause } from "./clauseStanding.ts";
import { useHall } from "./hall.ts";
import { useDraft } from "./useDraft.ts";
import { HouseRules } from "./WriteBox.tsx";

type Kind = CommandRequest<"proposeAmendment">["kind"];

interface ProposeFormProps {
  readonly clause: Clause;
  readonly section: Section;
  readonly onDone: () => void;
}

/** Another wording for a clause, a new clause after it, or striking it; what would change is shown while one writes. */
export function ProposeForm({ clause, section, onDone }: ProposeFormProps) {
  const { outbox } = useHall();
  const { wording, hash } = wordingOfClause(clause);
  const kindId = useId();
  const [kind, setKind] = useState<Kind>("replace");
  const [words, setWords] = useDraft(`wording-${clause.id}`, wording);
  const [fresh, setFresh] = useDraft(`new-clause-${clause.id}`);
  const [reason, setReason] = useDraft(`why-${clause.id}`);
  const [missing, setMissing] = useState<string | null>(null);

  function send() {
    const why = reason.trim();
    if (kind === "replace") {
      if (words.trim() === wording)
        return setMissing("Change the wording first: this is how it reads already.");
      if (words.trim() === "") return setMissing("To have nothing stand here, choose to strike the clause.");
      outbox.put("proposeAmendment", { kind, clauseId: clause.id, wording: words, base: hash, reason: why });
    } else if (kind === "strike") {
      if (why === "") return setMissing("Please say why it should go.");
      outbox.put("proposeAmendment", { kind, clauseId: clause.id, base: hash, reason: why });
    } else {
      if (fresh.trim() === "") return setMissing("Please write the new clause.");
      const place = { kind: section.kind, theme: section.theme as never };
      outbox.put("proposeAmendment", { kind, section: place, after: clause.id, wording: fresh, reason: why });
    }
    setWords(wording);
    setFresh("");
    setReason("");
    onDone();
  }

  return (
    <form
      className="write-box"
      onChange={() => setMissing(null)}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="field">
        <label htmlFor={kindId}>You propose</label>
        <select id={kindId} value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          <option value="replace">Another wording</option>
          <option value="insert">A new clause after this one</option>
          <option value="strike">To strike this clause</option>
        </select>
      </div>
      {kind === "replace" && (
        <>
          <WordsField
            label="The wording"
            value={words}
            maximum={limits.wordingLength}
            rows={6}
            onChange={setWords}
            autoFocus
          />
          {words.trim() !== wording && <WordDiff before={wording} after={words.trim()} />}
        </>
      )}
      {kind === "insert" && (
        <WordsField
          label="The new clause"
          value={fresh}
          maximum={limits.wordingLength}
          rows={5}
          onChange={setFresh}
        />
      )}
      <WordsField
        label={kind === "strike" ? "Why" : "Why (if you like)"}
        value={reason}
        maximum={limits.reasonLength}
        rows={2}
        onChange={setReason}
      />
      {missing !== null && (
        <p className="field-refusal" role="alert">
          {missing}
        </p>
      )}
      <HouseRules />
      <div className="sheet-actions">
        <Button look="quiet" onPress={onDone}>
          Leave it
        </Button>
        <Button look="main" type="submit">
          Propose it
        </Button>
      </div>
    </form>
  );
}
