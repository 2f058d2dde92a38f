import { useEffect } from "react";
import { useDeclaration } from "../../reader/useDeclaration.ts";
import type { DeclarationSession } from "../../session/openDeclaration.ts";
import type { SaveStatus } from "../../session/saveStatus.ts";
import { useValue } from "../../session/useValue.ts";
import { useOpening } from "../useOpening.ts";
import { HallLayer } from "./HallLayer.tsx";
import { NewsButton } from "./NewsButton.tsx";
import { type Liveness, ReaderView } from "./ReaderView.tsx";
import { ScreenLayer } from "./ScreenLayer.tsx";
import { useTakingPart } from "./useTakingPart.ts";

const nobody = { writers: 0, readers: 0 };
const nothingFresh: ReadonlySet<string> = new Set();

/** `/d/ID` for whoever reads along. */
export function ReaderPage({ opening }: { opening: Promise<DeclarationSession> }) {
  const state = useOpening(opening);
  if (state.kind === "opened") return <OpenReader session={state.opened} />;
  return (
    <ReaderView
      declaration={null}
      fresh={nothingFresh}
      liveness={state.kind === "failed" ? { kind: "ended", message: state.message } : { kind: "opening" }}
      people={nobody}
      screen={false}
    />
  );
}

function OpenReader({ session }: { session: DeclarationSession }) {
  const status = useValue(session.saveStatus);
  const people = useValue(session.people);
  const ready = useValue(session.textReady);
  const { declaration, fresh, unreadable } = useDeclaration(session.document, ready);
  const part = useTakingPart(session, declaration);
  const takesPart = part.feet !== null;
  const isScreen = session.me.role === "screen";
  const title = declaration?.title;

  useEffect(() => {
    if (title !== undefined) document.title = `${title.trim() || "Declaration"} · Plenary`;
  }, [title]);
  useShownPlace(declaration !== null);

  return (
    <ReaderView
      declaration={declaration}
      fresh={fresh}
      liveness={
        unreadable === null
          ? livenessOf(status)
          : { kind: "ended", message: `${unreadable.message} Reload the page.` }
      }
      people={people}
      screen={isScreen}
      feet={part.feet}
      before={isScreen && <ScreenLayer part={part} place="before" />}
      news={takesPart && <NewsButton part={part} />}
    >
      {takesPart && <HallLayer part={part} />}
      {isScreen && <ScreenLayer part={part} place="over" />}
    </ReaderView>
  );
}

function livenessOf(status: SaveStatus): Liveness {
  switch (status.kind) {
    case "opening":
      return { kind: "opening" };
    case "saved":
    case "sending":
      return { kind: "live" };
    case "offline":
      return { kind: "offline" };
    case "refused":
      return { kind: "ended", message: status.message };
  }
}

/** Goes to the place that the address names, a theme or a clause, once it is there: it comes after the page. */
function useShownPlace(ready: boolean): void {
  useEffect(() => {
    if (!ready || window.scrollY > 0) return;
    const name = decodeURIComponent(window.location.hash.slice(1));
    if (name !== "") document.getElementById(name)?.scrollIntoView({ block: "start", behavior: "instant" });
  }, [ready]);
}
