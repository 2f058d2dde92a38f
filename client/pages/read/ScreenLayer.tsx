import { FreezeCountdown } from "../../reader/part/FreezeCountdown.tsx";
import { useLater } from "../../reader/part/useLater.ts";
import type { TakingPart } from "./useTakingPart.ts";
import "./HallLayer.css";

const fetchParts = () => import("./ScreenParts.tsx");

interface ScreenLayerProps {
  readonly part: TakingPart;
  /** Whether this is the place before the text, or the one over it. */
  readonly place: "before" | "over";
}

/** What a screen shows beside the text: the invitation before it; checks and countdowns over it. */
export function ScreenLayer({ part: { hall, freeze }, place }: ScreenLayerProps) {
  const parts = useLater(fetchParts, true);
  if (hall === null) return null;
  const { declaration, deliberation, me } = hall;
  if (place === "before") {
    return typeof parts === "object" ? <parts.part.Invitation declarationId={me.declarationId} /> : null;
  }
  return (
    <>
      {typeof parts === "object" && (
        <parts.part.ScreenChecks declaration={declaration} deliberation={deliberation} />
      )}
      {freeze !== null && (
        <div className="hall-layer">
          <FreezeCountdown declaration={declaration} ahead={freeze} />
        </div>
      )}
    </>
  );
}
