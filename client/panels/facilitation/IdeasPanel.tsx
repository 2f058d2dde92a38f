import { useId, useState } from "react";
import type { CommandRequest } from "../../../shared/commands.ts";
import type { Idea } from "../../../shared/deliberation/state.ts";
import { limits } from "../../../shared/limits.ts";
import { type Theme, themes } from "../../../shared/programme.ts";
import { useSending } from "../../session/useSending.ts";
import { Button } from "../../ui/Button.tsx";
import { ThemeMark } from "../../ui/ThemeMark.tsx";
import { WordsField } from "../../ui/WordsField.tsx";
import { ContributionMenu } from "../margin/ContributionMenu.tsx";
import { type MarginRoom, MarginRoomContext, useAllowed, useMarginRoom } from "../margin/marginRoom.ts";
import { momentWords, nameOf } from "../margin/saying.ts";
import { WriteForm } from "../margin/WriteForm.tsx";
import "../margin/MarginPanel.css";
import "../margin/Positions.css";
import "../margin/ThreadCard.css";
import "./ModerationPanel.css";

/** The inbox of each theme: what came from the talks and the floor, to back, to make a clause of, to decline. */
export default function IdeasPanel({ room }: { readonly room: MarginRoom }) {
  const ideas = [...room.deliberation.ideas.values()].sort(
    (one, other) =>
      Number(one.outcome.kind !== "open") - Number(other.outcome.kind !== "open") ||
      other.backers.size - one.backers.size ||
      one.sequence - other.sequence,
  );
  return (
    <MarginRoomContext value={room}>
      <div className="moderation">
        {themes.map((theme) => (
          <ThemeInbox key={theme.id} theme={theme} ideas={ideas.filter((idea) => idea.theme === theme.id)} />
        ))}
        <NewIdea />
      </div>
    </MarginRoomContext>
  );
}

function ThemeInbox({ theme, ideas }: { readonly theme: Theme; readonly ideas: readonly Idea[] }) {
  return (
    <section aria-label={theme.title} data-theme={theme.id}>
      <h3 className="ideas-theme">
        <ThemeMark theme={theme} /> {theme.title} <span className="moderation-count">{ideas.length}</span>
      </h3>
      {ideas.length === 0 && <p className="margin-hint">No idea yet.</p>}
      <ul className="moderation-queue">
        {ideas.map((idea) => (
          <IdeaRow key={idea.ideaId} idea={idea} />
        ))}
      </ul>
    </section>
  );
}

function IdeaRow({ idea }: { readonly idea: Idea }) {
  const room = useMarginRoom();
  const writes = useAllowed("writeText");
  const resolves = useAllowed("resolveComments");
  const sending = useSending(room.me.declarationId);
  const [declining, setDeclining] = useState(false);
  const { ideaId, author, words, talk, speaker, outcome, backers, visibility } = idea;
  const voter = room.deliberation.voters.get(room.me.participantId);
  const backs = voter !== undefined && backers.has(voter);
  const live = outcome.kind === "open" && visibility === "shown";
  const from = [talk, speaker].filter(Boolean).join(", ");
  return (
    <li className="moderation-row" aria-label={`Idea of ${nameOf(author)}`}>
      <p className="said-head">
        <strong className="said-name">{nameOf(author)}</strong>
        <span className="said-facts">{momentWords(idea.at)}</span>
        <ContributionMenu
          kind="idea"
          id={ideaId}
          name={`the idea of ${nameOf(author)}`}
          contribution={idea}
          choices={[]}
          sending={sending}
        />
      </p>
      {visibility === "hidden" ? (
        <p className="said-gone">Hidden by a facilitator: {idea.hiddenBecause}</p>
      ) : (
        <p className="said-words">{words}</p>
      )}
      {from !== "" && <p className="margin-hint">From {from}</p>}
      {visibility === "held" && <p className="said-found">Waits for a facilitator.</p>}
      {outcome.kind === "turned" && (
        <p className="thread-outcome" data-disposition="accepted">
          <strong>Became a clause</strong> {room.clauses.get(outcome.clauseId)?.number ?? "that is gone"}
        </p>
      )}
      {outcome.kind === "declined" && (
        <p className="thread-outcome" data-disposition="declined">
          <strong>Declined</strong>: {outcome.reason}
        </p>
      )}
      {sending.refusal !== null && !declining && (
        <p className="field-refusal" role="alert">
          {sending.refusal}
        </p>
      )}
      {declining && (
        <WriteForm
          about={`decline of ${ideaId}`}
          label="Why is it declined?"
          action="Decline it"
          rows={2}
          maximum={limits.reasonLength}
          pending={sending.pending}
          refusal={sending.refusal}
          onSend={(reason) => sending.send("declineIdea", { ideaId, reason })}
          onClose={() => {
            setDeclining(false);
            sending.forget();
          }}
        />
      )}
      {live && !declining && (
        <div className="margin-actions">
          <Button
            aria-pressed={backs}
            isPending={sending.pending}
            onPress={() => void sending.send("backIdea", { ideaId, backs: !backs })}
          >
            {backs ? "Backed" : "Back it"}
            {backers.size > 0 && <span className="vote-count">{backers.size}</span>}
          </Button>
          {writes && visibility === "shown" && (
            <Button
              isPending={sending.pending}
              onPress={() => void sending.send("turnIdeaIntoClause", { ideaId })}
            >
              Make it a clause
            </Button>
          )}
          {resolves && (
            <Button look="quiet" onPress={() => setDeclining(true)}>
              Decline…
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

/** An idea has one of the programme's themes, which the command names one by one. */
type ThemeId = CommandRequest<"sendIdea">["theme"];

function NewIdea() {
  const { me } = useMarginRoom();
  const id = useId();
  const sending = useSending(me.declarationId);
  const [theme, setTheme] = useState(themes[0]?.id ?? "");
  const [words, setWords] = useState("");
  const [talk, setTalk] = useState("");
  return (
    <form
      className="moderation-form"
      aria-label="A new idea"
      onSubmit={async (event) => {
        event.preventDefault();
        if (words.trim() === "" || sending.pending) return;
        const idea = { theme: theme as ThemeId, words: words.trim(), talk: talk.trim() };
        if (!(await sending.send("sendIdea", idea))) return;
        setWords("");
      }}
    >
      <h3>A new idea</h3>
      <div className="field">
        <label htmlFor={`${id}-theme`}>Theme</label>
        <select id={`${id}-theme`} value={theme} onChange={(event) => setTheme(event.target.value)}>
          {themes.map((each) => (
            <option key={each.id} value={each.id}>
              {`${each.number} ${each.title}`}
            </option>
          ))}
        </select>
      </div>
      <WordsField label="The idea" value={words} onChange={setWords} maximum={limits.ideaLength} required />
      <div className="field">
        <label htmlFor={`${id}-talk`}>
          From which talk <span className="field-optional">if you like</span>
        </label>
        <input
          id={`${id}-talk`}
          value={talk}
          maxLength={limits.talkLength}
          onChange={(event) => setTalk(event.target.value)}
        />
      </div>
      {sending.refusal !== null && (
        <p className="field-refusal" role="alert">
          {sending.refusal}
        </p>
      )}
      <div className="margin-actions">
        <Button look="main" type="submit" isDisabled={words.trim() === ""} isPending={sending.pending}>
          Send the idea
        </Button>
      </div>
    </form>
  );
}
