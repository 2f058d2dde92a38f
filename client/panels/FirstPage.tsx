import { useEffect, useRef, useState } from "react";
import { fetchPaper, type WantedPaper } from "../session/papers.ts";
import { formatWords } from "./exportWords.ts";

/** A choice may be changed several times in a row; the page follows once it stands. */
const settleMilliseconds = 250;
const plainLines = 60;

type Shown =
  | { readonly kind: "making" }
  | { readonly kind: "page"; readonly html: string }
  | { readonly kind: "lines"; readonly words: string }
  | { readonly kind: "refused"; readonly message: string };

/** How the paper begins, with these choices: its first page as a browser draws it, or the first lines of a plain file. */
export function FirstPage({ declarationId, wanted }: { declarationId: string; wanted: WantedPaper }) {
  const [shown, setShown] = useState<Shown>({ kind: "making" });
  useEffect(() => {
    const stop = new AbortController();
    const isPlain = formatWords(wanted.format).isPlain === true;
    // Word and PDF say the same words in the same order as the web page, which is what can be drawn here.
    const drawn = isPlain ? wanted : { ...wanted, format: "html" };
    const timer = setTimeout(() => {
      fetchPaper(declarationId, drawn, stop.signal)
        .then(({ content }) => content.text())
        .then(
          (words) =>
            setShown(
              isPlain
                ? { kind: "lines", words: words.split("\n", plainLines).join("\n").slice(0, 6000) }
                : { kind: "page", html: words },
            ),
          (error: unknown) => {
            if (!stop.signal.aborted) setShown({ kind: "refused", message: messageOf(error) });
          },
        );
    }, settleMilliseconds);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [declarationId, wanted]);

  switch (shown.kind) {
    case "making":
      return <div className="first-page" aria-busy="true" />;
    case "refused":
      return (
        <p className="first-page first-page-refused" role="alert">
          {shown.message}
        </p>
      );
    case "lines":
      return <pre className="first-page first-page-lines">{shown.words}</pre>;
    case "page":
      return <DrawnPage html={shown.html} />;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * The exported web page in a room of its own: its style cannot reach ours, nothing in it can be pressed, and the
 * page's security policy, which forbids inline styles, is kept by handing the style over as a sheet.
 */
function DrawnPage({ html }: { html: string }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (frame.current === null) return;
    const room = frame.current.shadowRoot ?? frame.current.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`${styleIn(html)} .paper-body { zoom: 0.7 }`);
    room.adoptedStyleSheets = [sheet];
    const body = document.createElement("div");
    body.className = "paper-body";
    const page = new DOMParser().parseFromString(bodyIn(html), "text/html");
    body.append(...page.body.childNodes);
    room.replaceChildren(body);
  }, [html]);
  return <div className="first-page" ref={frame} inert />;
}

/** Its rules, made for a page of their own, for a room inside ours. Fonts are here already. */
function styleIn(html: string): string {
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? "";
  return style
    .replaceAll(/@font-face\s*\{[^}]*\}/g, "")
    .replaceAll(/:root\b/g, ":host")
    .replaceAll(/(^|[\s,}])body(?=[\s,{])/g, "$1.paper-body");
}

function bodyIn(html: string): string {
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? "";
  return body.replaceAll(/ style="/g, ' data-style="');
}
