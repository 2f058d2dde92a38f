import { themeOf } from "../programme.ts";
import type { SectionKind } from "./grammar.ts";

/**
 * The number of the clause at `index` (from 0) of a section: `2.3` for the third clause of theme 2,
 * `(1)` for a recital of the preamble, `C.1` in the closing.
 */
export function clauseNumber(kind: SectionKind, theme: string | null, index: number): string {
  switch (kind) {
    case "preamble":
      return `(${index + 1})`;
    case "closing":
      return `C.${index + 1}`;
    case "theme":
      return `${themeOf(theme)?.number ?? "?"}.${index + 1}`;
  }
}

/** The heading of a section, from the programme: sections are laid down, not written. */
export function sectionHeading(kind: SectionKind, theme: string | null): string {
  switch (kind) {
    case "preamble":
      return "Preamble";
    case "closing":
      return "Closing";
    case "theme":
      return themeOf(theme)?.title ?? "Theme";
  }
}
