import { useEffect, useRef, useState } from "react";
import { fetchPaper, firstPageOfPdf, type WantedPaper } from "../session/papers.ts";
import { formatWords } from "./exportWords.ts";

/** A choice may be changed several times in a row; the page follows once it stands. */
const settleMilliseconds = 250;
const plainLines = 60;

type Shown =
  | { readonly kind: "making" }
  | { readonly kind: "drawing"; readonly svg: string }
  | { readonly kind: "page"; readonly html: string }
  | { readonly kind: "lines"; readonly words: string }
  | { readonly kind: "refused"; readonly message: string };

/**
 * How the paper begins, with these choices: the very first page of a PDF, the words of a Word file and of a web page
 * as a browser draws them, or the first lines of a plain file.
 */
export function FirstPage({ declarationId, wanted }: { declarationId: string; wanted: WantedPaper }) {
  const [{ shown, format }, setShown] = useState<{ shown: Shown; format: string | null }>({
    shown: { kind: "making" },
    format: null,
  });
  useEffect(() => {
    const stop = new AbortController();
    const show = (news: Shown) => setShown({ shown: news, format: wanted.format });
    const drawn = { ...wanted, format: drawnFormat(wanted.format) };
    const timer = setTimeout(() => {
      fetchPaper(declarationId, drawn, stop.signal)
        .then(({ content }) => content.text())
        .then(
          (words) => {
            if (!stop.signal.aborted) show(begun(drawn.format, words));
          },
          (error: unknown) => {
            if (!stop.signal.aborted) show({ kind: "refused", message: messageOf(error) });
          },
        );
    }, settleMilliseconds);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [declarationId, wanted]);

  // While another choice in the same format is on its way the page stays; another format's page is none of its own.
  const now: Shown = format === wanted.format ? shown : { kind: "making" };
  switch (now.kind) {
    case "making":
      return (
        <div className="first-page first-page-making" aria-busy="true">
          Drawing it…
        </div>
      );
    case "refused":
      return (
        <p className="first-page first-page-refused" role="alert">
          {now.message}
        </p>
      );
    case "drawing":
      return (
        <img
          className="first-page first-page-drawing"
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(now.svg)}`}
          alt="The first page: the title, the state and its date, and the four themes"
          onError={() => setShown({ shown: { kind: "refused", message: unreadable }, format })}
        />
      );
    case "lines":
      return <pre className="first-page first-page-lines">{now.words}</pre>;
    case "page":
      return <DrawnPage html={now.html} />;
  }
}

const unreadable = "The first page could not be drawn here. The download is not affected.";

/** What is fetched to be looked at. A Word file says the same words in the same order as the web page. */
function drawnFormat(format: string): string {
  if (format === "pdf") return firstPageOfPdf;
  return formatWords(format).isPlain ? format : "html";
}

function begun(format: string, words: string): Shown {
  if (format === firstPageOfPdf) return { kind: "drawing", svg: words };
  if (format === "html") return { kind: "page", html: words };
  return { kind: "lines", words: words.split("\n", plainLines).join("\n").slice(0, 6000) };
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
