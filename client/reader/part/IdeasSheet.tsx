import { useId, useState } from "react";
import type { Idea } from "../../../shared/deliberation/state.ts";
import { limits } from "../../../shared/limits.ts";
import { type ThemeId, themeOf } from "../../../shared/programme.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { authorWords, clauseIn, entriesOf, useHall } from "./hall.ts";
import { OutboxNote } from "./OutboxNote.tsx";
import { timeWords } from "./timeWords.ts";
import { useDraft } from "./useDraft.ts";
import { useSilence, WriteBox } from "./WriteBox.tsx";

interface IdeasSheetProps {
  readonly theme: string;
  readonly onClose: () => void;
}

/** The inbox of a theme: takeaways from the talks and from the floor, to back and to add to. */
export function IdeasSheet({ theme, onClose }: IdeasSheetProps) {
  const { deliberation, entries } = useHall();
  const ideas = [...deliberation.ideas.values()].filter((idea) => idea.theme === theme);
  const pending = entriesOf(entries, "sendIdea").filter(({ input }) => input.theme === theme);
  const [words, setWords] = useDraft(`idea-${theme}`);
  const silence = useSilence(true);
  return (
    <Dialog kind="sheet" open title={`Ideas for ${themeOf(theme)?.title ?? "this theme"}`} onClose={onClose}>
      <div className="sheet" data-theme={theme}>
        <p className="sheet-note">
          What did you take away from a talk, what is missing? Participants can turn an idea into a clause.
        </p>
        <ul className="sheet-list">
          {ideas
            .sort((one, other) => other.backers.size - one.backers.size || one.sequence - other.sequence)
            .map((idea) => (
              <li key={idea.ideaId}>
                <IdeaCard idea={idea} />
              </li>
            ))}
          {pending.map((entry) => (
            <li key={entry.key} className="remark-pending">
              <p className="remark-words">{entry.input.words}</p>
              <OutboxNote entry={entry} onEdit={() => setWords(entry.input.words)} />
            </li>
          ))}
        </ul>
        {silence === null ? (
          <SendIdea theme={theme as ThemeId} words={words} onWords={setWords} />
        ) : (
          <p className="sheet-ask">{silence}</p>
        )}
      </div>
    </Dialog>
  );
}

function IdeaCard({ idea }: { idea: Idea }) {
  const { deliberation, declaration, entries, me, outbox } = useHall();
  const { ideaId, backers, outcome, visibility } = idea;
  const voter = deliberation.voters.get(me.participantId);
  const pending = entriesOf(entries, "backIdea").findLast(({ input }) => input.ideaId === ideaId);
  const backed = voter !== undefined && backers.has(voter);
  const backs = pending !== undefined && pending.state.kind !== "refused" ? pending.input.backs : backed;
  const count = backers.size + Number(backs) - Number(backed);
  const became = outcome.kind === "turned" ? clauseIn(declaration, outcome.clauseId) : null;
  const from = [idea.talk, idea.speaker].filter(Boolean).join(", ");
  if (visibility === "hidden") {
    return (
      <p className="sheet-note">
        <em>Hidden by a facilitator: {idea.hiddenBecause}</em>
      </p>
    );
  }
  return (
    <article className="proposal">
      <p className="remark-words">{idea.words}</p>
      <p className="remark-author">
        {authorWords(idea.author, me)} · {timeWords(idea.at)}
        {from !== "" && ` · from ${from}`}
      </p>
      {visibility === "held" && (
        <p className="sheet-note">Waits for a facilitator. Only you see it so far.</p>
      )}
      {outcome.kind === "turned" && (
        <p className="thread-resolution">
          {became === null ? "It became a clause." : `It became clause ${became.clause.number}.`}
        </p>
      )}
      {outcome.kind === "declined" && (
        <p className="thread-resolution">
          <strong>Declined</strong>: {outcome.reason}
        </p>
      )}
      {outcome.kind === "open" && visibility === "shown" && (
        <button
          type="button"
          className="button button-plain"
          aria-pressed={backs}
          onClick={() => outbox.put("backIdea", { ideaId, backs: !backs })}
        >
          {backs ? "You back it" : "Back it"} · {count}
        </button>
      )}
      {pending !== undefined && <OutboxNote entry={pending} />}
    </article>
  );
}

interface SendIdeaProps {
  readonly theme: ThemeId;
  readonly words: string;
  readonly onWords: (words: string) => void;
}

function SendIdea({ theme, words, onWords }: SendIdeaProps) {
  const { outbox } = useHall();
  const [talk, setTalk] = useState("");
  const [speaker, setSpeaker] = useState("");
  const talkId = useId();
  const speakerId = useId();
  return (
    <div className="sheet-write">
      <WriteBox
        label="Your idea"
        button="Send"
        words={words}
        onWords={onWords}
        maximum={limits.ideaLength}
        onSend={(sent) => {
          outbox.put("sendIdea", { theme, words: sent, talk, speaker });
          onWords("");
        }}
      >
        <details className="idea-source">
          <summary>From a talk?</summary>
          <div className="field">
            <label htmlFor={talkId}>The talk</label>
            <input
              id={talkId}
              value={talk}
              maxLength={limits.talkLength}
              onChange={(event) => setTalk(event.target.value)}
            />
          </div>
          <div className="field">
            <label htmlFor={speakerId}>Who spoke</label>
            <input
              id={speakerId}
              value={speaker}
              maxLength={limits.nameLength}
              onChange={(event) => setSpeaker(event.target.value)}
            />
          </div>
        </details>
      </WriteBox>
    </div>
  );
}
