import { useState } from "react";
import type { Clause } from "../../../shared/declaration/readDeclaration.ts";
import type { Amendment } from "../../../shared/deliberation/state.ts";
import { Button } from "../../ui/Button.tsx";
import { counted } from "../../ui/deliberationWords.ts";
import { WordDiff } from "../../ui/WordDiff.tsx";
import { BringUpToDate } from "./BringUpToDate.tsx";
import { wordingOfClause } from "./clauseStanding.ts";
import { threadsAmong } from "./commentPlaces.ts";
import { authorWords, entriesOf, useHall } from "./hall.ts";
import { OutboxNote } from "./OutboxNote.tsx";
import { PendingRemark, Threads } from "./Threads.tsx";
import { timeWords } from "./timeWords.ts";
import { useDraft } from "./useDraft.ts";
import { WriteBox } from "./WriteBox.tsx";

const kindWords = {
  replace: "Another wording",
  insert: "A new clause",
  strike: "Strike this clause",
} as const;

interface ProposedWordingsProps {
  /** As it stands; null where it is gone. */
  readonly clause: Clause | null;
  readonly amendments: readonly Amendment[];
  readonly silence: string | null;
}

/** What others propose instead, to compare, support and comment on. */
export function ProposedWordings({ clause, amendments, silence }: ProposedWordingsProps) {
  return (
    <ul className="sheet-list">
      {amendments.map((amendment) => (
        <li key={amendment.amendmentId}>
          <Proposal amendment={amendment} clause={clause} silence={silence} />
        </li>
      ))}
    </ul>
  );
}

interface ProposalProps extends Omit<ProposedWordingsProps, "amendments"> {
  readonly amendment: Amendment;
}

function Proposal({ amendment, clause, silence }: ProposalProps) {
  const { me, entries, outbox } = useHall();
  const { amendmentId, kind, base, wording, reason, outcome, visibility } = amendment;
  const mine = amendment.author?.participantId === me.participantId;
  const open = outcome.kind === "open" && visibility !== "hidden";
  const outdated = open && clause !== null && kind !== "insert" && base !== wordingOfClause(clause).wording;
  const withdrawing = entriesOf(entries, "withdrawAmendment").find(
    ({ input }) => input.amendmentId === amendmentId,
  );
  if (visibility === "hidden") {
    return (
      <p className="sheet-note">
        <em>Hidden by a facilitator: {amendment.hiddenBecause}</em>
      </p>
    );
  }
  return (
    <article className="proposal">
      <p className="remark-author">
        <strong>{kindWords[kind]}</strong> · {authorWords(amendment.author, me)} · {timeWords(amendment.at)}
      </p>
      <WordDiff before={base} after={wording} />
      {reason !== "" && <p className="proposal-reason">{reason}</p>}
      {visibility === "held" && (
        <p className="sheet-note">Waits for a facilitator. Only you see it so far.</p>
      )}
      {outdated && (
        <p className="sheet-note">
          The clause has been changed since. The comparison is with its earlier wording.
        </p>
      )}
      {outdated && mine && <BringUpToDate amendment={amendment} clause={clause} />}
      {outcome.kind === "adopted" && (
        <p className="thread-resolution">
          {kind === "strike"
            ? "Adopted: the clause was struck."
            : clause === null
              ? "Adopted. The clause was removed later."
              : "Adopted: it stands in the text now."}
        </p>
      )}
      {outcome.kind === "declined" && (
        <p className="thread-resolution">
          <strong>Declined</strong>: {outcome.reason}
        </p>
      )}
      {outcome.kind === "withdrawn" && <p className="thread-resolution">Withdrawn by its author.</p>}
      {open && visibility === "shown" && <Support amendment={amendment} />}
      <ProposalComments amendment={amendment} open={open} silence={silence} />
      {withdrawing !== undefined && <OutboxNote entry={withdrawing} />}
      {open && mine && withdrawing === undefined && (
        <Button look="quiet" onPress={() => outbox.put("withdrawAmendment", { amendmentId })}>
          Withdraw it
        </Button>
      )}
    </article>
  );
}

function Support({ amendment: { amendmentId, supporters } }: { amendment: Amendment }) {
  const { deliberation, entries, me, outbox } = useHall();
  const voter = deliberation.voters.get(me.participantId);
  const pending = entriesOf(entries, "supportAmendment").findLast(
    ({ input }) => input.amendmentId === amendmentId,
  );
  const supported = voter !== undefined && supporters.has(voter);
  const supports =
    pending !== undefined && pending.state.kind !== "refused" ? pending.input.supports : supported;
  const count = supporters.size + Number(supports) - Number(supported);
  return (
    <>
      <button
        type="button"
        className="button button-plain"
        aria-pressed={supports}
        onClick={() => outbox.put("supportAmendment", { amendmentId, supports: !supports })}
      >
        {supports ? "You support it" : "Support"} · {count}
        <span className="only-heard"> {count === 1 ? "person supports" : "people support"} it</span>
      </button>
      {pending !== undefined && <OutboxNote entry={pending} />}
    </>
  );
}

interface ProposalCommentsProps {
  readonly amendment: Amendment;
  readonly open: boolean;
  readonly silence: string | null;
}

function ProposalComments({ amendment: { amendmentId }, open, silence }: ProposalCommentsProps) {
  const { deliberation, entries, outbox } = useHall();
  const [writing, setWriting] = useState(false);
  const [words, setWords] = useDraft(`amendment-${amendmentId}`);
  const own = [...deliberation.comments.values()].filter((comment) => comment.amendmentId === amendmentId);
  const threads = threadsAmong(own, deliberation.comments);
  const pending = entriesOf(entries, "comment").filter(
    ({ input }) => input.amendmentId === amendmentId && !input.replyTo,
  );
  return (
    <>
      {threads.length > 0 && (
        <details className="proposal-comments">
          <summary>{counted(threads.length, "comment")} on it</summary>
          <Threads comments={threads} silence={silence} />
        </details>
      )}
      {pending.map((entry) => (
        <PendingRemark
          key={entry.key}
          entry={entry}
          onEdit={() => {
            setWords(entry.input.words);
            setWriting(true);
          }}
        />
      ))}
      {open && silence === null && !writing && (
        <Button look="quiet" onPress={() => setWriting(true)}>
          Comment on it
        </Button>
      )}
      {writing && (
        <WriteBox
          label="Your comment on this proposal"
          button="Send"
          words={words}
          onWords={setWords}
          autoFocus
          onLeave={() => setWriting(false)}
          onSend={(sent) => {
            outbox.put("comment", { words: sent, amendmentId });
            setWords("");
            setWriting(false);
          }}
        />
      )}
    </>
  );
}
