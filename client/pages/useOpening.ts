import { useEffect, useState } from "react";
import { RefusedError } from "../session/askServer.ts";

export type Opening<Opened> =
  | { readonly kind: "opening" }
  | { readonly kind: "opened"; readonly opened: Opened }
  | { readonly kind: "failed"; readonly message: string };

/** How far `promise` is. Who is not signed in is taken to the start page, which says how to get in. */
export function useOpening<Opened>(promise: Promise<Opened>): Opening<Opened> {
  const [opening, setOpening] = useState<Opening<Opened>>({ kind: "opening" });
  useEffect(() => {
    let left = false;
    promise.then(
      (opened) => {
        if (!left) setOpening({ kind: "opened", opened });
      },
      (error: unknown) => {
        if (left) return;
        if (error instanceof RefusedError && error.id.startsWith("session-")) {
          window.location.replace(`/?reason=${error.id}`);
        } else {
          setOpening({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
        }
      },
    );
    return () => {
      left = true;
    };
  }, [promise]);
  return opening;
}
