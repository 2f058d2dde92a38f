import type { Node } from "@tiptap/pm/model";
import type { SectionKind } from "../../shared/declaration/grammar.ts";

/** Which kind of section it is; whatever says nothing is a theme. */
export function sectionKindOf(section: Node): SectionKind {
  const { kind } = section.attrs;
  return kind === "preamble" || kind === "closing" ? kind : "theme";
}

/** The id of its theme, or null. */
export function sectionThemeOf(section: Node): string | null {
  return typeof section.attrs.theme === "string" ? section.attrs.theme : null;
}
