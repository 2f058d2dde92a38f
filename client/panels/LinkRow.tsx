import { QRCodeSVG } from "qrcode.react";
import { useEffect, useId, useRef, useState } from "react";
import type { LinkView } from "../../shared/answers.ts";
import { themes } from "../../shared/programme.ts";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { codeWords } from "../ui/codeWords.ts";
import { roleWords, validityWords } from "./linkWords.ts";

interface LinkRowProps {
  readonly link: LinkView;
  /** Just made or withdrawn: takes the focus, so that one sees and hears what became of it. */
  readonly attended: boolean;
  readonly onRotate: () => void;
  readonly onRevoke: () => void;
}

/** One link: its address to copy, its code to scan, and what may be done with it. */
export function LinkRow({ link, attended, onRotate, onRevoke }: LinkRowProps) {
  const [codeShown, setCodeShown] = useState(false);
  const [theme, setTheme] = useState("");
  const themeFieldId = useId();
  const codeId = useId();
  const row = useRef<HTMLLIElement>(null);
  const withdrawn = link.revokedAt !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a link that was made and then withdrawn is attended twice.
  useEffect(() => {
    if (attended) row.current?.focus();
  }, [attended, withdrawn]);
  const name = link.label || roleWords[link.role].singular;
  const people = link.people === 1 ? "1 person joined" : `${link.people} people joined`;
  return (
    <li ref={row} tabIndex={-1} className="link" data-closed={link.url === null || undefined}>
      <p className="link-head">
        <strong className="link-label">{name}</strong>
        <span className="link-facts">
          {validityWords(link)}, {people}
        </span>
      </p>
      {link.url !== null && (
        <>
          <p className="link-address">{link.url}</p>
          <div className="link-actions">
            <CopyButton words="Copy" of={name} text={() => link.url ?? ""} />
            <Button aria-expanded={codeShown} aria-controls={codeId} onPress={() => setCodeShown(!codeShown)}>
              {codeShown ? "Hide code" : "Show code"}
              <span className="only-heard"> for {name}</span>
            </Button>
            <Button look="quiet" aria-label={`New address for ${name}`} onPress={onRotate}>
              New address
            </Button>
            <Button look="quiet" aria-label={`Withdraw ${name}`} onPress={onRevoke}>
              Withdraw
            </Button>
          </div>
          <div id={codeId} hidden={!codeShown}>
            {codeShown && (
              <>
                {link.role === "attendee" && (
                  <div className="field link-theme">
                    <label htmlFor={themeFieldId}>The code leads to</label>
                    <select
                      id={themeFieldId}
                      value={theme}
                      onChange={(event) => setTheme(event.target.value)}
                    >
                      <option value="">The beginning of the text</option>
                      {themes.map(({ id, number, title }) => (
                        <option key={id} value={id}>
                          Theme {number}: {title}
                        </option>
                      ))}
                    </select>
                  </div>
                )}
                <QRCodeSVG
                  className="link-code"
                  value={theme === "" ? link.url : `${link.url}?theme=${theme}`}
                  size={224}
                  marginSize={3}
                  title={`Code to scan for ${name}`}
                  bgColor="#FFFFFF"
                  fgColor="#1D1B17"
                />
                {link.code !== null && (
                  <p className="link-typed">
                    Or to type at {new URL(link.url).host}: <strong>{codeWords(link.code)}</strong>
                  </p>
                )}
              </>
            )}
          </div>
        </>
      )}
    </li>
  );
}
