import { useState } from "react";
import type { Comment } from "../../../shared/deliberation/state.ts";
import { Button } from "../../ui/Button.tsx";
import { dispositionWords } from "../../ui/deliberationWords.ts";
import { whereaboutsWords } from "../../ui/whereaboutsWords.ts";
import { authorWords, entriesOf, useHall } from "./hall.ts";
import { OutboxNote } from "./OutboxNote.tsx";
import { timeWords } from "./timeWords.ts";
import { useDraft } from "./useDraft.ts";
import { WriteBox } from "./WriteBox.tsx";

interface ThreadsProps {
  /** Those that begin a thread, in order. */
  readonly comments: readonly Comment[];
  /** Why nobody writes here at the moment; null where they may. */
  readonly silence: string | null;
}

/** Comments with their answers. */
export function Threads({ comments, silence }: ThreadsProps) {
  return (
    <ul className="sheet-list threads">
      {comments.map((comment) => (
        <li key={comment.commentId}>
          <Thread first={comment} silence={silence} />
        </li>
      ))}
    </ul>
  );
}

function Thread({ first, silence }: { first: Comment; silence: string | null }) {
  const { deliberation, entries, outbox } = useHall();
  const [answering, setAnswering] = useState(false);
  const [words, setWords] = useDraft(`answer-${first.commentId}`);
  const answers = [...deliberation.comments.values()].filter(
    ({ replyTo, withdrawn }) => replyTo === first.commentId && !withdrawn,
  );
  const pending = entriesOf(entries, "comment").filter(({ input }) => input.replyTo === first.commentId);
  const answerable = !first.withdrawn && first.visibility === "shown" && first.resolution === null;
  return (
    <article className="thread" data-closed={first.resolution !== null || undefined}>
      <Remark comment={first} />
      {first.resolution !== null && (
        <p className="thread-resolution" data-disposition={first.resolution.disposition}>
          <strong>{dispositionWords[first.resolution.disposition]}</strong>: {first.resolution.reason}
        </p>
      )}
      <div className="thread-answers">
        {answers.map((answer) => (
          <Remark key={answer.commentId} comment={answer} />
        ))}
        {pending.map((entry) => (
          <PendingRemark key={entry.key} entry={entry} onEdit={() => startAgain(entry.input.words)} />
        ))}
      </div>
      {answerable && silence === null && !answering && (
        <Button look="quiet" className="thread-answer" onPress={() => setAnswering(true)}>
          Answer
        </Button>
      )}
      {answering && (
        <WriteBox
          label="Your answer"
          button="Send"
          words={words}
          onWords={setWords}
          autoFocus
          onLeave={() => setAnswering(false)}
          onSend={(sent) => {
            outbox.put("comment", { words: sent, replyTo: first.commentId });
            setWords("");
            setAnswering(false);
          }}
        />
      )}
    </article>
  );

  function startAgain(refused: string) {
    setWords(refused);
    setAnswering(true);
  }
}

/** One person's words, and what their author may do with them. */
function Remark({ comment }: { comment: Comment }) {
  const { me, entries, outbox, places } = useHall();
  const [editing, setEditing] = useState(false);
  const [words, setWords] = useState(comment.words);
  const { commentId, withdrawn, visibility, anchor } = comment;
  const mine = comment.author?.participantId === me.participantId;
  const changes = entries.filter(
    (entry) =>
      (entry.name === "editComment" || entry.name === "withdrawComment") &&
      entry.input.commentId === commentId,
  );
  const whereabouts =
    comment.replyTo === null ? whereaboutsWords(comment, places.get(commentId) ?? null) : null;
  const open = mine && !withdrawn && visibility !== "hidden" && comment.resolution === null;
  return (
    <div className="remark">
      <p className="remark-author">
        <strong>{authorWords(comment.author, me)}</strong> · {timeWords(comment.at)}
        {comment.editedAt !== null && " · edited"}
      </p>
      {anchor !== null && visibility !== "hidden" && !withdrawn && (
        <p className="remark-quote">
          <span className="only-heard">About the words: </span>
          <q>{anchor.quote}</q>
        </p>
      )}
      {whereabouts !== null && visibility !== "hidden" && !withdrawn && (
        <p className="remark-whereabouts">{whereabouts}</p>
      )}
      {editing ? (
        <WriteBox
          label="Your comment"
          button="Change it"
          words={words}
          onWords={setWords}
          autoFocus
          onLeave={() => setEditing(false)}
          onSend={(sent) => {
            if (sent !== comment.words) outbox.put("editComment", { commentId, words: sent });
            setEditing(false);
          }}
        />
      ) : (
        <p className="remark-words">{wordsShown(comment)}</p>
      )}
      {visibility === "held" && (
        <p className="sheet-note">Waits for a facilitator. Only you see it so far.</p>
      )}
      {changes.map((entry) => (
        <OutboxNote
          key={entry.key}
          entry={entry}
          {...(entry.name === "editComment" && {
            onEdit: () => {
              setWords(entry.input.words);
              setEditing(true);
            },
          })}
        />
      ))}
      {open && !editing && (
        <div className="remark-own">
          <Button look="quiet" onPress={() => setEditing(true)}>
            Edit
          </Button>
          <Button look="quiet" onPress={() => outbox.put("withdrawComment", { commentId })}>
            Withdraw
          </Button>
        </div>
      )}
    </div>
  );
}

function wordsShown({ withdrawn, visibility, hiddenBecause, words }: Comment): React.ReactNode {
  if (withdrawn) return <em>Withdrawn by its author.</em>;
  if (visibility === "hidden") return <em>Hidden by a facilitator: {hiddenBecause}</em>;
  return words;
}

interface PendingRemarkProps {
  readonly entry: ReturnType<typeof entriesOf<"comment">>[number];
  readonly onEdit: () => void;
}

/** A comment that is on its way, at the place where it will stand. */
export function PendingRemark({ entry, onEdit }: PendingRemarkProps) {
  return (
    <div className="remark remark-pending">
      <p className="remark-author">
        <strong>You</strong>
      </p>
      {entry.input.anchor && (
        <p className="remark-quote">
          <q>{entry.input.anchor.quote}</q>
        </p>
      )}
      <p className="remark-words">{entry.input.words}</p>
      <OutboxNote entry={entry} onEdit={onEdit} />
    </div>
  );
}
