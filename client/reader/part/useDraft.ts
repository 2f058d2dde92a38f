import { useState } from "react";

/** Words that are being written: a sheet that is closed by mistake, or a page loaded anew, gives them back. */
export function useDraft(name: string, first = ""): [words: string, set: (words: string) => void] {
  const key = `plenary-draft-${name}`;
  const [words, setWords] = useState(() => sessionStorage.getItem(key) ?? first);
  return [
    words,
    (next) => {
      setWords(next);
      if (next === first) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, next);
    },
  ];
}
