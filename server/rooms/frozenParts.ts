/** What of the text may not be written in at the moment, by anybody (R3). */
import * as Y from "yjs";
import { isFrozen, isScopeFrozen } from "../../shared/deliberation/reading.ts";
import type { Deliberation } from "../../shared/deliberation/state.ts";

export interface FrozenParts {
  /** Whether nothing at all may be written, the title included. */
  readonly everything: boolean;
  /** Whether a change inside these elements, innermost first, reaches into what is frozen. */
  holds(elements: readonly Y.XmlElement[]): boolean;
}

interface Answer {
  readonly parts: FrozenParts | null;
  /** The moments between which it holds: countdowns run out. */
  readonly since: number;
  readonly until: number;
}

/** Asked at each frame, and the same for as long as nobody decides. */
const answers = new WeakMap<Deliberation, Answer>();

/** Null where nothing is frozen. */
export function frozenParts(deliberation: Deliberation, now: number): FrozenParts | null {
  const known = answers.get(deliberation);
  if (known !== undefined && now >= known.since && now < known.until) return known.parts;
  const moments = [...deliberation.freezes.values()].map(({ from }) => Date.parse(from));
  const until = Math.min(...moments.filter((moment) => moment > now));
  const parts = moments.some((moment) => moment <= now) ? partsAt(deliberation, now) : null;
  answers.set(deliberation, { parts, since: now, until });
  return parts;
}

function partsAt(deliberation: Deliberation, now: number): FrozenParts {
  return {
    everything: isScopeFrozen(deliberation, { kind: "all" }, now),
    holds(elements) {
      const section = elements.find((element) => element.nodeName === "section");
      if (section === undefined) return false;
      const kind = section.getAttribute("kind");
      const clause = elements.find((element) => element.nodeName === "clause");
      return isFrozen(
        deliberation,
        {
          // One that waits for its commit has no attributes to read yet, and nobody can have frozen it.
          clauseId: clause?.doc ? (clause.getAttribute("id") ?? "") : "",
          section: kind === "preamble" || kind === "closing" ? kind : "theme",
          theme: section.getAttribute("theme") ?? null,
        },
        now,
      );
    },
  };
}

/** The elements around an item, the innermost first: of one that is not in the document yet `holderOf` knows the holder. */
export function elementsAround(item: Y.Item, holderOf: (item: Y.Item) => Y.Item | null): Y.XmlElement[] {
  const elements: Y.XmlElement[] = [];
  for (let holder: Y.Item | null = item; holder !== null; holder = holderOf(holder)) {
    const type: unknown = holder.content instanceof Y.ContentType ? holder.content.type : null;
    if (type instanceof Y.XmlElement) elements.push(type);
  }
  return elements;
}
