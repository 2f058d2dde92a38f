import { useEffect, useState, useSyncExternalStore } from "react";
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

/**
 * The content of `value`, drawn right after the next picture: for what changes with every key. What
 * is already over by then is not drawn at all, and the letter that was typed need not wait for it.
 */
export function useValueAfterPicture<Content>(value: Value<Content>): Content {
  const [content, setContent] = useState(value.get);
  useEffect(() => {
    let frame: number | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      frame = undefined;
      setContent(value.get);
    };
    const lookLater = () => {
      frame ??= requestAnimationFrame(() => {
        timer = setTimeout(look);
      });
    };
    const unsubscribe = value.subscribe(lookLater);
    lookLater();
    return () => {
      unsubscribe();
      if (frame !== undefined) cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return content;
}

/** Milliseconds between two drawings of what changes with every vote of a hall. */
const calm = 200;

/** The content of `value`, drawn again at once after a while of quiet, and now and then while it keeps changing. */
export function useCalmValue<Content>(value: Value<Content>): Content {
  const [content, setContent] = useState(() => value.get());
  useEffect(() => {
    let shownAt = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      timer = undefined;
      shownAt = performance.now();
      setContent(() => value.get());
    };
    const unsubscribe = value.subscribe(() => {
      const wait = shownAt + calm - performance.now();
      if (wait <= 0 && timer === undefined) show();
      else timer ??= setTimeout(show, wait);
    });
    show();
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [value]);
  return content;
}
