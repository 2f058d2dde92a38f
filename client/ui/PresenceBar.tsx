import { DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { Button } from "./Button.tsx";
import "./PresenceBar.css";

export interface PresentPersonShown {
  readonly clientId: number;
  readonly name: string;
  readonly colour: string;
  readonly isMe: boolean;
}

interface PresenceBarProps {
  readonly people: readonly PresentPersonShown[];
  readonly readers: number;
}

/** As many as fit beside each other; the list holds everybody. */
const inTheBar = 4;

/** Who is here: a few initials, and a button to the whole list. Stays as wide with forty people as with one. */
export function PresenceBar({ people, readers }: PresenceBarProps) {
  const ordered = [...people].sort((one, other) => Number(other.isMe) - Number(one.isMe));
  const more = ordered.length - inTheBar;
  const writing = ordered.length === 1 ? "1 person writing" : `${ordered.length} people writing`;
  const summary = readers > 0 ? `${writing}, ${readers} reading along` : writing;
  return (
    <DialogTrigger>
      <Button look="icon">
        <span className="only-heard">{`${summary}. Show who`}</span>
        <span className="presence-initials" aria-hidden="true">
          {ordered.slice(0, inTheBar).map((person) => (
            <Initials key={person.clientId} person={person} />
          ))}
          {more > 0 && <span className="presence-more">+{more}</span>}
        </span>
        <span className="presence-count" aria-hidden="true">
          {ordered.length}
        </span>
      </Button>
      <Popover className="presence-popover" placement="bottom end" offset={4}>
        <div className="presence">
          <p className="presence-summary">{summary}</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard. */}
          <ul className="presence-list" aria-label="Writing" tabIndex={0}>
            {ordered.map((person) => (
              <li key={person.clientId}>
                <Initials person={person} />
                <span className="presence-name">
                  {person.name}
                  {person.isMe && <span className="presence-me"> (you)</span>}
                </span>
              </li>
            ))}
          </ul>
        </div>
      </Popover>
    </DialogTrigger>
  );
}

function Initials({ person }: { person: PresentPersonShown }) {
  return (
    <span className="presence-person" style={{ borderColor: person.colour }} aria-hidden="true">
      {initialsOf(person.name)}
    </span>
  );
}

/** The first letters of the first and the last word of a name; of a Chinese or Japanese one the first sign. */
function initialsOf(name: string): string {
  const words = name.split(/[\s,]+/).filter((word) => /\p{L}/u.test(word));
  const oneSign = /^\p{Script=Han}/u.test(words[0] ?? "");
  const chosen = words.length > 1 && !oneSign ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => /\p{L}/u.exec(word ?? "")?.[0].toLocaleUpperCase() ?? "").join("") || "?";
}
