import type { Declaration } from "../../../shared/declaration/readDeclaration.ts";
import { positionNames, type Tally, tally } from "../../../shared/deliberation/reading.ts";
import type { Check } from "../../../shared/deliberation/state.ts";
import { wordingOfClause } from "../../reader/part/clauseStanding.ts";
import { clauseIn } from "../../reader/part/hall.ts";
import { Wording } from "../../reader/Wording.tsx";
import { positionWords } from "../../ui/deliberationWords.ts";
import "./ScreenCheck.css";

interface ScreenCheckProps {
  readonly declaration: Declaration;
  readonly check: Check;
}

/** A check on the projector: the question, the clause in large letters, and the answers as they come in. */
export function ScreenCheck({ declaration, check }: ScreenCheckProps) {
  const found = clauseIn(declaration, check.clauseId);
  const hash = check.closedAt === null && found !== null ? wordingOfClause(found.clause).hash : check.wording;
  const counts = tally([...check.positions.values()], hash);
  return (
    <section
      className="screen-check"
      aria-label={check.closedAt === null ? "A check is open" : "The result of the check"}
      data-theme={found?.section.theme ?? undefined}
      data-long={found !== null && wordingOfClause(found.clause).wording.length > 320 ? true : undefined}
    >
      <h1 className="screen-question">
        {check.question || "What do you think of this wording?"}
        <span className="screen-state">
          {check.closedAt === null ? "Open now, on your phone" : "Closed: the result"}
        </span>
      </h1>
      <div className="screen-clause">
        {found === null ? (
          <p>This clause is not in the text any more.</p>
        ) : (
          <>
            <span className="screen-number">{found.clause.number}</span>
            <div className="screen-wording">
              <Wording blocks={found.clause.blocks} />
            </div>
          </>
        )}
      </div>
      <Answers counts={counts} />
      {counts.stale > 0 && <p className="screen-stale">{counts.stale} on an earlier wording, not counted</p>}
    </section>
  );
}

/** How many of everybody, and of each stakeholder group. */
function Answers({ counts }: { counts: Tally }) {
  const split = counts.groups.some(({ stakeholder }) => stakeholder !== "");
  return (
    <table className="screen-answers">
      <thead>
        <tr>
          <td />
          {positionNames.map((position) => (
            <th key={position} scope="col" data-position={position}>
              {positionWords[position].take}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr className="screen-total">
          <th scope="row">Everybody</th>
          {positionNames.map((position) => (
            <td key={position} data-position={position}>
              {counts.counts[position]}
            </td>
          ))}
        </tr>
        {split &&
          counts.groups.map((group) => (
            <tr key={group.stakeholder}>
              <th scope="row">{group.stakeholder || "No group named"}</th>
              {positionNames.map((position) => (
                <td
                  key={position}
                  data-position={position}
                  data-none={group.counts[position] === 0 || undefined}
                >
                  {group.counts[position]}
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}
