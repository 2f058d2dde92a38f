import { MessageSquareText } from "lucide-react";
import { lazy, Suspense, useCallback, useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import type { MarginState } from "./useMargin.ts";

/** What is said about the text comes after the text itself. */
const MarginPanel = lazy(() => import("../../panels/margin/MarginPanel.tsx"));

interface MarginProps {
  readonly margin: MarginState;
  readonly currentClause: string | null;
}

/** The margin beside the text. */
export function MarginBeside({
  margin,
  currentClause,
  onFold,
}: MarginProps & { readonly onFold: () => void }) {
  return (
    <Suspense fallback={null}>
      <MarginPanel
        room={margin.room}
        asked={margin.asked}
        currentClause={currentClause}
        beside
        onFold={onFold}
      />
    </Suspense>
  );
}

interface MarginSheetProps extends MarginProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The margin in a sheet, where there is no room beside the text. */
export function MarginSheet({ margin, currentClause, open, onClose }: MarginSheetProps) {
  const { room } = margin;
  // A sheet holds the page still until it is gone.
  const leaving =
    <Given extends readonly unknown[]>(travel: (...given: Given) => void) =>
    (...given: Given) => {
      onClose();
      requestAnimationFrame(() => requestAnimationFrame(() => travel(...given)));
    };
  return (
    <Dialog kind="sheet" title="About the text" open={open} onClose={onClose}>
      <Suspense fallback={<p aria-busy="true">Looking up what was said…</p>}>
        <MarginPanel
          room={{ ...room, goToWords: leaving(room.goToWords), goToClause: leaving(room.goToClause) }}
          asked={margin.asked}
          currentClause={currentClause}
          beside={false}
          onFold={null}
        />
      </Suspense>
    </Dialog>
  );
}

/** Opens the margin; says how much is open in it. */
export function MarginButton({ open, onPress }: { readonly open: number; readonly onPress: () => void }) {
  return (
    <Button
      look="icon"
      aria-label={`About the text, ${open === 1 ? "1 comment" : `${open} comments`} open`}
      onPress={onPress}
    >
      <MessageSquareText size={20} aria-hidden="true" />
      {open > 0 && (
        <span className="margin-button-count" aria-hidden="true">
          {open}
        </span>
      )}
    </Button>
  );
}

const foldedKey = "plenary-margin-folded";

/** Whether somebody writes alone, remembered in this browser. */
export function useFolded(): readonly [boolean, (folded: boolean) => void] {
  const [folded, setFolded] = useState(() => {
    try {
      return localStorage.getItem(foldedKey) === "yes";
    } catch {
      return false;
    }
  });
  const remember = useCallback((next: boolean) => {
    setFolded(next);
    try {
      localStorage.setItem(foldedKey, next ? "yes" : "no");
    } catch {
      // A browser that keeps nothing shows it again the next time.
    }
  }, []);
  return [folded, remember];
}
