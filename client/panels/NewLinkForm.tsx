import { useId, useState } from "react";
import type { CommandInput } from "../../shared/commands.ts";
import { limits } from "../../shared/limits.ts";
import { type Role, roles } from "../../shared/permissions.ts";
import { Button } from "../ui/Button.tsx";
import { roleWords } from "./linkWords.ts";
import "../ui/Field.css";

const hour = 3_600_000;
const validities = [
  { words: "Until withdrawn", milliseconds: null },
  { words: "24 hours", milliseconds: 24 * hour },
  { words: "7 days", milliseconds: 7 * 24 * hour },
  { words: "30 days", milliseconds: 30 * 24 * hour },
] as const;

interface NewLinkFormProps {
  /** Answers whether the link was made; the form then empties. */
  readonly onMake: (link: CommandInput<"createLink">) => Promise<boolean>;
}

/** Makes another link: for whom, what it is called, how long it opens. */
export function NewLinkForm({ onMake }: NewLinkFormProps) {
  const id = useId();
  const [role, setRole] = useState<Role>("participant");
  const [label, setLabel] = useState("");
  const [validity, setValidity] = useState(0);
  const [making, setMaking] = useState(false);

  async function make() {
    setMaking(true);
    const milliseconds = validities[validity]?.milliseconds ?? null;
    const expiresAt = milliseconds === null ? null : new Date(Date.now() + milliseconds).toISOString();
    if (await onMake({ role, label: label.trim(), expiresAt })) setLabel("");
    setMaking(false);
  }

  return (
    <form
      className="links-new"
      onSubmit={(event) => {
        event.preventDefault();
        if (!making) void make();
      }}
    >
      <h3>A new link</h3>
      <div className="field">
        <label htmlFor={`${id}-role`}>For</label>
        <select id={`${id}-role`} value={role} onChange={(event) => setRole(event.target.value as Role)}>
          {roles.map((each) => (
            <option key={each} value={each}>
              {roleWords[each].plural}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-label`}>
          Name <span className="field-optional">if you like</span>
        </label>
        <input
          id={`${id}-label`}
          value={label}
          maxLength={limits.linkLabelLength}
          placeholder="Table 4"
          onChange={(event) => setLabel(event.target.value)}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-validity`}>Opens for</label>
        <select
          id={`${id}-validity`}
          value={validity}
          onChange={(event) => setValidity(Number(event.target.value))}
        >
          {validities.map(({ words }, place) => (
            <option key={words} value={place}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <Button look="main" type="submit" isPending={making}>
        Make the link
      </Button>
    </form>
  );
}
