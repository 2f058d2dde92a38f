import { useEffect, useState } from "react";
import type { InvitationAnswer } from "../../../shared/answers.ts";
import type { Declaration } from "../../../shared/declaration/readDeclaration.ts";
import { openCheck } from "../../../shared/deliberation/reading.ts";
import type { Check, Deliberation } from "../../../shared/deliberation/state.ts";
import { askUntilReached } from "../../session/askServer.ts";
import { ScreenCheck } from "./ScreenCheck.tsx";
import { ScreenInvitation } from "./ScreenInvitation.tsx";

/** Long enough for a hall to read the result and nod, before the text comes back. */
const resultMilliseconds = 45_000;

interface ScreenChecksProps {
  readonly declaration: Declaration;
  readonly deliberation: Deliberation;
}

/** The check that a projector shows in place of the text. */
export function ScreenChecks({ declaration, deliberation }: ScreenChecksProps) {
  const shown = useShownCheck(deliberation);
  return shown === null ? null : <ScreenCheck declaration={declaration} check={shown} />;
}

/** The open check; the one that was closed before these eyes stays for a while with its result. */
function useShownCheck(deliberation: Deliberation): Check | null {
  const open = openCheck(deliberation);
  const [seenId, setSeenId] = useState<string | null>(null);
  const openId = open?.checkId ?? null;
  useEffect(() => {
    if (openId !== null) {
      setSeenId(openId);
      return;
    }
    const timer = setTimeout(() => setSeenId(null), resultMilliseconds);
    return () => clearTimeout(timer);
  }, [openId]);
  return open ?? (seenId === null ? null : (deliberation.checks.get(seenId) ?? null));
}

/** The way in for the hall. */
export function Invitation({ declarationId }: { declarationId: string }) {
  const [invitation, setInvitation] = useState<InvitationAnswer["invitation"]>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const look = () =>
      askUntilReached<InvitationAnswer>(
        `/api/declarations/${encodeURIComponent(declarationId)}/invitation`,
        undefined,
        leaving.signal,
      ).then(
        (answer) => {
          if (!leaving.signal.aborted) setInvitation(answer.invitation);
        },
        () => {},
      );
    void look();
    // A screen reads no records about links; asked now and then, it learns that one was withdrawn or has another address.
    const timer = setInterval(() => void look(), 30_000);
    return () => {
      leaving.abort();
      clearInterval(timer);
    };
  }, [declarationId]);
  return invitation === null ? null : <ScreenInvitation {...invitation} />;
}
