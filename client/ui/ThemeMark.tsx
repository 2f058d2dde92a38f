import type { Theme } from "../../shared/programme.ts";
import "./ThemeMark.css";

/** A theme's number and its mark: each theme has its own shape, so that colour never stands alone. */
export function ThemeMark({ theme }: { theme: Theme }) {
  return (
    <span className="theme-sign" data-theme={theme.id}>
      <span className="theme-mark" data-theme={theme.id} aria-hidden="true" />
      <span className="theme-sign-number">{theme.number}</span>
    </span>
  );
}
