import { useEffect, useRef } from "react";
import { Button } from "../../ui/Button.tsx";
import { CopyButton } from "../../ui/CopyButton.tsx";
import "./RefusedNotice.css";

interface RefusedNoticeProps {
  readonly message: string;
  /** The words that were not taken; empty when there are none. */
  readonly words: string;
  /** Leaves the refused words behind and opens the text as it stands on the server; null where that would not help. */
  readonly onStartAgain: (() => void) | null;
  /** What else can be done with the words. */
  readonly children?: React.ReactNode;
}

/** Why the last words were not saved, the words themselves, and the two things to do. */
export function RefusedNotice({ message, words, onStartAgain, children }: RefusedNoticeProps) {
  const notice = useRef<HTMLElement>(null);
  // On a low page it stands above the text instead of over it, perhaps out of sight.
  useEffect(() => notice.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <section
      ref={notice}
      className="refused"
      role="alert"
      aria-label={words === "" ? "Writing has stopped" : "Not saved"}
    >
      <p className="refused-message">{message}</p>
      {words !== "" && (
        <>
          <p>These words of yours are not saved:</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
          <blockquote className="refused-words" tabIndex={0}>
            {words}
          </blockquote>
        </>
      )}
      <div className="refused-actions">
        {children}
        {words !== "" && <CopyButton words="Copy them" text={() => words} />}
        <Button onPress={() => window.location.reload()}>Reload the page</Button>
        {onStartAgain !== null && (
          <Button look="grave" onPress={onStartAgain}>
            {words === "" ? "Start again" : "Start again without them"}
          </Button>
        )}
      </div>
    </section>
  );
}
