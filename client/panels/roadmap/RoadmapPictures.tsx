import { useCallback, useMemo } from "react";
import type { Doc } from "yjs";
import type { Deliberation } from "../../../shared/deliberation/state.ts";
import { positions } from "../../../shared/records.ts";
import {
  actorsByTheme,
  agreementOf,
  countHorizons,
  coverageOf,
  summitDayOf,
  timelineOf,
} from "../../../shared/roadmap/figures.ts";
import { Picture } from "./Picture.tsx";
import { drawActors, drawAgreement, drawCoverage, drawTimeline } from "./plots.ts";
import { ActorsTable, AgreementTable, CoverageTable, positionWords, TimelineTable } from "./tables.tsx";
import { useReadDeclaration } from "./useReadDeclaration.ts";
import "./RoadmapPictures.css";

interface RoadmapPicturesProps {
  readonly document: Doc;
  readonly deliberation: Deliberation;
}

/** The roadmap at a glance, live: what comes when, whom it addresses, which questions it answers, how far people agree. */
export default function RoadmapPictures({ document, deliberation }: RoadmapPicturesProps) {
  const declaration = useReadDeclaration(document);
  const summitDay = summitDayOf(deliberation, new Date().toISOString());
  const entries = useMemo(() => timelineOf(declaration, summitDay), [declaration, summitDay]);
  const actors = useMemo(() => actorsByTheme(declaration), [declaration]);
  const coverage = useMemo(() => coverageOf(declaration), [declaration]);
  const agreement = useMemo(() => agreementOf(declaration, deliberation), [declaration, deliberation]);

  const counts = countHorizons(entries);
  const count = (horizon: "short" | "medium" | "long" | null) => counts.get(horizon)?.length ?? 0;
  const gaps = coverage.filter(({ clauses }) => clauses.length === 0).length;
  const addressed = actors.filter(({ total }) => total > 0).length;
  const counted = agreement.filter(({ tally }) => tally.total > 0);

  return (
    <div className="pictures">
      <Picture
        title="What comes when"
        summary={`${entries.length} actions: ${count("short")} within a year, ${count("medium")} within three, ${count("long")} later, ${count(null)} without a date.`}
        empty={
          entries.length === 0
            ? "No clause is an action yet. Give one a lead, an actor or a date: Alt+Shift+R in the clause."
            : null
        }
        draw={useCallback((width: number) => drawTimeline(entries, summitDay, width), [entries, summitDay])}
        table={<TimelineTable entries={entries} />}
      />
      <Picture
        title="Who is addressed in which theme"
        summary={`${addressed} of ${actors.length} actors are addressed.`}
        empty={addressed === 0 ? "No clause names an actor yet." : null}
        draw={useCallback((width: number) => drawActors(actors, width), [actors])}
        table={<ActorsTable rows={actors} />}
      />
      <Picture
        title="Which guiding questions have an answer"
        summary={`${coverage.length - gaps} of ${coverage.length} guiding questions have a clause.`}
        empty={null}
        draw={useCallback((width: number) => drawCoverage(coverage, width), [coverage])}
        table={<CoverageTable rows={coverage} />}
      />
      <Picture
        title="How far people agree"
        summary={`Positions were taken on ${counted.length} of ${agreement.length} clauses.`}
        empty={counted.length === 0 ? "Nobody has taken a position on the clauses as they stand." : null}
        draw={useCallback((width: number) => drawAgreement(agreement, width), [agreement])}
        legend={<Legend />}
        table={<AgreementTable rows={agreement} />}
      />
    </div>
  );
}

function Legend() {
  return (
    <ul className="pictures-legend">
      {positions.map((position) => (
        <li key={position}>
          <svg width="16" height="16" aria-hidden="true" data-position={position}>
            {position === "disagree" && (
              <pattern
                id="roadmap-hatch"
                width="6"
                height="6"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <path d="M1.5 0V6" />
              </pattern>
            )}
            <rect x="0.5" y="0.5" width="15" height="15" />
          </svg>
          {positionWords[position]}
        </li>
      ))}
    </ul>
  );
}
