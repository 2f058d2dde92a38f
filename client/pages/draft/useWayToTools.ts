import { useEffect } from "react";

/** Alt+F10 leads from anywhere to the tools, as in other editors, and Escape from there back into the text. */
export function useWayToTools(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const tools = document.querySelector(".draft-tools");
      const toTools = event.altKey && event.key === "F10";
      const toText = event.key === "Escape" && event.target instanceof Node && tools?.contains(event.target);
      const goal = toTools
        ? tools?.querySelector<HTMLElement>("button:not(:disabled)")
        : toText
          ? document.querySelector<HTMLElement>(".declaration-editor")
          : null;
      if (!goal) return;
      event.preventDefault();
      goal.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
