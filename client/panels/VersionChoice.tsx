import { useId, useState } from "react";
import type { NamedVersion } from "../../shared/deliberation/state.ts";
import { limits } from "../../shared/limits.ts";
import { sendCommand } from "../session/sendCommand.ts";
import { Button } from "../ui/Button.tsx";
import "../ui/Field.css";

interface VersionChoiceProps {
  readonly declarationId: string;
  readonly versions: readonly NamedVersion[];
  /** Null for the declaration as it stands. */
  readonly chosen: string | null;
  /** Whether every state is taken along, so that there is none to choose. */
  readonly all: boolean;
  readonly onChoose: (versionId: string | null) => void;
}

/** Which state of the declaration: as it stands, one that has a name, or the present one by a new name. */
export function VersionChoice({ declarationId, versions, chosen, all, onChoose }: VersionChoiceProps) {
  const id = useId();
  const [name, setName] = useState("");
  const [naming, setNaming] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function nameIt() {
    setNaming(true);
    setRefusal(null);
    try {
      const record = await sendCommand(declarationId, "nameVersion", { name });
      if (record.kind === "versionNamed") onChoose(record.data.versionId);
      setName("");
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
    }
    setNaming(false);
  }

  return (
    <div className="export-version">
      <div className="field">
        <label htmlFor={`${id}-version`}>State</label>
        <select
          id={`${id}-version`}
          value={chosen ?? ""}
          disabled={all}
          onChange={(event) => onChoose(event.target.value || null)}
        >
          <option value="">{all ? "As it stands now, and every named one" : "As it stands now"}</option>
          {versions.toReversed().map((version) => (
            <option key={version.versionId} value={version.versionId}>
              {version.name}, {momentWords(version.at)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-name`}>
          Name the present state <span className="field-optional">to keep it</span>
        </label>
        <div className="export-naming">
          <input
            id={`${id}-name`}
            value={name}
            maxLength={limits.versionNameLength}
            placeholder="For the plenary"
            aria-invalid={refusal !== null}
            aria-describedby={refusal === null ? undefined : `${id}-refused`}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              // Enter here names a version and downloads nothing.
              event.preventDefault();
              if (name.trim() !== "" && !naming) void nameIt();
            }}
          />
          <Button isDisabled={name.trim() === ""} isPending={naming} onPress={() => void nameIt()}>
            Name it
          </Button>
        </div>
        {refusal !== null && (
          <p id={`${id}-refused`} className="field-refusal" role="alert">
            {refusal}
          </p>
        )}
      </div>
    </div>
  );
}

const moments = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

function momentWords(at: string): string {
  return moments.format(new Date(at));
}
