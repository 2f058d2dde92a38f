import { useMemo, useState } from "react";
import { mergeWordings } from "../../../shared/deliberation/mergeWordings.ts";
import type { Amendment } from "../../../shared/deliberation/state.ts";
import { limits } from "../../../shared/limits.ts";
import type { ClauseNow } from "../../session/clauseFeed.ts";
import type { Sending } from "../../session/useSending.ts";
import { Button } from "../../ui/Button.tsx";
import { WordDiff } from "../../ui/WordDiff.tsx";
import { WordsField } from "../../ui/WordsField.tsx";

interface RebaseFormProps {
  readonly amendment: Amendment;
  readonly clause: ClauseNow;
  readonly sending: Sending;
  readonly onClose: () => void;
}

/** An outdated wording with its changes made to the clause as it is now: to accept as it stands, or after a look. */
export function RebaseForm({ amendment, clause, sending, onClose }: RebaseFormProps) {
  const { amendmentId, kind, base } = amendment;
  const merged = useMemo(
    () => mergeWordings(base, clause.wording, amendment.wording),
    [base, clause.wording, amendment.wording],
  );
  const [edited, setEdited] = useState<string | null>(null);
  const wording = kind === "strike" ? "" : (edited ?? merged.wording);
  return (
    <form
      className="margin-form"
      aria-label="Bring it up to date"
      onSubmit={async (event) => {
        event.preventDefault();
        if (await sending.send("rebaseAmendment", { amendmentId, wording, base: clause.hash })) onClose();
      }}
    >
      <p className="margin-hint">
        {merged.overlaps
          ? "Both changed the same words: read it before you accept it."
          : "As it would read now:"}
      </p>
      <WordDiff before={clause.wording} after={wording} />
      {kind !== "strike" && (
        <WordsField
          label="The wording"
          value={wording}
          onChange={setEdited}
          maximum={limits.wordingLength}
          rows={5}
          autoFocus
        />
      )}
      {sending.refusal !== null && (
        <p className="field-refusal" role="alert">
          {sending.refusal}
        </p>
      )}
      <div className="margin-actions">
        <Button look="main" type="submit" isPending={sending.pending}>
          Accept
        </Button>
        <Button look="quiet" onPress={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
