import { useId, useState } from "react";
import type { Comment } from "../../../shared/deliberation/state.ts";
import { limits } from "../../../shared/limits.ts";
import { type Disposition, dispositions } from "../../../shared/records.ts";
import type { Sending } from "../../session/useSending.ts";
import { Button } from "../../ui/Button.tsx";
import { dispositionWords } from "../../ui/deliberationWords.ts";
import { WordsField } from "../../ui/WordsField.tsx";
import { useMarginRoom } from "./marginRoom.ts";
import { nameOf } from "./saying.ts";

interface ResolveFormProps {
  readonly comment: Comment;
  readonly sending: Sending;
  readonly onClose: () => void;
}

/** What becomes of a comment, with the reason that its author reads. */
export function ResolveForm({ comment, sending, onClose }: ResolveFormProps) {
  const { deliberation, clauses } = useMarginRoom();
  const id = useId();
  const [disposition, setDisposition] = useState<Disposition>("accepted");
  const [reason, setReason] = useState("");
  const others = [...deliberation.comments.values()].filter(
    (other) =>
      other.replyTo === null &&
      other.commentId !== comment.commentId &&
      other.resolution === null &&
      other.visibility === "shown" &&
      !other.withdrawn,
  );
  // Those on the same clause first: what is merged is mostly said twice about the same words.
  others.sort(
    (one, other) =>
      Number(other.clauseId === comment.clauseId) - Number(one.clauseId === comment.clauseId) ||
      one.sequence - other.sequence,
  );
  const [into, setInto] = useState("");
  const chosen = into || (others[0]?.commentId ?? "");
  const offered = dispositions.filter((each) => each !== "merged" || others.length > 0);
  const complete = reason.trim() !== "" && (disposition !== "merged" || chosen !== "");
  return (
    <form
      className="margin-form"
      aria-label="Resolve"
      onSubmit={async (event) => {
        event.preventDefault();
        if (!complete || sending.pending) return;
        const { commentId } = comment;
        const merged = disposition === "merged" ? { into: chosen } : {};
        if (
          await sending.send("resolveComment", { commentId, disposition, reason: reason.trim(), ...merged })
        )
          onClose();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className="field">
        <label htmlFor={`${id}-disposition`}>What becomes of it</label>
        <select
          id={`${id}-disposition`}
          value={disposition}
          // biome-ignore lint/a11y/noAutofocus: it is drawn because somebody asked to resolve.
          autoFocus
          onChange={(event) => setDisposition(event.target.value as Disposition)}
        >
          {offered.map((each) => (
            <option key={each} value={each}>
              {dispositionWords[each]}
            </option>
          ))}
        </select>
      </div>
      {disposition === "merged" && (
        <div className="field">
          <label htmlFor={`${id}-into`}>Into which</label>
          <select id={`${id}-into`} value={chosen} onChange={(event) => setInto(event.target.value)}>
            {others.map((other) => (
              <option key={other.commentId} value={other.commentId}>
                {`${clauses.get(other.clauseId)?.number ?? ""} ${nameOf(other.author)}: ${shortened(other.words)}`}
              </option>
            ))}
          </select>
        </div>
      )}
      <WordsField
        label="Why"
        value={reason}
        onChange={setReason}
        maximum={limits.reasonLength}
        rows={2}
        required
      />
      {sending.refusal !== null && (
        <p className="field-refusal" role="alert">
          {sending.refusal}
        </p>
      )}
      <div className="margin-actions">
        <Button look="main" type="submit" isDisabled={!complete} isPending={sending.pending}>
          Resolve
        </Button>
        <Button look="quiet" onPress={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  );
}

function shortened(words: string): string {
  return words.length > 60 ? `${words.slice(0, 60)}…` : words;
}
