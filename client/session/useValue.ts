import { useSyncExternalStore } from "react";
import type { Value } from "./value.ts";

/** The content of `value`, drawn again whenever it changes. */
export function useValue<Content>(value: Value<Content>): Content {
  return useSyncExternalStore(value.subscribe, value.get, value.get);
}

/** A part of `value`, drawn again only when that part is another (`Object.is`). */
export function usePartOf<Content, Part>(value: Value<Content>, partOf: (content: Content) => Part): Part {
  const part = () => partOf(value.get());
  return useSyncExternalStore(value.subscribe, part, part);
}
