/** Something that changes, to be read at once and watched from then on. */
export interface Value<Content> {
  get(): Content;
  /** Calls `listener` after every change; answers how to stop. */
  subscribe(listener: () => void): () => void;
}

export interface OwnValue<Content> extends Value<Content> {
  /** Tells the listeners, unless nothing changed. */
  set(content: Content): void;
}

/** A value that its maker changes and everybody else watches. */
export function createValue<Content>(first: Content): OwnValue<Content> {
  let content = first;
  const listeners = new Set<() => void>();
  return {
    get: () => content,
    set(next) {
      if (Object.is(content, next)) return;
      content = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
