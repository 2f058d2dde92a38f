import { Archive } from "lucide-react";
import type { OpenSheet } from "./ClauseFoot.tsx";

interface RemovedFootProps {
  readonly count: number;
  readonly onOpen: (sheet: OpenSheet) => void;
}

/** At the end of the text: the clauses that were removed, with everything that was said about them. */
export function RemovedFoot({ count, onOpen }: RemovedFootProps) {
  return (
    <div className="clause-foot removed-foot">
      <button
        type="button"
        className="clause-foot-open"
        aria-haspopup="dialog"
        onClick={(event) => {
          event.currentTarget.focus();
          onOpen({ kind: "removed" });
        }}
      >
        <span className="clause-status">
          <Archive size={16} aria-hidden="true" />
          Removed clauses ({count})
        </span>
      </button>
    </div>
  );
}
