import { summit } from "../../shared/programme.ts";
import "./Masthead.css";

/** The line above a page that a person meets first: what this belongs to. */
export function Masthead() {
  return (
    <p className="masthead">
      <span className="masthead-name">Plenary</span>
      <span>
        {summit.event}
        <span className="masthead-track"> · {summit.track.title}</span>
      </span>
    </p>
  );
}
