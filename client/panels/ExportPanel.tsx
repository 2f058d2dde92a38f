import { useId, useRef, useState } from "react";
import type { NamedVersion } from "../../shared/deliberation/state.ts";
import {
  type ExportLanguage,
  exportFormats,
  exportLanguages,
  type Numbering,
  numberings,
  usualExportOptions,
} from "../../shared/exports.ts";
import { fetchPaper, keepPaper, type WantedPaper } from "../session/papers.ts";
import { Button } from "../ui/Button.tsx";
import { ArchiveContents } from "./ArchiveContents.tsx";
import { formatWords, languageWords, numberingWords, previewWords, sizeWords } from "./exportWords.ts";
import { FirstPage } from "./FirstPage.tsx";
import { VersionChoice } from "./VersionChoice.tsx";
import "../ui/Field.css";
import "./ExportPanel.css";

interface ExportPanelProps {
  readonly declarationId: string;
  readonly versions: readonly NamedVersion[];
}

/** As the export's address names it. */
const archive = "archive";
const choices = [...exportFormats, archive];

type Progress =
  | { readonly kind: "none" }
  | { readonly kind: "making"; readonly received: number }
  | { readonly kind: "done"; readonly fileName: string; readonly size: number }
  | { readonly kind: "refused"; readonly message: string };

/** Takes the declaration along: which state of it, in which form, with what of the deliberation; the first page is shown before. */
export default function ExportPanel({ declarationId, versions }: ExportPanelProps) {
  const id = useId();
  const [wanted, setWanted] = useState<WantedPaper>({
    ...usualExportOptions,
    format: exportFormats[0],
    versionId: null,
  });
  const [progress, setProgress] = useState<Progress>({ kind: "none" });
  const stop = useRef<AbortController>(null);
  const choose = (choice: Partial<WantedPaper>) => {
    setWanted((before) => ({ ...before, ...choice }));
    setProgress({ kind: "none" });
  };
  const isArchive = wanted.format === archive;
  const name = isArchive ? archive : formatWords(wanted.format).name;

  async function download() {
    const controller = new AbortController();
    stop.current = controller;
    setProgress({ kind: "making", received: 0 });
    try {
      const paper = await fetchPaper(declarationId, wanted, controller.signal, (received) =>
        setProgress({ kind: "making", received }),
      );
      keepPaper(paper);
      setProgress({ kind: "done", fileName: paper.fileName, size: paper.content.size });
    } catch (error) {
      if (controller.signal.aborted) setProgress({ kind: "none" });
      else setProgress({ kind: "refused", message: error instanceof Error ? error.message : String(error) });
    }
  }

  return (
    <div className="export">
      <form
        className="export-choices"
        onSubmit={(event) => {
          event.preventDefault();
          if (progress.kind !== "making") void download();
        }}
      >
        <VersionChoice
          declarationId={declarationId}
          versions={versions}
          chosen={wanted.versionId}
          all={isArchive}
          onChoose={(versionId) => choose({ versionId: isArchive ? null : versionId })}
        />
        <fieldset className="export-formats">
          <legend>Format</legend>
          {choices.map((format) => (
            <label key={format} className="export-format">
              <input
                type="radio"
                name={`${id}-format`}
                value={format}
                checked={wanted.format === format}
                onChange={() => choose(format === archive ? { format, versionId: null } : { format })}
              />
              <span>
                <span className="export-format-name">{formatWords(format).name}</span>
                <span className="export-explained">{formatWords(format).explained}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <fieldset className="export-options">
          <legend>What is in it</legend>
          <label className="export-format">
            <input
              type="checkbox"
              checked={wanted.annex}
              onChange={(event) => choose({ annex: event.target.checked })}
            />
            <span>How each clause was decided, as an annex</span>
          </label>
          <label className="export-format">
            <input
              type="checkbox"
              checked={wanted.names === "shown"}
              onChange={(event) => choose({ names: event.target.checked ? "shown" : "anonymous" })}
            />
            <span>The names of those who contributed</span>
          </label>
          <Choice
            label="Numbers of the clauses"
            value={wanted.numbering}
            choices={numberings.map((each) => [each, numberingWords[each]])}
            onChoose={(numbering) => choose({ numbering: numbering as Numbering })}
          />
          <Choice
            label="Language of headings and labels"
            value={wanted.language}
            choices={exportLanguages.map((each) => [each, languageWords[each]])}
            onChoose={(language) => choose({ language: language as ExportLanguage })}
          />
        </fieldset>
        <div className="export-actions">
          <Button look="main" type="submit" isPending={progress.kind === "making"}>
            Download {isArchive && "the "}
            {name}
          </Button>
          {progress.kind === "making" && <Button onPress={() => stop.current?.abort()}>Stop</Button>}
          <p className="export-progress" role="status" data-kind={progress.kind}>
            {progressWords(progress, name)}
          </p>
        </div>
      </form>
      <figure className="export-preview">
        <figcaption>{previewWords(wanted.format)}</figcaption>
        {isArchive ? (
          <ArchiveContents named={wanted.names === "shown"} />
        ) : (
          <FirstPage declarationId={declarationId} wanted={wanted} />
        )}
      </figure>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [string, string])[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, value, choices, onChoose }: ChoiceProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChoose(event.target.value)}>
        {choices.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

function progressWords(progress: Progress, name: string): string {
  switch (progress.kind) {
    case "none":
      return "";
    case "making":
      return progress.received === 0
        ? `Making the ${name}…`
        : `Receiving, ${sizeWords(progress.received)} so far…`;
    case "done":
      return `${progress.fileName}, ${sizeWords(progress.size)}, is among your downloads.`;
    case "refused":
      return progress.message;
  }
}
