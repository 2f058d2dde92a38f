/** What a person has seen of the news that concern them, remembered in this browser. */
import { createValue, type Value } from "./value.ts";

export interface SeenNews {
  readonly ids: Value<ReadonlySet<string>>;
  see(ids: readonly string[]): void;
}

/** Older ones are forgotten; they lie far down the list by then. */
const mostRemembered = 500;

/** The memory of that person in that declaration. */
export function createSeenNews(declarationId: string, participantId: string): SeenNews {
  const key = `plenary-seen-${declarationId}-${participantId}`;
  const ids = createValue<ReadonlySet<string>>(new Set(read(key)));
  return {
    ids,
    see(fresh) {
      const all = new Set([...ids.get(), ...fresh]);
      if (all.size === ids.get().size) return;
      const kept = [...all].slice(-mostRemembered);
      ids.set(new Set(kept));
      try {
        localStorage.setItem(key, JSON.stringify(kept));
      } catch {
        // Where nothing may be kept, it holds until the page is closed.
      }
    },
  };
}

function read(key: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch {
    return [];
  }
}
