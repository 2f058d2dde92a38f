import { useEffect, useMemo, useRef, useState } from "react";
import type { Declaration } from "../../../shared/declaration/readDeclaration.ts";
import { openCheck } from "../../../shared/deliberation/reading.ts";
import type { Feet } from "../../reader/DeclarationText.tsx";
import type { OpenSheet } from "../../reader/part/ClauseFoot.tsx";
import { type ChosenWords, useChosenWords } from "../../reader/part/chosenWords.ts";
import { type Standings, standingsOf } from "../../reader/part/clauseStanding.ts";
import { removedClauses } from "../../reader/part/commentPlaces.ts";
import { freezeAhead } from "../../reader/part/FreezeCountdown.tsx";
import type { Hall } from "../../reader/part/hall.ts";
import { type NewsItem, newsFor } from "../../reader/part/news.ts";
import { useCommentPlaces } from "../../reader/part/useCommentPlaces.ts";
import { useLastSeen } from "../../reader/part/useLastSeen.ts";
import type { DeclarationSession } from "../../session/openDeclaration.ts";
import { createSeenNews } from "../../session/seenNews.ts";
import { useServerTime } from "../../session/serverTime.ts";
import { useValue } from "../../session/useValue.ts";

export interface TakingPart {
  readonly hall: Hall | null;
  /** Null where one only watches. */
  readonly feet: Feet | null;
  readonly sheet: OpenSheet | null;
  readonly setSheet: (sheet: OpenSheet | null) => void;
  readonly news: readonly NewsItem[];
  readonly unseen: ReadonlySet<string>;
  readonly see: (ids: readonly string[]) => void;
  /** The open check, unless it was put away here. */
  readonly check: ReturnType<typeof openCheck>;
  readonly freeze: ReturnType<typeof freezeAhead>;
  readonly chosen: ChosenWords | null;
}

const noStandings: Standings = new Map();

/** What a person in the hall sees of the deliberation, and what of it is open before them. */
export function useTakingPart(session: DeclarationSession, declaration: Declaration | null): TakingPart {
  const { me, document, outbox } = session;
  const deliberation = useValue(session.deliberation);
  const entries = useValue(outbox.entries);
  const takesPart = me.allowed.includes("contribute");
  const [sheet, setSheet] = useState<OpenSheet | null>(null);
  const [seen] = useState(() => createSeenNews(me.declarationId, me.participantId));
  const seenIds = useValue(seen.ids);
  const chosen = useChosenWords();

  const someFreeze = [...deliberation.freezes.values()].some(
    ({ from }) => Date.parse(from) > Date.now() - 60_000,
  );
  const now = useServerTime(someFreeze);
  const freeze = freezeAhead(deliberation, now);
  const begun = [...deliberation.freezes.values()].filter(({ from }) => Date.parse(from) <= now).length;

  const places = useCommentPlaces(
    document,
    takesPart ? declaration : null,
    deliberation.comments,
    sheet !== null,
  );
  const lastSeen = useLastSeen(me.declarationId, takesPart ? declaration : null);

  const before = useRef(noStandings);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time matters only where a freeze begins by it.
  const standings = useMemo(() => {
    if (declaration === null) return noStandings;
    return standingsOf(declaration, deliberation, me.participantId, now, places, before.current);
  }, [declaration, deliberation, me.participantId, places, begun]);
  useEffect(() => {
    before.current = standings;
  }, [standings]);

  const ideas = useMemo(() => {
    const open = [...deliberation.ideas.values()].filter(
      ({ visibility, outcome }) => visibility !== "hidden" && outcome.kind === "open",
    );
    return new Map(
      [...Map.groupBy(open, ({ theme }) => theme)].map(([theme, those]) => [theme, those.length] as const),
    );
  }, [deliberation.ideas]);

  const removed = useMemo(
    () => (declaration === null ? 0 : removedClauses(declaration, deliberation, places).length),
    [declaration, deliberation, places],
  );
  const feet = useMemo(
    () => (takesPart ? { standings, ideas, removed, onOpen: setSheet } : null),
    [takesPart, standings, ideas, removed],
  );
  const news = useMemo(() => newsFor(deliberation, me.participantId), [deliberation, me.participantId]);
  const unseen = useMemo(
    () => new Set(news.map(({ id }) => id).filter((id) => !seenIds.has(id))),
    [news, seenIds],
  );
  const asked = openCheck(deliberation);

  return {
    hall:
      declaration === null
        ? null
        : { me, document, declaration, deliberation, outbox, entries, places, lastSeen },
    feet,
    sheet,
    setSheet,
    news,
    unseen,
    see: seen.see,
    check: asked !== null && !seenIds.has(checkName(asked.checkId)) ? asked : null,
    freeze,
    chosen: takesPart ? chosen : null,
  };
}

/** Under which name it is remembered that a check was put away. */
export function checkName(checkId: string): string {
  return `check ${checkId}`;
}
