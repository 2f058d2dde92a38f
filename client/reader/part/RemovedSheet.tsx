import { parseWording } from "../../../shared/declaration/wording.ts";
import type { Amendment } from "../../../shared/deliberation/state.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Wording } from "../Wording.tsx";
import type { OpenSheet } from "./ClauseFoot.tsx";
import { clauseOfComment, type RemovedClause, removedClauses } from "./commentPlaces.ts";
import { clauseIn, useHall } from "./hall.ts";
import { ProposedWordings } from "./ProposedWordings.tsx";
import { Threads } from "./Threads.tsx";
import { useSilence } from "./WriteBox.tsx";
import "./ClauseSheet.css";

/** The clauses that are not in the text any more, each with its last wording and what was said about it. */
export function RemovedSheet({ onClose }: { onClose: () => void }) {
  const { declaration, deliberation, places } = useHall();
  const removed = removedClauses(declaration, deliberation, places);
  return (
    <Dialog kind="sheet" open title="Removed clauses" onClose={onClose}>
      {removed.length === 0 ? (
        <p className="sheet-note">Every clause about which something was said stands in the text.</p>
      ) : (
        <ul className="sheet-list removed-clauses">
          {removed.map((each) => (
            <li key={each.clauseId} className="sheet">
              <Removed removed={each} />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

interface GoneClauseProps {
  readonly clauseId: string;
  readonly onOpen: (sheet: OpenSheet) => void;
}

/** In place of a clause that somebody asks for and that is gone. */
export function GoneClause({ clauseId, onOpen }: GoneClauseProps) {
  const { declaration, deliberation, places } = useHall();
  const removed = removedClauses(declaration, deliberation, places).find(
    (each) => each.clauseId === clauseId,
  );
  const heirs = new Set(
    [...deliberation.comments.values()]
      .filter((comment) => comment.madeOn === clauseId && comment.amendmentId === null)
      .map((comment) => clauseOfComment(comment, places)),
  );
  const elsewhere = [...heirs].flatMap((heir) => clauseIn(declaration, heir)?.clause ?? []);
  return (
    <>
      <p className="sheet-note">
        This clause is not in the text any more.
        {elsewhere.length > 0 && " Comments on it stand where its words went:"}
      </p>
      {elsewhere.map(({ id, number }) => (
        <Button
          key={id}
          onPress={() => onOpen({ kind: "clause", clauseId: id, writing: false, chosen: null })}
        >
          Show clause {number}
        </Button>
      ))}
      {removed !== undefined && <Removed removed={removed} />}
    </>
  );
}

function Removed({ removed: { clauseId, threads, amendments } }: { removed: RemovedClause }) {
  const silence = useSilence(!useHall().deliberation.closedForComments.has("all"));
  return (
    <>
      <LastWording clauseId={clauseId} amendments={amendments} />
      {amendments.length > 0 && (
        <div className="sheet-part">
          <h3 className="sheet-heading">What was proposed</h3>
          <ProposedWordings clause={null} amendments={amendments} silence={silence} />
        </div>
      )}
      {threads.length > 0 && (
        <div className="sheet-part">
          <h3 className="sheet-heading">Comments</h3>
          <Threads comments={threads} silence={silence} />
        </div>
      )}
    </>
  );
}

function LastWording({ clauseId, amendments }: Omit<RemovedClause, "threads">) {
  const { lastSeen } = useHall();
  const seen = lastSeen.get(clauseId);
  const recorded = recordedWording(amendments);
  if (clauseId === "") return <p className="sheet-note">Proposed for a part of the text without clauses.</p>;
  if (recorded === "" && seen === undefined) {
    return (
      <p className="sheet-note">This clause was removed before you came in: its words are not known here.</p>
    );
  }
  return (
    <div className="sheet-wording removed-wording">
      <h3 className="sheet-heading">
        {seen === undefined ? "The last wording on record" : `Was clause ${seen.number}`}
      </h3>
      <Wording blocks={parseWording(seen?.wording ?? recorded)} />
    </div>
  );
}

/** What the records know of a wording that this page never showed; empty where nothing. */
function recordedWording(amendments: readonly Amendment[]): string {
  const struck = amendments.find(({ kind, outcome }) => kind === "strike" && outcome.kind === "adopted");
  if (struck?.outcome.kind === "adopted") return struck.outcome.before;
  const known = amendments.findLast(({ kind, outcome }) => kind !== "insert" || outcome.kind === "adopted");
  if (known === undefined) return "";
  return known.outcome.kind === "adopted" ? known.wording : known.base;
}
