import { useSending } from "../../session/useSending.ts";
import { Button } from "../../ui/Button.tsx";
import type { MarginRoom } from "../margin/marginRoom.ts";
import { wideScopes } from "./scopes.ts";

/** Where comments are taken: everywhere, or not in the whole text or a section of it. A single clause is closed at its card. */
export function CommentingForm({ room }: { readonly room: MarginRoom }) {
  const { deliberation, me, clauses } = room;
  const sending = useSending(me.declarationId);
  const closedClauses = [...deliberation.closedForComments.values()].flatMap((scope) =>
    scope.kind === "clause" ? [clauses.get(scope.clauseId)?.number ?? ""] : [],
  );
  return (
    <section aria-label="Comments">
      <h3>Comments</h3>
      <ul className="moderation-queue">
        {wideScopes.map(({ key, name, scope }) => {
          const closed = deliberation.closedForComments.has(key);
          return (
            <li key={key} className="moderation-person">
              <span>
                {name}
                {closed && <span className="margin-hint"> closed</span>}
              </span>
              <Button
                aria-label={closed ? `Open ${name} for comments` : `Close ${name} for comments`}
                onPress={() => void sending.send("setCommenting", { scope, open: closed })}
              >
                {closed ? "Open" : "Close"}
              </Button>
            </li>
          );
        })}
      </ul>
      {closedClauses.length > 0 && (
        <p className="margin-hint">Closed as well: {closedClauses.filter(Boolean).join(", ")}</p>
      )}
      {sending.refusal !== null && (
        <p className="field-refusal" role="alert">
          {sending.refusal}
        </p>
      )}
    </section>
  );
}
