import type { CommandRequest } from "../../../shared/commands.ts";
import type { SectionKind } from "../../../shared/declaration/grammar.ts";
import { sectionHeading } from "../../../shared/declaration/numbering.ts";
import { scopeKey } from "../../../shared/deliberation/state.ts";
import { themes } from "../../../shared/programme.ts";

type AskedScope = CommandRequest<"freeze">["scope"];

export interface NamedScope {
  readonly key: string;
  readonly name: string;
  readonly scope: AskedScope;
}

/** The whole text and its sections, as a facilitator decides about them. */
export const wideScopes: readonly NamedScope[] = [
  { key: "all", name: "The whole text", scope: { kind: "all" } },
  ofSection("preamble", null),
  ...themes.map(({ id }) => ofSection("theme", id)),
  ofSection("closing", null),
];

function ofSection(section: SectionKind, theme: string | null): NamedScope {
  const scope = { kind: "section", section, theme } as const;
  return {
    key: scopeKey(scope),
    name: sectionHeading(section, theme),
    scope: scope as AskedScope,
  };
}
