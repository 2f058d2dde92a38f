import { Download } from "lucide-react";
import { useState } from "react";
import type { Comment } from "../../../shared/deliberation/state.ts";
import { limits } from "../../../shared/limits.ts";
import type { ContributionKind } from "../../../shared/records.ts";
import { useSending } from "../../session/useSending.ts";
import { Button } from "../../ui/Button.tsx";
import { type MarginRoom, MarginRoomContext } from "../margin/marginRoom.ts";
import { momentWords, nameOf } from "../margin/saying.ts";
import { WriteForm } from "../margin/WriteForm.tsx";
import { CommentingForm } from "./CommentingForm.tsx";
import { PolicyForm } from "./PolicyForm.tsx";
import { type Queued, queueOf } from "./queue.ts";
import "../margin/MarginPanel.css";
import "../margin/Positions.css";
import "../margin/ThreadCard.css";
import "./ModerationPanel.css";

/** What waits for a facilitator, what was hidden, who was muted, and by which rules. */
export default function ModerationPanel({ room }: { readonly room: MarginRoom }) {
  const { deliberation, me } = room;
  const held = queueOf(deliberation, "held");
  const hidden = queueOf(deliberation, "hidden");
  const muted = [...deliberation.muted];
  const sending = useSending(me.declarationId);
  const log = `/api/declarations/${encodeURIComponent(me.declarationId)}/moderation-log`;
  return (
    <MarginRoomContext value={room}>
      <div className="moderation">
        <section aria-label="Waiting">
          <h3>
            Waiting <span className="moderation-count">{held.length}</span>
          </h3>
          {held.length === 0 && (
            <p className="margin-hint">
              {deliberation.policy.moderation === "before"
                ? "Nothing waits. What the hall sends stands here until you let it through."
                : "Nothing waits. What the hall sends is shown at once; the rules below can change that."}
            </p>
          )}
          <ul className="moderation-queue">
            {held.map((queued) => (
              <QueueRow key={queued.id} queued={queued} room={room} />
            ))}
          </ul>
        </section>
        {hidden.length > 0 && (
          <section aria-label="Hidden">
            <h3>
              Hidden <span className="moderation-count">{hidden.length}</span>
            </h3>
            <ul className="moderation-queue">
              {hidden.map((queued) => (
                <QueueRow key={queued.id} queued={queued} room={room} />
              ))}
            </ul>
          </section>
        )}
        {muted.length > 0 && (
          <section aria-label="Muted">
            <h3>
              Muted <span className="moderation-count">{muted.length}</span>
            </h3>
            <ul className="moderation-queue">
              {muted.map((participantId) => {
                const name = nameOfPerson(room, participantId);
                return (
                  <li key={participantId} className="moderation-person">
                    <span>{name}</span>
                    <Button
                      aria-label={`Let ${name} speak again`}
                      onPress={() => void sending.send("mute", { participantId, muted: false })}
                    >
                      Let speak again
                    </Button>
                  </li>
                );
              })}
            </ul>
          </section>
        )}
        <PolicyForm room={room} />
        <CommentingForm room={room} />
        <section aria-label="Log">
          <h3>Log</h3>
          <p className="margin-hint">Every decision of moderation, with its reason and who made it.</p>
          <p className="margin-actions">
            <a className="button button-plain" href={`${log}?format=csv`} download>
              <Download size={16} aria-hidden="true" /> As a table
            </a>
            <a className="button button-plain" href={`${log}?format=json`} download>
              <Download size={16} aria-hidden="true" /> As JSON
            </a>
          </p>
        </section>
      </div>
    </MarginRoomContext>
  );
}

const kindWords: Readonly<Record<ContributionKind, string>> = {
  comment: "Comment",
  amendment: "Wording",
  idea: "Idea",
};

function QueueRow({ queued, room }: { readonly queued: Queued; readonly room: MarginRoom }) {
  const { kind, id, contribution, words, clauseId } = queued;
  const sending = useSending(room.me.declarationId);
  const [hiding, setHiding] = useState(false);
  const name = nameOf(contribution.author);
  const number = clauseId === null ? undefined : room.clauses.get(clauseId)?.number;
  return (
    <li className="moderation-row" aria-label={`${kindWords[kind]} of ${name}`}>
      <p className="said-head">
        <strong className="said-name">{name}</strong>
        <span className="said-facts">
          {kindWords[kind]}
          {number !== undefined && ` on ${number}`}, {momentWords(contribution.at)}
        </span>
      </p>
      <p className="said-words">{words}</p>
      {contribution.visibility === "hidden" && (
        <p className="said-gone">Hidden because: {contribution.hiddenBecause}</p>
      )}
      {sending.refusal !== null && !hiding && (
        <p className="field-refusal" role="alert">
          {sending.refusal}
        </p>
      )}
      {hiding ? (
        <WriteForm
          about={`hiding of ${id}`}
          label="Why is it hidden?"
          action="Hide it"
          rows={2}
          maximum={limits.reasonLength}
          pending={sending.pending}
          refusal={sending.refusal}
          onSend={(reason) => sending.send("hide", { kind, id, reason })}
          onClose={() => {
            setHiding(false);
            sending.forget();
          }}
        />
      ) : (
        <div className="margin-actions">
          <Button isPending={sending.pending} onPress={() => void sending.send("approve", { kind, id })}>
            {contribution.visibility === "held" ? "Let through" : "Show again"}
          </Button>
          {contribution.visibility === "held" && <Button onPress={() => setHiding(true)}>Hide…</Button>}
          <MuteButton author={contribution.author} room={room} send={sending.send} />
        </div>
      )}
    </li>
  );
}

interface MuteButtonProps {
  readonly author: Comment["author"];
  readonly room: MarginRoom;
  readonly send: ReturnType<typeof useSending>["send"];
}

function MuteButton({ author, room, send }: MuteButtonProps) {
  const participantId = author?.participantId ?? null;
  if (participantId === null || author?.role === "facilitator") return null;
  if (room.deliberation.muted.has(participantId)) return null;
  return (
    <Button look="quiet" onPress={() => void send("mute", { participantId, muted: true })}>
      Mute this person
    </Button>
  );
}

/** A person's name as it stands on anything they contributed. */
function nameOfPerson({ deliberation }: MarginRoom, participantId: string): string {
  const { comments, amendments, ideas } = deliberation;
  for (const entries of [comments, amendments, ideas]) {
    for (const { author } of entries.values())
      if (author?.participantId === participantId) return nameOf(author);
  }
  return "Somebody in the hall";
}
