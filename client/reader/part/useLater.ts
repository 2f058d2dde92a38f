import { useEffect, useState } from "react";

export type Later<Part> = { readonly part: Part } | "loading" | "failed";

/** Starts once the page has come to rest; a phone that goes offline later has it then. */
const restMilliseconds = 1500;

/**
 * A part of the page that is fetched after the rest, or as soon as it is `wanted`. One that could not be fetched is
 * tried again the next time it is wanted.
 */
export function useLater<Part>(fetchPart: () => Promise<Part>, wanted: boolean): Later<Part> {
  const [later, setLater] = useState<Later<Part>>("loading");
  const fetched = typeof later === "object";
  useEffect(() => {
    if (fetched) return;
    let left = false;
    const start = () => {
      setLater("loading");
      fetchPart().then(
        (part) => !left && setLater({ part }),
        () => !left && setLater("failed"),
      );
    };
    const timer = setTimeout(start, wanted ? 0 : restMilliseconds);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [fetchPart, wanted, fetched]);
  return later;
}
