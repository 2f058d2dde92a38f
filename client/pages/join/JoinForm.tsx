import { useEffect, useRef, useState } from "react";
import type { JoinAnswer, LinkPreview } from "../../../shared/answers.ts";
import { limits } from "../../../shared/limits.ts";
import { askServer, RefusedError } from "../../session/askServer.ts";
import { declarationAddress, invitations } from "./invitation.ts";
import { stakeholderGroups } from "./stakeholderGroups.ts";

interface JoinFormProps {
  readonly token: string;
  readonly link: LinkPreview;
}

/** Asks who is coming, joins, and goes to the declaration. */
export function JoinForm({ token, link }: JoinFormProps) {
  const { explained, button, nameNeeded } = invitations[link.role];
  const [joining, setJoining] = useState(false);
  const [nameMissing, setNameMissing] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const name = useRef<HTMLInputElement>(null);
  const refusalLine = useRef<HTMLParagraphElement>(null);

  useEffect(() => {
    if (refusal !== null) refusalLine.current?.focus();
  }, [refusal]);

  async function join(form: FormData) {
    const given = (field: string) => String(form.get(field) ?? "").trim();
    if (nameNeeded && given("name") === "") {
      setNameMissing(true);
      name.current?.focus();
      return;
    }
    setNameMissing(false);
    setRefusal(null);
    setJoining(true);
    try {
      const joined = await askServer<JoinAnswer>("/api/join", {
        token,
        name: given("name"),
        ...(given("affiliation") && { affiliation: given("affiliation") }),
        ...(given("stakeholder") && { stakeholder: given("stakeholder") }),
      });
      window.location.assign(declarationAddress(joined.declarationId));
    } catch (error) {
      setJoining(false);
      setRefusal(error instanceof RefusedError ? error.message : String(error));
    }
  }

  return (
    <form
      className="join-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!joining) void join(new FormData(event.currentTarget));
      }}
    >
      <p className="join-lead">{explained}</p>
      <div className="field join-field">
        <label htmlFor="name">
          Your name {!nameNeeded && <span className="field-optional">if you like</span>}
        </label>
        <input
          id="name"
          name="name"
          ref={name}
          autoComplete="name"
          autoCapitalize="words"
          enterKeyHint="next"
          maxLength={limits.nameLength}
          aria-required={nameNeeded}
          aria-invalid={nameMissing}
          aria-describedby={nameMissing ? "name-missing" : undefined}
          onInput={() => setNameMissing(false)}
        />
        {nameMissing && (
          <p id="name-missing" className="field-refusal">
            Please write your name: the others see it beside your words.
          </p>
        )}
      </div>
      <div className="field join-field">
        <label htmlFor="affiliation">
          Affiliation <span className="field-optional">if you like</span>
        </label>
        <input
          id="affiliation"
          name="affiliation"
          autoComplete="organization"
          enterKeyHint="next"
          maxLength={limits.affiliationLength}
        />
      </div>
      <div className="field join-field">
        <label htmlFor="stakeholder">
          You speak for <span className="field-optional">if you like</span>
        </label>
        <select id="stakeholder" name="stakeholder" defaultValue="">
          <option value="">No group</option>
          {stakeholderGroups.map((group) => (
            <option key={group}>{group}</option>
          ))}
        </select>
      </div>
      {refusal !== null && (
        <p ref={refusalLine} tabIndex={-1} role="alert" className="field-refusal">
          {refusal}
        </p>
      )}
      <button type="submit" className="button button-main join-enter" aria-disabled={joining}>
        {joining ? "Opening…" : button}
      </button>
    </form>
  );
}
