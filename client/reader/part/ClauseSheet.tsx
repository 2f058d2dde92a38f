import { useRef, useState } from "react";
import { plainTextOfBlocks } from "../../../shared/declaration/readDeclaration.ts";
import { anchorAt } from "../../../shared/deliberation/anchors.ts";
import { takesComments } from "../../../shared/deliberation/reading.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { statusWords } from "../../ui/deliberationWords.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { Wording } from "../Wording.tsx";
import type { OpenSheet } from "./ClauseFoot.tsx";
import type { ChosenWords } from "./chosenWords.ts";
import { placeOf, wordingOfClause } from "./clauseStanding.ts";
import { clauseOfAmendment, clauseOfComment, threadsAmong } from "./commentPlaces.ts";
import { clauseIn, entriesOf, useHall } from "./hall.ts";
import { OutboxNote } from "./OutboxNote.tsx";
import { Positions } from "./Positions.tsx";
import { ProposedWordings } from "./ProposedWordings.tsx";
import { ProposeForm } from "./ProposeForm.tsx";
import { GoneClause } from "./RemovedSheet.tsx";
import { PendingRemark, Threads } from "./Threads.tsx";
import { useDraft } from "./useDraft.ts";
import { WordsChooser } from "./WordsChooser.tsx";
import { useSilence, WriteBox } from "./WriteBox.tsx";
import "./ClauseSheet.css";

interface ClauseSheetProps {
  readonly clauseId: string;
  /** Whether it was opened to write a comment. */
  readonly writing: boolean;
  /** The words chosen in the clause, to comment on them alone. */
  readonly chosen: ChosenWords | null;
  readonly onOpen: (sheet: OpenSheet) => void;
  readonly onClose: () => void;
}

/** Everything about one clause: its wording, what people think of it, what they propose, what they say. */
export function ClauseSheet(props: ClauseSheetProps) {
  const { declaration } = useHall();
  const found = clauseIn(declaration, props.clauseId);
  const title = found === null ? "A removed clause" : `Clause ${found.clause.number}`;
  return (
    <Dialog kind="sheet" open title={title} onClose={props.onClose}>
      <div className="sheet" data-theme={found?.section.theme ?? undefined}>
        {found === null ? (
          <GoneClause clauseId={props.clauseId} onOpen={props.onOpen} />
        ) : (
          <SheetOfClause {...props} {...found} />
        )}
      </div>
    </Dialog>
  );
}

function SheetOfClause({
  clause,
  section,
  writing,
  chosen,
}: ClauseSheetProps & NonNullable<ReturnType<typeof clauseIn>>) {
  const { deliberation, declaration, document, entries, outbox, places } = useHall();
  const [about, setAbout] = useState(() =>
    chosen === null ? null : anchorAt(document, chosen.clauseId, chosen.from, chosen.to),
  );
  const [choosing, setChoosing] = useState<"no" | "open" | "left">("no");
  const [words, setWords] = useDraft(`comment-${clause.id}`);
  const [proposing, setProposing] = useState(false);
  const [sent, setSent] = useState(false);
  const opened = useRef(writing);
  const silence = useSilence(takesComments(deliberation, placeOf(clause, section)));
  const status = deliberation.statuses.get(clause.id)?.at(-1)?.status ?? "draft";
  const comments = threadsAmong(
    [...deliberation.comments.values()].filter(
      (comment) => comment.amendmentId === null && clauseOfComment(comment, places) === clause.id,
    ),
    deliberation.comments,
  );
  const amendments = [...deliberation.amendments.values()].filter(
    (amendment) => clauseOfAmendment(amendment, declaration) === clause.id,
  );
  const pendingComments = entriesOf(entries, "comment").filter(
    ({ input }) => input.clauseId === clause.id && !input.replyTo && !input.amendmentId,
  );
  const pendingProposals = entriesOf(entries, "proposeAmendment").filter(
    ({ input }) => (input.kind === "insert" ? input.after : input.clauseId) === clause.id,
  );
  return (
    <>
      <p className="clause-status sheet-status" data-status={status}>
        <StatusMark status={status} /> {statusWords[status]}
      </p>
      <div className="sheet-wording">
        <Wording blocks={clause.blocks} />
      </div>
      <Positions clauseId={clause.id} hash={wordingOfClause(clause).hash} />

      {silence !== null ? (
        <p className="sheet-ask">{silence}</p>
      ) : (
        !proposing && (
          <div className="sheet-write">
            <WriteBox
              key={about?.from ?? ""}
              label="Your comment"
              button="Send"
              words={words}
              onWords={setWords}
              autoFocus={opened.current}
              onSend={(sent) => {
                outbox.put("comment", { clauseId: clause.id, words: sent, anchor: about });
                setWords("");
                setAbout(null);
                setChoosing("no");
                setSent(true);
              }}
            >
              {about !== null && (
                <p className="remark-quote">
                  About <q>{about.quote}</q>{" "}
                  <Button look="quiet" onPress={() => setAbout(null)}>
                    About the whole clause instead
                  </Button>
                </p>
              )}
              {about === null && choosing !== "open" && (
                <Button
                  look="quiet"
                  className="choose-words"
                  autoFocus={choosing === "left"}
                  onPress={() => setChoosing("open")}
                >
                  Comment on some words only
                </Button>
              )}
              {about === null && choosing === "open" && (
                <WordsChooser
                  words={plainTextOfBlocks(clause.blocks)}
                  onLeave={() => setChoosing("left")}
                  onChoose={(from, to) => {
                    opened.current = true;
                    setAbout(anchorAt(document, clause.id, from, to));
                    setChoosing("no");
                  }}
                />
              )}
            </WriteBox>
            {pendingComments.map((entry) => (
              <PendingRemark
                key={entry.key}
                entry={entry}
                onEdit={() => {
                  setWords(entry.input.words);
                  setAbout(entry.input.anchor ?? null);
                }}
              />
            ))}
            {sent && pendingComments.length === 0 && (
              <p className="sheet-note" role="status">
                Thank you. Your comment stands below with the others.
              </p>
            )}
          </div>
        )
      )}

      <section className="sheet-part" aria-label="Proposed wordings">
        {amendments.length + pendingProposals.length > 0 && (
          <h3 className="sheet-heading">What others propose</h3>
        )}
        <ProposedWordings clause={clause} amendments={amendments} silence={silence} />
        {pendingProposals.map((entry) => (
          <div key={entry.key} className="remark remark-pending">
            <p className="remark-author">
              <strong>Your proposal</strong>
            </p>
            <p className="remark-words">
              {entry.input.kind === "strike" ? "Strike this clause" : entry.input.wording}
            </p>
            <OutboxNote
              entry={entry}
              onEdit={() => {
                if (entry.input.kind === "replace") {
                  sessionStorage.setItem(`plenary-draft-wording-${clause.id}`, entry.input.wording);
                }
                setProposing(true);
              }}
            />
          </div>
        ))}
        {proposing ? (
          <ProposeForm clause={clause} section={section} onDone={() => setProposing(false)} />
        ) : (
          silence === null && <Button onPress={() => setProposing(true)}>Propose another wording</Button>
        )}
      </section>

      <section className="sheet-part" aria-label="Comments">
        <h3 className="sheet-heading">{comments.length === 0 ? "Nobody has commented yet" : "Comments"}</h3>
        <Threads comments={comments} silence={silence} />
      </section>
    </>
  );
}
