import { ListTree } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import "./DraftFrame.css";

interface DraftFrameProps {
  readonly title: string;
  readonly tools: React.ReactNode;
  /** Save status, who is here, the menu. */
  readonly state: React.ReactNode;
  /** Draws the outline; whoever uses it to go somewhere does so through `go`. Another function draws it anew. */
  readonly outline: (go: Going) => React.ReactNode;
  /** What stands beside the text; null where somebody writes alone. */
  readonly margin?: React.ReactNode;
  readonly children: React.ReactNode;
}

/** Runs `travel`, once the page can be moved; `write` says whether the caret should go along. */
export type Going = (travel: (write: boolean) => void) => void;

const goAtOnce: Going = (travel) => travel(true);

/** Outline and page on a laptop; one column with the outline in a sheet on a phone. */
export function DraftFrame({ title, tools, state, outline, margin = null, children }: DraftFrameProps) {
  const [sheet, setSheet] = useState(false);
  const beside = useMemo(() => outline(goAtOnce), [outline]);
  const goFromSheet: Going = useCallback((travel) => {
    setSheet(false);
    // The sheet holds the page still until it is gone; on a phone the caret would bring the keyboard up.
    requestAnimationFrame(() => requestAnimationFrame(() => travel(false)));
  }, []);
  return (
    <div className="draft" data-margin={margin !== null || undefined}>
      <a className="skip-link" href="#text">
        Skip to the text
      </a>
      <header className="draft-bar">
        <div className="draft-name">
          <Button
            look="icon"
            className="draft-outline-button"
            aria-label="Outline"
            onPress={() => setSheet(true)}
          >
            <ListTree size={20} aria-hidden="true" />
          </Button>
          <p className="draft-title">{title}</p>
        </div>
        <div className="draft-tools">{tools}</div>
        <div className="draft-state">{state}</div>
      </header>
      <div className="draft-columns">
        <aside className="draft-outline">{beside}</aside>
        <main id="text" tabIndex={-1} className="draft-page">
          {children}
        </main>
        {margin !== null && (
          <aside className="draft-margin" aria-label="About the text">
            {margin}
          </aside>
        )}
      </div>
      <Dialog kind="sheet" title="Outline" open={sheet} onClose={() => setSheet(false)}>
        {outline(goFromSheet)}
      </Dialog>
    </div>
  );
}
