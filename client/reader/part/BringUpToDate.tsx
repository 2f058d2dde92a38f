import { useMemo, useState } from "react";
import type { Clause } from "../../../shared/declaration/readDeclaration.ts";
import { mergeWordings } from "../../../shared/deliberation/mergeWordings.ts";
import type { Amendment } from "../../../shared/deliberation/state.ts";
import { limits } from "../../../shared/limits.ts";
import { Button } from "../../ui/Button.tsx";
import { WordDiff } from "../../ui/WordDiff.tsx";
import { WordsField } from "../../ui/WordsField.tsx";
import { wordingOfClause } from "./clauseStanding.ts";
import { entriesOf, useHall } from "./hall.ts";
import { OutboxNote } from "./OutboxNote.tsx";

interface BringUpToDateProps {
  readonly amendment: Amendment;
  readonly clause: Clause;
}

/** One's own proposal on a clause that was changed since: made to the clause as it is now, after a look at it. */
export function BringUpToDate({ amendment, clause }: BringUpToDateProps) {
  const { deliberation, entries, me } = useHall();
  const { amendmentId, visibility } = amendment;
  const [form, setForm] = useState<{ readonly words: string | null } | null>(null);
  const pending = entriesOf(entries, "rebaseAmendment").findLast(
    ({ input }) => input.amendmentId === amendmentId,
  );
  // What a facilitator has let through may not become something else under their name.
  const isFixed =
    deliberation.policy.moderation === "before" && me.role === "attendee" && visibility === "shown";
  if (isFixed) {
    return (
      <p className="sheet-note">
        A facilitator let it through as it is. Propose it anew to bring it up to date.
      </p>
    );
  }
  if (form !== null) {
    return (
      <UpdateForm amendment={amendment} clause={clause} first={form.words} onDone={() => setForm(null)} />
    );
  }
  return pending === undefined ? (
    <Button onPress={() => setForm({ words: null })}>Bring it up to date</Button>
  ) : (
    <OutboxNote entry={pending} onEdit={() => setForm({ words: pending.input.wording })} />
  );
}

interface UpdateFormProps extends BringUpToDateProps {
  /** Words that were written here before. */
  readonly first: string | null;
  readonly onDone: () => void;
}

function UpdateForm({ amendment, clause, first, onDone }: UpdateFormProps) {
  const { outbox } = useHall();
  const { amendmentId, kind, base } = amendment;
  const now = wordingOfClause(clause);
  const merged = useMemo(
    () => mergeWordings(base, now.wording, amendment.wording),
    [base, now, amendment.wording],
  );
  const [edited, setEdited] = useState(first);
  const [missing, setMissing] = useState<string | null>(null);
  const wording = kind === "strike" ? "" : (edited ?? merged.wording);

  function send() {
    if (kind !== "strike" && wording.trim() === "") {
      return setMissing("To have nothing stand here, propose to strike the clause.");
    }
    if (wording.trim() === now.wording) {
      return setMissing("The clause reads like this already. You can withdraw your proposal.");
    }
    outbox.put("rebaseAmendment", { amendmentId, wording, base: now.hash });
    onDone();
  }

  return (
    <form
      className="write-box"
      aria-label="Bring it up to date"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p className="sheet-note">
        {merged.overlaps && kind !== "strike"
          ? "You and others changed the same words: read it before you send it."
          : "As it would read now:"}
      </p>
      <WordDiff before={now.wording} after={wording} />
      {kind !== "strike" && (
        <WordsField
          label="The wording"
          value={wording}
          maximum={limits.wordingLength}
          rows={6}
          onChange={(words) => {
            setMissing(null);
            setEdited(words);
          }}
          autoFocus
        />
      )}
      {missing !== null && (
        <p className="field-refusal" role="alert">
          {missing}
        </p>
      )}
      <div className="sheet-actions">
        <Button look="quiet" onPress={onDone}>
          Leave it
        </Button>
        <Button look="main" type="submit">
          Send it
        </Button>
      </div>
    </form>
  );
}
