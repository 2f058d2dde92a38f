import { useState } from "react";
import type { Amendment } from "../../../shared/deliberation/state.ts";
import { limits } from "../../../shared/limits.ts";
import type { ClauseNow } from "../../session/clauseFeed.ts";
import { useSending } from "../../session/useSending.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { counted } from "../../ui/deliberationWords.ts";
import { WordDiff } from "../../ui/WordDiff.tsx";
import { AmendmentMenu } from "./AmendmentMenu.tsx";
import { isOpen, type ProposedWording } from "./grouping.ts";
import { useAllowed, useMarginRoom } from "./marginRoom.ts";
import { RebaseForm } from "./RebaseForm.tsx";
import { SideBySide } from "./SideBySide.tsx";
import { momentWords, nameOf } from "./saying.ts";
import { ThreadCard } from "./ThreadCard.tsx";
import { WriteForm } from "./WriteForm.tsx";
import "./AmendmentCard.css";

const kindWords = {
  replace: "Another wording",
  insert: "A new clause",
  strike: "Strike the clause",
} as const;

interface AmendmentCardProps {
  readonly proposed: ProposedWording;
  /** The clause beside which it stands. */
  readonly clause: ClauseNow;
}

/** A proposed wording: what it changes, who supports it, what is said about it, what becomes of it. */
export function AmendmentCard({ proposed, clause }: AmendmentCardProps) {
  const { amendment, comments } = proposed;
  const { amendmentId, kind, author, visibility, outcome, wording, base } = amendment;
  const room = useMarginRoom();
  const decides = useAllowed("decide");
  const writes = useAllowed("writeText");
  const contributes = useAllowed("contribute");
  const sending = useSending(room.me.declarationId);
  const [asked, setAsked] = useState<"comment" | "decline" | "rebase" | "compare" | null>(null);
  const close = () => {
    setAsked(null);
    sending.forget();
  };
  const live = outcome.kind === "open" && visibility === "shown";
  const mine = author?.participantId === room.me.participantId;
  const outdated =
    outcome.kind === "open" && visibility !== "hidden" && kind !== "insert" && base !== clause.wording;
  const mayAdopt = decides || (writes && room.deliberation.policy.participantsAdopt);
  const openComments = comments.filter(isOpen);
  return (
    <article className="amendment" aria-label={`${kindWords[kind]}, proposed by ${nameOf(author)}`}>
      <p className="said-head">
        <strong className="said-name">{kindWords[kind]}</strong>
        <span className="said-facts">
          {nameOf(author)}, {momentWords(amendment.at)}
        </span>
        <AmendmentMenu amendment={amendment} sending={sending} />
      </p>
      {visibility === "held" && (
        <p className="said-found">Waits for a facilitator; others do not see it yet.</p>
      )}
      {visibility === "hidden" ? (
        <p className="said-gone">Hidden by a facilitator: {amendment.hiddenBecause}</p>
      ) : (
        <>
          <WordDiff before={base} after={wording} />
          {amendment.reason !== "" && <p className="said-words">Because: {amendment.reason}</p>}
        </>
      )}
      <Outcome amendment={amendment} />
      {outdated && (
        <p className="said-found amendment-outdated">
          The clause has moved on since.{" "}
          {(mine || decides) && asked !== "rebase" && (
            <Button look="quiet" className="thread-more" onPress={() => setAsked("rebase")}>
              Bring it up to date
            </Button>
          )}
        </p>
      )}
      {asked === "rebase" && (
        <RebaseForm amendment={amendment} clause={clause} sending={sending} onClose={close} />
      )}
      {sending.refusal !== null && asked === null && (
        <p className="field-refusal" role="alert">
          {sending.refusal}
        </p>
      )}
      <div className="margin-actions">
        {contributes && live && (
          <Support amendment={amendment} send={sending.send} pending={sending.pending} />
        )}
        {kind !== "insert" && visibility !== "hidden" && (
          <Button look="quiet" onPress={() => setAsked("compare")}>
            Compare
          </Button>
        )}
        {live && contributes && (
          <Button look="quiet" onPress={() => setAsked("comment")}>
            Comment
          </Button>
        )}
        {live && mayAdopt && !outdated && (
          <Button
            look="quiet"
            isPending={sending.pending}
            onPress={() => void sending.send("adoptAmendment", { amendmentId })}
          >
            Adopt
          </Button>
        )}
        {live && decides && (
          <Button look="quiet" onPress={() => setAsked("decline")}>
            Decline
          </Button>
        )}
        {outcome.kind === "adopted" && decides && (
          <Button
            look="quiet"
            isPending={sending.pending}
            onPress={() => void sending.send("undoAdoption", { amendmentId })}
          >
            Undo the adoption
          </Button>
        )}
      </div>
      {openComments.length > 0 && (
        <details className="amendment-comments">
          <summary>{counted(openComments.length, "comment")} on this wording</summary>
          {openComments.map((thread) => (
            <ThreadCard key={thread.first.commentId} thread={thread} />
          ))}
        </details>
      )}
      {asked === "comment" && (
        <WriteForm
          about={`comment on ${amendmentId}`}
          label="Your comment on this wording"
          action="Send"
          maximum={limits.commentLength}
          pending={sending.pending}
          refusal={sending.refusal}
          onSend={(words) => sending.send("comment", { words, amendmentId })}
          onClose={close}
        />
      )}
      {asked === "decline" && (
        <WriteForm
          about={`decline of ${amendmentId}`}
          label="Why is it declined?"
          action="Decline it"
          maximum={limits.reasonLength}
          pending={sending.pending}
          refusal={sending.refusal}
          onSend={(reason) => sending.send("declineAmendment", { amendmentId, reason })}
          onClose={close}
        />
      )}
      <Dialog title={`Two wordings of ${clause.number}`} open={asked === "compare"} onClose={close}>
        <SideBySide before={base} after={wording} />
      </Dialog>
    </article>
  );
}

function Support({
  amendment,
  send,
  pending,
}: {
  readonly amendment: Amendment;
  readonly send: ReturnType<typeof useSending>["send"];
  readonly pending: boolean;
}) {
  const { me, deliberation } = useMarginRoom();
  const { amendmentId, supporters } = amendment;
  const voter = deliberation.voters.get(me.participantId);
  const supports = voter !== undefined && supporters.has(voter);
  return (
    <Button
      aria-pressed={supports}
      isPending={pending}
      onPress={() => void send("supportAmendment", { amendmentId, supports: !supports })}
    >
      {supports ? "Supported" : "Support"}
      {supporters.size > 0 && <span className="vote-count">{supporters.size}</span>}
    </Button>
  );
}

function Outcome({ amendment }: { readonly amendment: Amendment }) {
  const { outcome } = amendment;
  switch (outcome.kind) {
    case "open":
      return null;
    case "adopted":
      return (
        <p className="thread-outcome" data-disposition="accepted">
          <strong>Adopted</strong> {momentWords(outcome.at)}
        </p>
      );
    case "declined":
      return (
        <p className="thread-outcome" data-disposition="declined">
          <strong>Declined</strong>: {outcome.reason}
        </p>
      );
    case "withdrawn":
      return <p className="thread-outcome">Withdrawn</p>;
  }
}
