import { useState } from "react";
import {
  isFrozen,
  openCheck,
  statusOf,
  takesComments,
  tallyOf,
} from "../../../shared/deliberation/reading.ts";
import { limits } from "../../../shared/limits.ts";
import type { ClauseNow } from "../../session/clauseFeed.ts";
import { useSending } from "../../session/useSending.ts";
import { Button } from "../../ui/Button.tsx";
import { counted, statusWords } from "../../ui/deliberationWords.ts";
import { AmendmentCard } from "./AmendmentCard.tsx";
import { AmendmentForm } from "./AmendmentForm.tsx";
import { ClauseTools } from "./ClauseTools.tsx";
import { isOpen, isOpenWording, type OnClause } from "./grouping.ts";
import { useAllowed, useMarginRoom, type Writing } from "./marginRoom.ts";
import { Positions } from "./Positions.tsx";
import { nameOf } from "./saying.ts";
import { ThreadCard } from "./ThreadCard.tsx";
import { WriteForm } from "./WriteForm.tsx";

interface ClauseCardProps {
  readonly clause: ClauseNow;
  /** What of it is shown. */
  readonly shown: OnClause;
  /** Everything that hangs on it, for the counts. */
  readonly all: OnClause;
  readonly open: boolean;
  /** Set where somebody is about to write here, by the keyboard or a press. */
  readonly asked: Writing | null;
  readonly onOpen: () => void;
  readonly onAsked: (writing: Writing | null) => void;
}

/** More threads than these fold, so that one clause does not fill the margin of ten. */
const threadsShown = 8;

/** Everything that is said about one clause, level with it. */
export function ClauseCard(props: ClauseCardProps) {
  const { clause, shown, all, open, asked, onOpen, onAsked } = props;
  const { clauseId, number } = clause;
  const { deliberation } = useMarginRoom();
  const decides = useAllowed("decide");
  const openNow = openCheck(deliberation);
  const check = openNow?.clauseId === clauseId ? openNow : null;
  const [unfolded, setUnfolded] = useState(false);
  const threads = unfolded ? shown.threads : shown.threads.slice(-threadsShown);
  const folded = shown.threads.length - threads.length;
  return (
    <section
      className="clause-card"
      aria-label={`About clause ${number}`}
      data-theme={clause.theme ?? undefined}
      data-open={open || undefined}
    >
      <CardHead clause={clause} all={all} open={open} onOpen={onOpen} />
      {!open && <Preview shown={shown} />}
      {open && (
        <div className="clause-card-body">
          {decides && <ClauseTools clause={clause} />}
          {check !== null && (
            <p className="clause-check" role="status">
              <strong>Check open</strong> {check.question}
            </p>
          )}
          {folded > 0 && (
            <Button look="quiet" className="thread-more" onPress={() => setUnfolded(true)}>
              {counted(folded, "earlier comment")}
            </Button>
          )}
          {threads.map((thread) => (
            <ThreadCard key={thread.first.commentId} thread={thread} />
          ))}
          {shown.amendments.map((proposed) => (
            <AmendmentCard key={proposed.amendment.amendmentId} proposed={proposed} clause={clause} />
          ))}
          {clause.wording !== "" && <Positions clause={clause} check={check} />}
          <Contribute key={clauseId} clause={clause} asked={asked} onAsked={onAsked} />
        </div>
      )}
    </section>
  );
}

function CardHead({
  clause,
  all,
  open,
  onOpen,
}: Pick<ClauseCardProps, "clause" | "all" | "open" | "onOpen">) {
  const { deliberation } = useMarginRoom();
  const status = statusOf(deliberation, clause.clauseId);
  const frozen = isFrozen(deliberation, clause, Date.now());
  const comments = all.threads.filter(isOpen).length;
  const wordings = all.amendments.filter(({ amendment }) => isOpenWording(amendment)).length;
  const positions = tallyOf(deliberation, clause.clauseId, clause.hash).total;
  const counts = [
    comments > 0 && counted(comments, "comment"),
    wordings > 0 && counted(wordings, "wording"),
    positions > 0 && counted(positions, "position"),
  ].filter(Boolean);
  return (
    <h3 className="clause-card-head">
      <button type="button" aria-expanded={open} onClick={onOpen}>
        <span className="clause-card-number">
          <span className="only-heard">Clause </span>
          {clause.number}
        </span>
        {(status !== "draft" || frozen) && (
          <span className="status-mark" data-status={status}>
            {[status !== "draft" && statusWords[status], frozen && "frozen"].filter(Boolean).join(", ")}
          </span>
        )}
        <span className="clause-card-counts">{counts.join(", ")}</span>
      </button>
    </h3>
  );
}

/** The last thing said, on a line or two. */
function Preview({ shown }: { shown: OnClause }) {
  const last = shown.threads.at(-1);
  if (last !== undefined) {
    const said = last.replies.at(-1) ?? last.first;
    return (
      <p className="clause-card-preview">
        <strong>{nameOf(said.author)}</strong> {said.visibility === "hidden" ? "Hidden" : said.words}
      </p>
    );
  }
  const wording = shown.amendments.at(-1)?.amendment;
  if (wording === undefined || wording.visibility === "hidden") return null;
  return (
    <p className="clause-card-preview">
      <strong>{nameOf(wording.author)}</strong> proposes{" "}
      {wording.kind === "strike" ? "to strike it" : `“${wording.wording}”`}
    </p>
  );
}

/** The ways to say something about the clause. */
function Contribute({ clause, asked, onAsked }: Pick<ClauseCardProps, "clause" | "asked" | "onAsked">) {
  const room = useMarginRoom();
  const contributes = useAllowed("contribute");
  const moderates = useAllowed("moderate");
  const sending = useSending(room.me.declarationId);
  const { clauseId } = clause;
  if (!contributes) return null;
  if (room.deliberation.muted.has(room.me.participantId))
    return <p className="margin-hint">A facilitator has muted your contributions. Speak to them.</p>;
  if (!takesComments(room.deliberation, clause) && !moderates)
    return <p className="margin-hint">Comments are closed here for the moment.</p>;
  const close = () => {
    onAsked(null);
    sending.forget();
  };
  if (asked?.as === "wording") return <AmendmentForm clause={clause} sending={sending} onClose={close} />;
  if (asked === null)
    return (
      <div className="margin-actions">
        <Button
          onPress={() => {
            const place = room.placeInText();
            const anchor = place?.clauseId === clauseId ? place.anchor : null;
            onAsked({ as: "comment", clauseId, anchor });
          }}
        >
          Comment
        </Button>
        <Button onPress={() => onAsked({ as: "wording", clauseId, anchor: null })}>Propose a wording</Button>
      </div>
    );
  return (
    <WriteForm
      about={`comment on ${clauseId}`}
      label="Your comment"
      action="Send"
      hint={room.deliberation.policy.words || undefined}
      maximum={limits.commentLength}
      pending={sending.pending}
      refusal={sending.refusal}
      onSend={(words) => sending.send("comment", { clauseId, words, anchor: asked.anchor })}
      onClose={close}
    >
      {asked.anchor !== null && (
        <div className="said-quote">
          About <q>{asked.anchor.quote}</q>
          <Button
            look="quiet"
            className="thread-more"
            onPress={() => onAsked({ as: "comment", clauseId, anchor: null })}
          >
            About the whole clause instead
          </Button>
        </div>
      )}
    </WriteForm>
  );
}
