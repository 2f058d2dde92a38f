import type { Declaration } from "../../../shared/declaration/readDeclaration.ts";
import { themes } from "../../../shared/programme.ts";
import { DeclarationText, type Feet } from "../../reader/DeclarationText.tsx";
import { DeclarationShape } from "../../ui/Shape.tsx";
import { ThemeMark } from "../../ui/ThemeMark.tsx";
import "./ReaderView.css";

/** How the text on the page relates to the text in the room. */
export type Liveness =
  | { readonly kind: "opening" }
  | { readonly kind: "live" }
  | { readonly kind: "offline" }
  | { readonly kind: "ended"; readonly message: string };

interface ReaderViewProps {
  readonly declaration: Declaration | null;
  readonly fresh: ReadonlySet<string>;
  readonly liveness: Liveness;
  readonly people: { readonly writers: number; readonly readers: number };
  /** A projector gets larger letters and no header. */
  readonly screen: boolean;
  readonly feet?: Feet | null;
  /** Stands in the bar, behind the themes. */
  readonly news?: React.ReactNode;
  /** Stands before the text, within the page. */
  readonly before?: React.ReactNode;
  /** Lies over the text, or beside it. */
  readonly children?: React.ReactNode;
}

/** The page of everybody who reads along, on a phone or on the projector. */
export function ReaderView(props: ReaderViewProps) {
  const { declaration, fresh, liveness, people, screen, feet = null, news, before, children } = props;
  return (
    <div className="reader" data-role={screen ? "screen" : "attendee"} data-liveness={liveness.kind}>
      <a className="skip-link" href="#text">
        Skip to the text
      </a>
      <header className="reader-bar">
        <nav aria-label="Themes" className="reader-themes">
          {themes.map((theme) => (
            <a key={theme.id} href={`#${theme.id}`} title={theme.title}>
              <ThemeMark theme={theme} />
              <span className="only-heard">{theme.title}</span>
            </a>
          ))}
        </nav>
        {news}
        <p className="reader-live" role="status">
          <span className="reader-live-dot" aria-hidden="true" />
          <span className="reader-live-whole">{livenessWords(liveness)}</span>
          <span className="reader-live-short" aria-hidden="true">
            {liveness.kind === "offline" ? "Offline" : livenessWords(liveness)}
          </span>
        </p>
        {liveness.kind === "live" && <HeadCount {...people} />}
      </header>
      <main id="text" tabIndex={-1} className="reader-page">
        {liveness.kind === "ended" && (
          <p className="reader-ended" role="alert">
            {liveness.message}
          </p>
        )}
        {before}
        {declaration === null ? (
          liveness.kind !== "ended" && <DeclarationShape />
        ) : (
          <DeclarationText declaration={declaration} fresh={fresh} feet={feet} />
        )}
      </main>
      {children}
    </div>
  );
}

function HeadCount({ writers, readers }: ReaderViewProps["people"]) {
  return (
    <p className="reader-people">
      <span className="reader-people-whole">
        {writers} writing, {readers} reading along
      </span>
      <span className="reader-people-short" aria-hidden="true">
        {writers + readers} here
      </span>
    </p>
  );
}

function livenessWords(liveness: Liveness): string {
  switch (liveness.kind) {
    case "opening":
      return "Opening…";
    case "live":
      return "Live";
    case "offline":
      return "Offline: showing the last known text";
    case "ended":
      return "No longer live";
  }
}
