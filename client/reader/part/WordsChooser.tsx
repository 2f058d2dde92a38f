import { useEffect, useId, useMemo, useRef, useState } from "react";
import { Button } from "../../ui/Button.tsx";
import "./WordsChooser.css";

interface WordsChooserProps {
  /** The plain words of the clause. */
  readonly words: string;
  /** Where the chosen ones begin and end in them. */
  readonly onChoose: (from: number, to: number) => void;
  readonly onLeave: () => void;
}

interface Chosen {
  readonly first: number;
  readonly last: number;
}

/** The words of a clause, to choose some that stand beside each other: with the arrow keys, or by a tap on both ends. */
export function WordsChooser({ words, onChoose, onLeave }: WordsChooserProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const all = useMemo(
    () => [...words.matchAll(/\S+/g)].map(({ 0: word, index }) => ({ word, index })),
    [words],
  );
  const most = all.length - 1;
  const [{ first, last }, setChosen] = useState<Chosen>({ first: 0, last: 0 });
  const [tapped, setTapped] = useState(false);
  const [start, end] = [Math.min(first, last, most), Math.min(Math.max(first, last), most)];
  const from = all[start]?.index ?? 0;
  const to = (all[end]?.index ?? 0) + (all[end]?.word.length ?? 0);

  useEffect(() => list.current?.focus(), []);

  const goTo = (place: number, extend: boolean) => {
    const next = Math.max(0, Math.min(place, most));
    setChosen({ first: extend ? first : next, last: next });
    setTapped(false);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const place = placeFor(event.key, list.current, last, most);
    if (place !== null) goTo(place, event.shiftKey);
    else if (event.key === "Enter") onChoose(from, to);
    else if (event.key === "Escape") onLeave();
    else return;
    // Escape closes this, not the sheet around it.
    event.preventDefault();
    event.stopPropagation();
  };
  const tap = (place: number) => {
    setChosen({ first: tapped ? first : place, last: place });
    setTapped(!tapped);
    list.current?.focus({ preventScroll: true });
  };

  return (
    <div className="words-chooser">
      <p id={`${id}-label`} className="sheet-heading">
        Which words?
      </p>
      <p id={`${id}-how`} className="house-rules">
        Tap the first and the last one; or use the arrow keys, with Shift for more than one, and Enter.
      </p>
      <div
        ref={list}
        role="listbox"
        className="words-chooser-words"
        tabIndex={0}
        aria-multiselectable="true"
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-how`}
        aria-activedescendant={`${id}-${Math.min(last, most)}`}
        onKeyDown={onKeyDown}
      >
        {all.map(({ word, index }, place) => (
          <span key={index} data-joined={(place > start && place <= end) || undefined}>
            {words.slice(
              place === 0 ? 0 : (all[place - 1]?.index ?? 0) + (all[place - 1]?.word.length ?? 0),
              index,
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list around them listens to the keys. */}
            <span
              id={`${id}-${place}`}
              role="option"
              tabIndex={-1}
              className="words-chooser-word"
              aria-selected={place >= start && place <= end}
              onClick={() => tap(place)}
            >
              {word}
            </span>
          </span>
        ))}
      </div>
      <p className="remark-quote" role="status">
        <q>{words.slice(from, to)}</q>
      </p>
      <div className="sheet-actions">
        <Button look="quiet" onPress={onLeave}>
          Leave it
        </Button>
        <Button onPress={() => onChoose(from, to)}>Comment on these words</Button>
      </div>
    </div>
  );
}

/** The word that a key goes to; null for a key that goes nowhere. */
function placeFor(key: string, list: HTMLElement | null, place: number, most: number): number | null {
  switch (key) {
    case "ArrowRight":
      return place + 1;
    case "ArrowLeft":
      return place - 1;
    case "ArrowDown":
      return onNextLine(list, place, 1);
    case "ArrowUp":
      return onNextLine(list, place, -1);
    case "Home":
      return 0;
    case "End":
      return most;
    default:
      return null;
  }
}

/** The word of the next line, or the one before, that stands nearest below or above. */
function onNextLine(list: HTMLElement | null, place: number, step: 1 | -1): number {
  const boxes = [...(list?.querySelectorAll(".words-chooser-word") ?? [])].map(
    // Where it begins: a long one may go on in the next line.
    (each) => each.getClientRects()[0],
  );
  const here = boxes[place];
  if (here === undefined) return place;
  let next = place + step;
  while (boxes[next] !== undefined && boxes[next]?.top === here.top) next += step;
  const line = boxes[next]?.top;
  let nearest = next;
  for (let each = next; boxes[each]?.top === line && boxes[each] !== undefined; each += step) {
    const distance = (box: DOMRect | undefined) => Math.abs((box?.left ?? 0) - here.left);
    if (distance(boxes[each]) <= distance(boxes[nearest])) nearest = each;
  }
  return nearest;
}
