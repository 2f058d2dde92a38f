import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./Button.tsx";

interface CopyButtonProps {
  /** What is copied; asked when the button is pressed. */
  readonly text: () => string;
  readonly words: string;
  /** Which of several is copied, for those who only hear the button. */
  readonly of?: string;
}

/** Copies a text and says so on the button itself, also when the browser does not allow it. */
export function CopyButton({ text, words, of }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 2500);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    setOutcome((await copyText(text())) ? "copied" : "failed");
  }

  return (
    <Button onPress={() => void copy()}>
      {outcome === "copied" ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
      <span aria-live="polite">
        {outcome === "copied" ? "Copied" : outcome === "failed" ? "Select it and copy by hand" : words}
      </span>
      {of !== undefined && <span className="only-heard"> {of}</span>}
    </Button>
  );
}

/** The clipboard exists only on https and on one's own machine; a room's own network has often neither. */
async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard !== undefined) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "only-heard";
  (document.querySelector("[role=dialog]") ?? document.body).append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  return copied;
}
