import { useSyncExternalStore } from "react";
import type { Value } from "./value.ts";

/** The content of `value`, drawn again whenever it changes. */
export function useValue<Content>(value: Value<Content>): Content {
  return useSyncExternalStore(value.subscribe, value.get, value.get);
}
