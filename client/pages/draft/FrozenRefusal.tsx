import { useMemo, useRef, useState } from "react";
import type { MarginRoom } from "../../panels/margin/marginRoom.ts";
import type { DeclarationSession } from "../../session/openDeclaration.ts";
import { proposeUnsaved } from "../../session/proposeUnsaved.ts";
import { Button } from "../../ui/Button.tsx";
import { RefusedNotice } from "./RefusedNotice.tsx";

interface FrozenRefusalProps {
  readonly session: DeclarationSession;
  readonly message: string;
  readonly clauses: MarginRoom["clauses"];
}

/** Words that reached a frozen clause: kept, and one press from being an amendment. */
export function FrozenRefusal({ session, message, clauses }: FrozenRefusalProps) {
  const unsaved = useMemo(() => session.unsavedWords(), [session]);
  const done = useRef(new Set<string>());
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const words = unsaved
    .map(({ clauseId, words }) => {
      const number = clauses.get(clauseId)?.number;
      return unsaved.length === 1 ? words : `${number ?? "Title"}  ${words}`;
    })
    .join("\n\n");

  async function propose() {
    setPending(true);
    setFailure(null);
    try {
      if (await proposeUnsaved(session, done.current)) return await session.startAgain();
      setFailure("Some of the words belong to no clause. Copy those before you start again.");
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
    setPending(false);
  }

  return (
    <RefusedNotice
      message={unsaved.length === 0 ? "This clause is frozen by the facilitator." : message}
      words={words}
      onStartAgain={() => void session.startAgain()}
    >
      {failure !== null && (
        <p className="field-refusal" role="alert">
          {failure}
        </p>
      )}
      {unsaved.length > 0 && (
        <Button look="main" isPending={pending} onPress={() => void propose()}>
          {unsaved.length === 1 ? "Propose them as an amendment" : "Propose them as amendments"}
        </Button>
      )}
    </RefusedNotice>
  );
}
