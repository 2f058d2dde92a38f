import { ToggleButton } from "react-aria-components/ToggleButton";
import { ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import { knownActors, longestActor, mostActors } from "../../shared/declaration/roadmapFields.ts";
import { actorNamed } from "../../shared/roadmap/figures.ts";
import { ChosenList } from "./ChosenList.tsx";

interface ActorChoiceProps {
  /** Ids of known ones and free ones in their own words. */
  readonly actors: readonly string[];
  readonly onChange: (actors: readonly string[]) => void;
  readonly disabled: boolean;
}

const knownIds: ReadonlySet<string> = new Set(knownActors.map(({ id }) => id));

/** Whom a clause addresses: the known ones side by side (arrows lead along them, Space chooses), any other written out. */
export function ActorChoice({ actors, onChange, disabled }: ActorChoiceProps) {
  const free = actors.filter((actor) => !knownIds.has(actor));
  const without = (gone: string) => actors.filter((actor) => actor !== gone);
  return (
    <>
      <div className="field roadmap-wide">
        <span className="roadmap-label" id="roadmap-actors">
          Actors
        </span>
        <ToggleButtonGroup
          aria-labelledby="roadmap-actors"
          className="actor-choice"
          selectionMode="multiple"
          isDisabled={disabled}
          selectedKeys={actors.filter((actor) => knownIds.has(actor))}
          onSelectionChange={(selected) => {
            const kept = actors.filter((actor) => !knownIds.has(actor) || selected.has(actor));
            const added = [...selected].map(String).filter((id) => !actors.includes(id));
            onChange([...kept, ...added]);
          }}
        >
          {knownActors.map(({ id, words }) => (
            <ToggleButton key={id} id={id} className="actor-mark">
              {words}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      <div className="roadmap-half">
        <ChosenList
          label="Other actors"
          chosen={free.map((actor) => ({ id: actor, name: actor, words: "" }))}
          offered={[]}
          understand={(typed) =>
            actors.length < mostActors
              ? { id: actorNamed(typed) }
              : { refusal: `A clause addresses ${mostActors} actors at most.` }
          }
          onChoose={(actor) => onChange([...without(actor), actor])}
          onRemove={(actor) => onChange(without(actor))}
          placeholder="Write a name, then Enter"
          longest={longestActor}
          disabled={disabled}
        />
      </div>
    </>
  );
}
