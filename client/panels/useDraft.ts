import { useCallback, useEffect, useRef, useState } from "react";

/** A word for everybody, not every letter of it: each letter would stay in the text's history for good. */
const pauseMilliseconds = 800;

export interface Draft {
  /** What the field shows: what is being typed, or else what everybody sees. */
  readonly words: string;
  readonly type: (words: string) => void;
  /** Hands over what was typed, at once. */
  readonly settle: () => void;
}

/**
 * What somebody types into a field that others see: kept here while they type, handed to `write` when they pause,
 * leave the field or close it. While nothing is being typed the field shows `value`, whoever changed it.
 */
export function useDraft(value: string, write: (words: string) => void): Draft {
  const [typed, setTyped] = useState<string | null>(null);
  const now = useRef({ typed, value, write });
  now.current = { typed: now.current.typed, value, write };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const settle = useCallback(() => {
    clearTimeout(timer.current);
    const { typed, value, write } = now.current;
    now.current.typed = null;
    setTyped(null);
    if (typed !== null && typed !== value) write(typed);
  }, []);
  useEffect(() => settle, [settle]);
  const type = useCallback(
    (words: string) => {
      clearTimeout(timer.current);
      now.current.typed = words;
      setTyped(words);
      timer.current = setTimeout(settle, pauseMilliseconds);
    },
    [settle],
  );
  return { words: typed ?? value, type, settle };
}
