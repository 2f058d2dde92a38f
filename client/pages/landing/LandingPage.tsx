import { themes } from "../../../shared/programme.ts";
import { isRefusalId, refusalOf } from "../../../shared/refusals.ts";
import { ThemeMark } from "../../ui/ThemeMark.tsx";
import { Masthead } from "../Masthead.tsx";
import { CodeForm } from "./CodeForm.tsx";
import "./LandingPage.css";

/** `/`: what this is and how to get in; with `?reason=ID` also why one was sent here. */
export function LandingPage({ reason }: { reason: string | null }) {
  return (
    <main className="landing">
      <Masthead />
      {reason !== null && isRefusalId(reason) && (
        <p className="landing-reason" role="alert">
          {refusalOf(reason).message}
        </p>
      )}
      <h1 className="landing-title">One declaration, written together</h1>
      <p className="landing-lead">
        In this room the participants of the summit write a declaration in one shared text, and the hall reads
        along while it grows.
      </p>
      <h2 className="landing-heading">How to get in</h2>
      <p className="landing-lead">
        Open the link you were given, scan the code shown in the room, or type its six letters. You need no
        account and no password.
      </p>
      <CodeForm />
      <h2 className="landing-heading">What it is about</h2>
      <ol className="landing-themes">
        {themes.map((theme) => (
          <li key={theme.id} data-theme={theme.id}>
            <ThemeMark theme={theme} />
            <span>{theme.title}</span>
          </li>
        ))}
      </ol>
    </main>
  );
}
