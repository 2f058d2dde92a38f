import { useState } from "react";
import type { CodeAnswer } from "../../../shared/answers.ts";
import { askServer, RefusedError } from "../../session/askServer.ts";
import "../../ui/Button.css";
import "../../ui/Field.css";

/** For those who cannot scan: the six letters that stand on the screen. */
export function CodeForm() {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);

  async function find(typed: string) {
    const code = typed.replaceAll(/[\s-]/g, "");
    if (code === "") return setRefusal("Please type the code that stands on the screen.");
    setLooking(true);
    setRefusal(null);
    try {
      const { path } = await askServer<CodeAnswer>(`/api/codes/${encodeURIComponent(code)}`);
      window.location.assign(path);
    } catch (error) {
      setLooking(false);
      setRefusal(error instanceof RefusedError ? error.message : String(error));
    }
  }

  return (
    <form
      className="landing-code"
      onSubmit={(event) => {
        event.preventDefault();
        if (!looking) void find(String(new FormData(event.currentTarget).get("code") ?? ""));
      }}
    >
      <div className="field">
        <label htmlFor="code">The code on the screen</label>
        <input
          id="code"
          name="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={12}
          enterKeyHint="go"
          aria-invalid={refusal !== null}
          aria-describedby={refusal === null ? undefined : "code-refusal"}
          onInput={() => setRefusal(null)}
        />
      </div>
      <button type="submit" className="button button-main" aria-disabled={looking}>
        {looking ? "Looking…" : "Go in"}
      </button>
      {refusal !== null && (
        <p id="code-refusal" className="field-refusal" role="alert">
          {refusal}
        </p>
      )}
    </form>
  );
}
