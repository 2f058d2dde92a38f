/** The state while records are folded into it. */
import type { Deliberation } from "./state.ts";

/** The state while records are folded in: maps of its own, everything in them still never changed. */
export type Draft = {
  -readonly [Key in keyof Deliberation]: Deliberation[Key] extends ReadonlyMap<infer Name, infer Value>
    ? Map<Name, Value>
    : Deliberation[Key] extends ReadonlySet<infer Member>
      ? Set<Member>
      : Deliberation[Key];
};

/** The maps made for a draft: changed in place until the fold is done, never after. */
const ownMaps = new WeakMap<Draft, WeakSet<object>>();

/** A draft that begins as `state` and leaves it as it is. */
export function draftOf(state: Deliberation): Draft {
  return {
    ...state,
    comments: new Map(state.comments),
    amendments: new Map(state.amendments),
    ideas: new Map(state.ideas),
    positions: new Map(state.positions),
    checks: new Map(state.checks),
    statuses: new Map(state.statuses),
    freezes: new Map(state.freezes),
    closedForComments: new Map(state.closedForComments),
    muted: new Set(state.muted),
    voters: new Map(state.voters),
    joined: new Map(state.joined),
  };
}

/** Gives the entry of that id, if there is one, other parts. */
export function change<Value>(
  entries: Map<string, Value>,
  id: string,
  to: (entry: Value) => Partial<Value>,
): void {
  const entry = entries.get(id);
  if (entry !== undefined) entries.set(id, { ...entry, ...to(entry) });
}

/** Those entries and that one: in a map of the draft's own, copied once in each fold. */
export function withEntry<Value>(
  draft: Draft,
  entries: ReadonlyMap<string, Value> | undefined,
  name: string,
  value: Value,
): ReadonlyMap<string, Value> {
  const own = ownMaps.get(draft) ?? new WeakSet();
  ownMaps.set(draft, own);
  if (entries instanceof Map && own.has(entries)) return entries.set(name, value);
  const copy = new Map(entries).set(name, value);
  own.add(copy);
  return copy;
}

/** Those members with that one in or out. */
export function withMember(members: ReadonlySet<string>, member: string, isIn: boolean): ReadonlySet<string> {
  const changed = new Set(members);
  if (isIn) changed.add(member);
  else changed.delete(member);
  return changed;
}
