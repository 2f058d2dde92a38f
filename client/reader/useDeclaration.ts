import { useEffect, useState } from "react";
import type { Doc } from "yjs";
import {
  type Declaration,
  readDeclaration,
  UnknownElementError,
} from "../../shared/declaration/readDeclaration.ts";
import { clausesWithNewWording, withUnchangedParts } from "./unchangedParts.ts";

/** Long enough to be seen from the back row, counted from the last change, so that steady typing does not blink. */
const glowMilliseconds = 1400;

export interface LiveDeclaration {
  readonly declaration: Declaration | null;
  /** Clauses whose wording changed a moment ago; none on the first reading. */
  readonly fresh: ReadonlySet<string>;
  /** Set when the text holds something that this page is too old to show. */
  readonly unreadable: UnknownElementError | null;
}

const nothingYet: LiveDeclaration = { declaration: null, fresh: new Set(), unreadable: null };

/** The declaration in `document` as it stands, read again at most once a frame; null until `ready`. */
export function useDeclaration(document: Doc, ready: boolean): LiveDeclaration {
  const [live, setLive] = useState(nothingYet);
  useEffect(() => {
    if (!ready) return;
    let declaration: Declaration | null = null;
    let frame = 0;
    let settling: ReturnType<typeof setTimeout> | undefined;
    const changedAt = new Map<string, number>();

    const read = () => {
      frame = 0;
      try {
        const before = declaration;
        declaration = withUnchangedParts(before, readDeclaration(document));
        if (before === declaration) return;
        if (before !== null) {
          for (const id of clausesWithNewWording(before, declaration)) changedAt.set(id, performance.now());
        }
        show(null);
      } catch (error) {
        if (!(error instanceof UnknownElementError)) throw error;
        show(error);
      }
    };
    const show = (unreadable: UnknownElementError | null) => {
      setLive({ declaration, fresh: new Set(changedAt.keys()), unreadable });
      if (settling === undefined && changedAt.size > 0) settling = setTimeout(settle, glowMilliseconds / 2);
    };
    const settle = () => {
      settling = undefined;
      const old = performance.now() - glowMilliseconds;
      for (const [id, time] of changedAt) if (time < old) changedAt.delete(id);
      show(null);
    };
    const readSoon = () => {
      frame ||= requestAnimationFrame(read);
    };

    read();
    document.on("update", readSoon);
    return () => {
      document.off("update", readSoon);
      cancelAnimationFrame(frame);
      clearTimeout(settling);
    };
  }, [document, ready]);
  return live;
}
