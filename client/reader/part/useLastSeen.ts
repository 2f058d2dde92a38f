import { useEffect, useRef, useState } from "react";
import type { Declaration } from "../../../shared/declaration/readDeclaration.ts";
import { wordingOfClause } from "./clauseStanding.ts";

export interface SeenClause {
  readonly number: string;
  readonly wording: string;
}

/** Of those that went, so many are remembered in this browser. */
const mostRemembered = 100;

/**
 * Every clause as it stood last before these eyes, by its id. The wording of one that goes is kept in this browser:
 * what was said about it needs the words that it is about, also on the page loaded anew.
 */
export function useLastSeen(
  declarationId: string,
  declaration: Declaration | null,
): ReadonlyMap<string, SeenClause> {
  const key = `plenary-removed-${declarationId}`;
  const [seen] = useState(() => new Map(read(key)));
  const before = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (declaration === null) return;
    const standing = new Set<string>();
    for (const clause of declaration.sections.flatMap(({ clauses }) => clauses)) {
      const { wording } = wordingOfClause(clause);
      standing.add(clause.id);
      if (wording !== "") seen.set(clause.id, { number: clause.number, wording });
    }
    const someWent = [...before.current].some((id) => !standing.has(id));
    before.current = standing;
    if (someWent) keep(key, [...seen].filter(([id]) => !standing.has(id)).slice(-mostRemembered));
  }, [key, declaration, seen]);
  return seen;
}

type Entry = readonly [clauseId: string, seen: SeenClause];

function keep(key: string, entries: readonly Entry[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(entries));
  } catch {
    // Where nothing may be kept, it holds until the page is closed.
  }
}

function read(key: string): Entry[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isEntry) : [];
  } catch {
    return [];
  }
}

function isEntry(kept: unknown): kept is Entry {
  if (!Array.isArray(kept) || typeof kept[0] !== "string") return false;
  const seen: unknown = kept[1];
  return (
    typeof seen === "object" &&
    seen !== null &&
    "number" in seen &&
    typeof seen.number === "string" &&
    "wording" in seen &&
    typeof seen.wording === "string"
  );
}
