import { useEffect, useState } from "react";
import type { Doc } from "yjs";
import { type Declaration, readDeclaration } from "../../../shared/declaration/readDeclaration.ts";

/** Pictures may be a moment behind: nobody writes with them. */
const readAfter = 300;

/** The declaration in `document`, read again a moment after it changed. */
export function useReadDeclaration(document: Doc): Declaration {
  const [declaration, setDeclaration] = useState(() => readDeclaration(document));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      timer = undefined;
      setDeclaration(readDeclaration(document));
    };
    const readSoon = () => {
      timer ??= setTimeout(read, readAfter);
    };
    document.on("update", readSoon);
    return () => {
      document.off("update", readSoon);
      clearTimeout(timer);
    };
  }, [document]);
  return declaration;
}
