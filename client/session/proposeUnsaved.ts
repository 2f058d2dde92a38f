/** What the server refused to take into the text, proposed as amendments instead: nothing that was written is lost. */
import type { CommandRequest } from "../../shared/commands.ts";
import { type ClauseNow, clausesOf } from "./clauseFeed.ts";
import { type DeclarationSession, openDeclaration } from "./openDeclaration.ts";
import { sendCommand } from "./sendCommand.ts";

type Proposal = CommandRequest<"proposeAmendment">;
type Section = Extract<Proposal, { kind: "insert" }>["section"];

/** Told to whoever reads the amendment. */
const reason = "Written while the text was frozen.";

/**
 * Proposes the unsaved words of each clause on its wording as the server has it. Clauses in `done` are passed over, and
 * each that was proposed is added there, so that after a failure only the rest is proposed again. Rejects with
 * RefusedError. Answers whether all words went into proposals: those of a title cannot.
 */
export async function proposeUnsaved(session: DeclarationSession, done: Set<string>): Promise<boolean> {
  const { declarationId } = session.me;
  const unsaved = session.unsavedWords();
  const here = clausesNow(session);
  const stored = await openDeclaration({ declarationId, mode: "read" });
  try {
    await untilReady(stored);
    const there = clausesNow(stored);
    let all = true;
    for (const { clauseId } of unsaved) {
      if (done.has(clauseId)) continue;
      const mine = here.get(clauseId);
      if (mine === undefined) {
        all = false;
        continue;
      }
      const proposal = proposalOf(mine, here, there);
      if (proposal !== null) await sendCommand(declarationId, "proposeAmendment", proposal);
      done.add(clauseId);
    }
    return all;
  } finally {
    stored.close();
  }
}

function proposalOf(
  mine: ClauseNow,
  here: ReadonlyMap<string, ClauseNow>,
  there: ReadonlyMap<string, ClauseNow>,
): Proposal | null {
  const { clauseId, section, theme, wording } = mine;
  const current = there.get(clauseId);
  if (current?.hash === mine.hash || wording === "") return null;
  if (current !== undefined) return { kind: "replace", clauseId, wording, base: current.hash, reason };
  const before = [...here.values()].filter((clause) => clause.section === section && clause.theme === theme);
  const after = before
    .slice(0, before.indexOf(mine))
    .findLast((clause) => there.get(clause.clauseId)?.theme === theme);
  return {
    kind: "insert",
    section: { kind: section, theme: theme as Section["theme"] },
    after: after?.clauseId ?? null,
    wording,
    reason,
  };
}

function clausesNow({ document }: DeclarationSession): ReadonlyMap<string, ClauseNow> {
  const feed = clausesOf(document);
  feed.stop();
  return feed.clauses.get();
}

function untilReady({ textReady }: DeclarationSession): Promise<void> {
  return new Promise((resolve) => {
    if (textReady.get()) return resolve();
    const stop = textReady.subscribe(() => {
      if (!textReady.get()) return;
      stop();
      resolve();
    });
  });
}
