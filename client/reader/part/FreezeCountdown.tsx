import { Snowflake } from "lucide-react";
import { sectionHeading } from "../../../shared/declaration/numbering.ts";
import type { Declaration } from "../../../shared/declaration/readDeclaration.ts";
import type { Deliberation, Freeze } from "../../../shared/deliberation/state.ts";
import { themeOf } from "../../../shared/programme.ts";
import type { Scope } from "../../../shared/records.ts";
import { useServerTime } from "../../session/serverTime.ts";

interface FreezeCountdownProps {
  readonly declaration: Declaration;
  readonly ahead: Freeze;
}

/** The freeze that begins next, or null; of that moment (milliseconds since 1970). */
export function freezeAhead({ freezes }: Deliberation, now: number): Freeze | null {
  const ahead = [...freezes.values()].filter(({ from }) => Date.parse(from) > now);
  return ahead.sort((one, other) => one.from.localeCompare(other.from))[0] ?? null;
}

/** How long the wording can still be changed, by the server's clock. */
export function FreezeCountdown({ declaration, ahead }: FreezeCountdownProps) {
  const now = useServerTime(true);
  const left = Math.max(0, Math.ceil((Date.parse(ahead.from) - now) / 1000));
  const scope = scopeWords(ahead.scope, declaration);
  return (
    <p className="freeze-countdown">
      <Snowflake size={16} aria-hidden="true" />
      <span className="only-heard" role="status">
        {scope} will be frozen at {new Date(ahead.from).toLocaleTimeString("en-GB", { timeStyle: "short" })}
      </span>
      <span aria-hidden="true">
        {scope} {left > 0 ? "freezes in " : "is being frozen"}
        {left > 0 && <b>{countdownWords(left)}</b>}
      </span>
    </p>
  );
}

/** `4:05`, `1:04:05`. */
function countdownWords(seconds: number): string {
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60];
  const hours = Math.floor(seconds / 3600);
  const [first, ...rest] = hours > 0 ? [hours, ...parts] : parts;
  return [String(first), ...rest.map((part) => String(part).padStart(2, "0"))].join(":");
}

function scopeWords(scope: Scope, { sections }: Declaration): string {
  switch (scope.kind) {
    case "all":
      return "The whole text";
    case "section": {
      const theme = themeOf(scope.theme);
      return theme ? `Theme ${theme.number}` : `The ${sectionHeading(scope.section, null).toLowerCase()}`;
    }
    case "clause": {
      const clause = sections.flatMap(({ clauses }) => clauses).find(({ id }) => id === scope.clauseId);
      return clause === undefined ? "A clause" : `Clause ${clause.number}`;
    }
  }
}
