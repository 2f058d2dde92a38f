import { useEffect, useState } from "react";
import type { JoinAnswer, LinkPreview } from "../../../shared/answers.ts";
import { askUntilReached } from "../../session/askServer.ts";
import { declarationAddress, invitations } from "./invitation.ts";

interface ScreenEntranceProps {
  readonly token: string;
  readonly link: LinkPreview;
}

/** A projector has nobody at its keyboard: it joins by itself, and goes on asking while the server is away. */
export function ScreenEntrance({ token, link }: ScreenEntranceProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const joinedBefore = link.alreadyJoined?.role === "screen";

  useEffect(() => {
    const leaving = new AbortController();
    const enter = (declarationId: string) => {
      if (!leaving.signal.aborted) window.location.replace(declarationAddress(declarationId));
    };
    if (joinedBefore) enter(link.declarationId);
    else {
      askUntilReached<JoinAnswer>("/api/join", { token, name: "Screen" }, leaving.signal).then(
        (joined) => enter(joined.declarationId),
        (error: unknown) => setRefusal(error instanceof Error ? error.message : String(error)),
      );
    }
    return () => leaving.abort();
  }, [token, link, joinedBefore]);

  return (
    <>
      <p className="join-lead">{invitations.screen.explained}</p>
      {refusal === null ? (
        <p role="status">Opening…</p>
      ) : (
        <p role="alert" className="field-refusal">
          {refusal}
        </p>
      )}
    </>
  );
}
