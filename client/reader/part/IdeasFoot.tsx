import { Lightbulb } from "lucide-react";
import type { Theme } from "../../../shared/programme.ts";
import { counted } from "../../ui/deliberationWords.ts";
import type { OpenSheet } from "./ClauseFoot.tsx";

interface IdeasFootProps {
  readonly theme: Theme;
  readonly count: number;
  readonly onOpen: (sheet: OpenSheet) => void;
}

/** At the end of each theme: its inbox of ideas. */
export function IdeasFoot({ theme, count, onOpen }: IdeasFootProps) {
  return (
    <div className="clause-foot ideas-foot">
      <button
        type="button"
        className="clause-foot-open"
        aria-haspopup="dialog"
        onClick={(event) => {
          event.currentTarget.focus();
          onOpen({ kind: "ideas", theme: theme.id });
        }}
      >
        <span className="clause-status">
          <Lightbulb size={16} aria-hidden="true" />
          {count === 0 ? "Send an idea" : `${counted(count, "idea")}, send another`}
          <span className="only-heard"> for {theme.title}</span>
        </span>
      </button>
    </div>
  );
}
