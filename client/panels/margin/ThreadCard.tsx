import { useState } from "react";
import type { Comment } from "../../../shared/deliberation/state.ts";
import { limits } from "../../../shared/limits.ts";
import { useSending } from "../../session/useSending.ts";
import { Button } from "../../ui/Button.tsx";
import { counted, dispositionWords } from "../../ui/deliberationWords.ts";
import { whereaboutsWords } from "../../ui/whereaboutsWords.ts";
import { CommentMenu } from "./CommentMenu.tsx";
import type { Thread } from "./grouping.ts";
import { useAllowed, useMarginRoom } from "./marginRoom.ts";
import { ResolveForm } from "./ResolveForm.tsx";
import { momentWords, nameOf } from "./saying.ts";
import { WriteForm } from "./WriteForm.tsx";
import "./ThreadCard.css";

type Asked = { readonly kind: "reply" | "resolve" } | { readonly kind: "edit"; readonly comment: Comment };

/** More replies than these fold: what was said last stands open. */
const repliesShown = 2;

/** A comment with its answers, what became of it, and what may be done with it. */
export function ThreadCard({ thread }: { thread: Thread }) {
  const { first, replies } = thread;
  const { me } = useMarginRoom();
  const mayResolve = useAllowed("resolveComments");
  const sending = useSending(me.declarationId);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [unfolded, setUnfolded] = useState(false);
  const close = () => {
    setAsked(null);
    sending.forget();
  };
  const { commentId, resolution } = first;
  const folded = unfolded ? 0 : Math.max(0, replies.length - repliesShown);
  const live = resolution === null && !first.withdrawn && first.visibility === "shown";
  return (
    <article
      className="thread"
      id={`comment-${commentId}`}
      tabIndex={-1}
      aria-label={`Comment of ${nameOf(first.author)}`}
      data-resolved={resolution !== null || undefined}
    >
      <Said comment={first} onEdit={() => setAsked({ kind: "edit", comment: first })} sending={sending} />
      {folded > 0 && (
        <Button look="quiet" className="thread-more" onPress={() => setUnfolded(true)}>
          {counted(folded, "earlier answer")}
        </Button>
      )}
      {replies.length > 0 && (
        <ul className="thread-replies">
          {replies.slice(folded).map((reply) => (
            <li key={reply.commentId} id={`comment-${reply.commentId}`}>
              <Said
                comment={reply}
                onEdit={() => setAsked({ kind: "edit", comment: reply })}
                sending={sending}
              />
            </li>
          ))}
        </ul>
      )}
      {resolution !== null && (
        <p className="thread-outcome" data-disposition={resolution.disposition}>
          <strong>{dispositionWords[resolution.disposition]}</strong> by {nameOf(resolution.author)}:{" "}
          {resolution.reason}
        </p>
      )}
      {sending.refusal !== null && asked === null && (
        <p className="field-refusal" role="alert">
          {sending.refusal}
        </p>
      )}
      {asked === null && live && (
        <div className="margin-actions">
          <Button look="quiet" onPress={() => setAsked({ kind: "reply" })}>
            Reply
          </Button>
          {mayResolve && (
            <Button look="quiet" onPress={() => setAsked({ kind: "resolve" })}>
              Resolve
            </Button>
          )}
        </div>
      )}
      {asked === null && resolution !== null && mayResolve && (
        <div className="margin-actions">
          <Button look="quiet" onPress={() => void sending.send("reopenComment", { commentId })}>
            Open again
          </Button>
        </div>
      )}
      {asked?.kind === "reply" && (
        <WriteForm
          about={`answer to ${commentId}`}
          label="Your answer"
          action="Send"
          maximum={limits.commentLength}
          pending={sending.pending}
          refusal={sending.refusal}
          onSend={(words) => sending.send("comment", { words, replyTo: commentId })}
          onClose={close}
        />
      )}
      {asked?.kind === "edit" && (
        <WriteForm
          about={`change of ${asked.comment.commentId}`}
          label="Your words"
          action="Keep"
          first={asked.comment.words}
          maximum={limits.commentLength}
          pending={sending.pending}
          refusal={sending.refusal}
          onSend={(words) => sending.send("editComment", { commentId: asked.comment.commentId, words })}
          onClose={close}
        />
      )}
      {asked?.kind === "resolve" && <ResolveForm comment={first} sending={sending} onClose={close} />}
    </article>
  );
}

interface SaidProps {
  readonly comment: Comment;
  readonly onEdit: () => void;
  readonly sending: ReturnType<typeof useSending>;
}

/** One person's words: who, when, about which words of the clause. */
function Said({ comment, onEdit, sending }: SaidProps) {
  const room = useMarginRoom();
  const { author, anchor, visibility, withdrawn, words, editedAt } = comment;
  const whereabouts = comment.replyTo === null ? whereaboutsWords(comment, room.findWords(comment)) : null;
  return (
    <div className="said">
      <p className="said-head">
        <strong className="said-name">{nameOf(author)}</strong>
        <span className="said-facts">
          {momentWords(comment.at)}
          {editedAt !== null && ", changed"}
          {author?.role === "attendee" && ", hall"}
        </span>
        <CommentMenu comment={comment} onEdit={onEdit} sending={sending} />
      </p>
      {anchor !== null && !withdrawn && (
        <p className="said-quote">
          <button type="button" onClick={() => room.goToWords(comment)}>
            <span className="only-heard">About the words </span>
            <q>{anchor.quote}</q>
          </button>
        </p>
      )}
      {whereabouts !== null && !withdrawn && <p className="said-found">{whereabouts}</p>}
      {visibility === "held" && (
        <p className="said-found">Waits for a facilitator; others do not see it yet.</p>
      )}
      {visibility === "hidden" ? (
        <p className="said-gone">Hidden by a facilitator: {comment.hiddenBecause}</p>
      ) : withdrawn ? (
        <p className="said-gone">Withdrawn by {nameOf(author)}.</p>
      ) : (
        <p className="said-words">{words}</p>
      )}
    </div>
  );
}
