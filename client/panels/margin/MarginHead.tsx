import { PanelRightClose } from "lucide-react";
import type { Theme } from "../../../shared/programme.ts";
import { Button } from "../../ui/Button.tsx";
import { type ThreadFilter, threadFilters } from "./grouping.ts";
import "../../ui/Field.css";

const filterWords: Readonly<Record<ThreadFilter, string>> = {
  open: "Open",
  mine: "Mine",
  all: "Everything",
};

interface MarginHeadProps {
  readonly filter: ThreadFilter;
  readonly onFilter: (filter: ThreadFilter) => void;
  /** An id, or empty for all. */
  readonly theme: string;
  readonly themes: readonly Theme[];
  readonly onTheme: (theme: string) => void;
  /** Folds the margin away; null in a sheet, which closes by itself. */
  readonly onFold: (() => void) | null;
}

/** Which of it is shown, and the way to write alone. */
export function MarginHead({ filter, onFilter, theme, themes, onTheme, onFold }: MarginHeadProps) {
  return (
    <div className="margin-head field">
      <select
        aria-label="Which comments and wordings"
        value={filter}
        onChange={(event) => onFilter(event.target.value as ThreadFilter)}
      >
        {threadFilters.map((each) => (
          <option key={each} value={each}>
            {filterWords[each]}
          </option>
        ))}
      </select>
      <select aria-label="In which theme" value={theme} onChange={(event) => onTheme(event.target.value)}>
        <option value="">All themes</option>
        {themes.map(({ id, number, title }) => (
          <option key={id} value={id}>
            {`${number} ${title}`}
          </option>
        ))}
      </select>
      {onFold !== null && (
        <Button look="icon" aria-label="Fold the margin away" onPress={onFold}>
          <PanelRightClose size={18} aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
