import { useId, useState } from "react";
import type { LinkView } from "../../shared/answers.ts";
import { sectionHeading } from "../../shared/declaration/numbering.ts";
import type { ImportPreview } from "../../shared/imported.ts";
import { themes } from "../../shared/programme.ts";
import { acceptFile, beginWithFile, previewFile, restoreArchive } from "../session/papers.ts";
import { Button } from "../ui/Button.tsx";
import { ArchiveFound } from "./ArchiveFound.tsx";
import { ImportFindings } from "./ImportFindings.tsx";
import { roleWords } from "./linkWords.ts";
import "../ui/Field.css";
import "./ImportPanel.css";

interface ImportPanelProps {
  readonly declarationId: string;
  /** Whether a new declaration may be made of a file as well. */
  readonly mayBegin: boolean;
}

type Step =
  | { readonly kind: "choosing" }
  | { readonly kind: "reading"; readonly fileName: string }
  | { readonly kind: "found"; readonly preview: ImportPreview }
  | { readonly kind: "taking"; readonly preview: ImportPreview }
  | { readonly kind: "archive"; readonly file: File; readonly restoring: boolean }
  | { readonly kind: "taken"; readonly clauses: number }
  | { readonly kind: "begun"; readonly links: readonly LinkView[] };

const files = ".docx,.md,.markdown,.html,.htm,.json,.txt";
const isArchive = (file: File) => /\.zip$/i.test(file.name);

/** Brings a text in: choose a file, see what becomes of it, then take it in or leave it. Until then nothing changes. */
export default function ImportPanel({ declarationId, mayBegin }: ImportPanelProps) {
  const id = useId();
  const [step, setStep] = useState<Step>({ kind: "choosing" });
  const [refusal, setRefusal] = useState<string | null>(null);
  const [begins, setBegins] = useState(false);
  const [into, setInto] = useState("");

  async function attempt(work: () => Promise<Step>, back: Step) {
    setRefusal(null);
    try {
      setStep(await work());
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
      setStep(back);
    }
  }

  function choose(archive: File) {
    setRefusal(null);
    setStep({ kind: "archive", file: archive, restoring: false });
  }

  function read(file: File) {
    setStep({ kind: "reading", fileName: file.name });
    void attempt(
      async () => ({
        kind: "found",
        preview: await previewFile(begins ? null : declarationId, file, into || null),
      }),
      { kind: "choosing" },
    );
  }

  function restore(file: File) {
    setStep({ kind: "archive", file, restoring: true });
    void attempt(async () => ({ kind: "begun", links: (await restoreArchive(file)).links }), {
      kind: "choosing",
    });
  }

  function accept(preview: ImportPreview) {
    setStep({ kind: "taking", preview });
    void attempt(
      async () => {
        if (begins) return { kind: "begun", links: (await beginWithFile(preview.previewId)).links };
        const record = await acceptFile(declarationId, preview.previewId);
        return {
          kind: "taken",
          clauses: record.kind === "textImported" ? record.data.clauseIds.length : 0,
        };
      },
      { kind: "found", preview },
    );
  }

  return (
    <div className="import">
      {refusal !== null && (
        <p className="field-refusal" role="alert">
          {refusal}
        </p>
      )}
      {(step.kind === "choosing" || step.kind === "reading") && (
        <form className="import-choices">
          {mayBegin && (
            <div className="field">
              <label htmlFor={`${id}-where`}>Where it goes</label>
              <select
                id={`${id}-where`}
                value={begins ? "new" : "here"}
                onChange={(event) => setBegins(event.target.value === "new")}
              >
                <option value="here">Into this declaration, after what stands there</option>
                <option value="new">Into a new declaration</option>
              </select>
            </div>
          )}
          <div className="field">
            <label htmlFor={`${id}-into`}>Text that stands under no heading of ours</label>
            <select id={`${id}-into`} value={into} onChange={(event) => setInto(event.target.value)}>
              <option value="">Where it fits, as the preview will say</option>
              <option value="preamble">Preamble</option>
              {themes.map((theme) => (
                <option key={theme.id} value={theme.id}>
                  {theme.number} {theme.title}
                </option>
              ))}
              <option value="closing">{sectionHeading("closing", null)}</option>
            </select>
          </div>
          <div className="field">
            <label htmlFor={`${id}-file`}>File</label>
            <input
              id={`${id}-file`}
              type="file"
              accept={mayBegin ? `${files},.zip` : files}
              disabled={step.kind === "reading"}
              aria-describedby={`${id}-kinds`}
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                // The same file, mended, may be chosen again.
                event.target.value = "";
                if (file && mayBegin && isArchive(file)) choose(file);
                else if (file) read(file);
              }}
            />
            <p id={`${id}-kinds`} className="field-hint">
              Word (.docx), a web page, Markdown, or a JSON file that Plenary wrote. You see what becomes of
              it first.{mayBegin && " A full archive (.zip) is restored as a declaration of its own."}
            </p>
          </div>
          <p role="status">{step.kind === "reading" ? `Reading ${step.fileName}…` : ""}</p>
        </form>
      )}
      {(step.kind === "found" || step.kind === "taking") && (
        <>
          <ImportFindings preview={step.preview} begins={begins} />
          <div className="dialog-actions">
            <Button isDisabled={step.kind === "taking"} onPress={() => setStep({ kind: "choosing" })}>
              Leave it
            </Button>
            <Button look="main" isPending={step.kind === "taking"} onPress={() => accept(step.preview)}>
              {begins ? "Make the declaration" : "Take it in"}
            </Button>
          </div>
        </>
      )}
      {step.kind === "archive" && (
        <ArchiveFound
          fileName={step.file.name}
          restoring={step.restoring}
          onLeave={() => setStep({ kind: "choosing" })}
          onRestore={() => restore(step.file)}
        />
      )}
      {step.kind === "taken" && (
        <>
          <p role="status" className="import-done">
            {clauseCount(step.clauses)} taken in. They stand at the end of their sections.
          </p>
          <div className="dialog-actions">
            <Button onPress={() => setStep({ kind: "choosing" })}>Bring another file</Button>
          </div>
        </>
      )}
      {step.kind === "begun" && (
        <>
          <p role="status" className="import-done">
            The new declaration is made. These links lead into it:
          </p>
          <ul className="import-links">
            {step.links.map(({ linkId, role, url }) => (
              <li key={linkId}>
                {url === null ? (
                  roleWords[role].plural
                ) : (
                  <a href={url} rel="noopener noreferrer" target="_blank">
                    {roleWords[role].plural}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function clauseCount(clauses: number): string {
  return clauses === 1 ? "1 clause was" : `${clauses} clauses were`;
}
