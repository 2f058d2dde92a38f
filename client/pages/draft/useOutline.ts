import { useEffect, useState } from "react";
import type { Doc } from "yjs";
import { type Outline, outlineOf, readOutline } from "../../editor/outline.ts";

/** The outline of `document`, kept up to date; null until `ready`. */
export function useOutline(document: Doc, ready: boolean): Outline | null {
  const [outline, setOutline] = useState<Outline | null>(() => (ready ? readOutline(document) : null));
  useEffect(() => {
    if (!ready) return;
    const feed = outlineOf(document);
    const show = () => setOutline(feed.outline.get());
    show();
    const unsubscribe = feed.outline.subscribe(show);
    return () => {
      unsubscribe();
      feed.stop();
    };
  }, [document, ready]);
  return outline;
}
