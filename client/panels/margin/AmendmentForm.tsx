import { useId, useState } from "react";
import type { CommandRequest } from "../../../shared/commands.ts";
import { parseWording, wordingOf } from "../../../shared/declaration/wording.ts";
import { limits } from "../../../shared/limits.ts";
import type { ClauseNow } from "../../session/clauseFeed.ts";
import type { Sending } from "../../session/useSending.ts";
import { Button } from "../../ui/Button.tsx";
import { WordDiff } from "../../ui/WordDiff.tsx";
import { WordsField } from "../../ui/WordsField.tsx";

type Kind = "replace" | "insert" | "strike";

interface AmendmentFormProps {
  readonly clause: ClauseNow;
  readonly sending: Sending;
  readonly onClose: () => void;
}

/** Proposes another wording for a clause, a new clause behind it, or to strike it. */
export function AmendmentForm({ clause, sending, onClose }: AmendmentFormProps) {
  const id = useId();
  const [seen] = useState({ wording: clause.wording, hash: clause.hash });
  const [kind, setKind] = useState<Kind>("replace");
  const [wording, setWording] = useState(clause.wording);
  const [added, setAdded] = useState("");
  const [reason, setReason] = useState("");
  const proposed = kind === "insert" ? added : wording;
  const changes = kind !== "replace" || wordingOf(parseWording(wording)) !== seen.wording;
  const complete = kind === "strike" ? reason.trim() !== "" : proposed.trim() !== "" && changes;
  return (
    <form
      className="margin-form"
      aria-label="Propose a wording"
      onSubmit={async (event) => {
        event.preventDefault();
        if (!complete || sending.pending) return;
        if (await sending.send("proposeAmendment", inputOf())) onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className="field">
        <label htmlFor={`${id}-kind`}>Propose</label>
        <select id={`${id}-kind`} value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          <option value="replace">{`Another wording for ${clause.number}`}</option>
          <option value="insert">{`A new clause after ${clause.number}`}</option>
          <option value="strike">{`To strike ${clause.number}`}</option>
        </select>
      </div>
      {kind !== "strike" && (
        <WordsField
          key={kind}
          label="The wording"
          value={proposed}
          onChange={kind === "insert" ? setAdded : setWording}
          maximum={limits.wordingLength}
          rows={6}
          autoFocus
          required
        />
      )}
      {kind === "replace" && changes && (
        <div className="margin-preview">
          <WordDiff before={seen.wording} after={wording} />
        </div>
      )}
      <WordsField
        label={kind === "strike" ? "Why" : "Why, if you like"}
        value={reason}
        onChange={setReason}
        maximum={limits.reasonLength}
        rows={2}
        required={kind === "strike"}
      />
      {sending.refusal !== null && (
        <p className="field-refusal" role="alert">
          {sending.refusal}
        </p>
      )}
      <div className="margin-actions">
        <Button look="main" type="submit" isDisabled={!complete} isPending={sending.pending}>
          Propose
        </Button>
        <Button look="quiet" onPress={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  );

  function inputOf(): CommandRequest<"proposeAmendment"> {
    const { clauseId, section, theme } = clause;
    switch (kind) {
      case "replace":
        return { kind, clauseId, wording, base: seen.hash, reason: reason.trim() };
      case "strike":
        return { kind, clauseId, base: seen.hash, reason: reason.trim() };
      case "insert":
        return {
          kind,
          section: { kind: section, theme: theme as Theme },
          after: clauseId,
          wording: added,
          reason: reason.trim(),
        };
    }
  }
}

/** A section of the text has one of the programme's themes, which the command names one by one. */
type Theme = Extract<CommandRequest<"proposeAmendment">, { kind: "insert" }>["section"]["theme"];
