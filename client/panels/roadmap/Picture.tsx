import { useEffect, useId, useRef, useState } from "react";

interface PictureProps {
  readonly title: string;
  /** What it shows, in a sentence, for those who do not see it. */
  readonly summary: string;
  /** Shown instead where there is nothing to draw. */
  readonly empty: string | null;
  /** Draws it that wide; another function draws it anew. */
  readonly draw: (width: number) => SVGSVGElement | HTMLElement;
  readonly legend?: React.ReactNode;
  /** The same in rows and columns. */
  readonly table: React.ReactNode;
}

/** A picture of the roadmap with its table for whoever rather reads. */
export function Picture({ title, summary, empty, draw, legend, table }: PictureProps) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (frame.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (frame.current === null || width === 0 || empty !== null) return;
    const drawn = draw(width);
    // The page allows no inline style sheet; what Plot's own would say stands in Picture.css.
    for (const style of drawn.querySelectorAll("style")) style.remove();
    drawn.setAttribute("aria-hidden", "true");
    frame.current.replaceChildren(drawn);
  }, [draw, width, empty]);
  return (
    <section className="picture" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {empty !== null && <p className="picture-empty">{empty}</p>}
      {empty === null && legend}
      <div ref={frame} role="img" aria-label={summary} className="picture-frame" hidden={empty !== null} />
      <details>
        <summary>The same as a table</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: too wide for a phone, it scrolls, by keyboard too. */}
        <section className="picture-table" tabIndex={0} aria-label={`${title}, as a table`}>
          {table}
        </section>
      </details>
    </section>
  );
}
