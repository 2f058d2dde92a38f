import { type Editor, useEditorState } from "@tiptap/react";
import { useLayoutEffect, useMemo } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Popover } from "react-aria-components/Popover";
import { flushSync } from "react-dom";
import { readRoadmapFields } from "../../../shared/declaration/roadmapFields.ts";
import { isFrozen } from "../../../shared/deliberation/reading.ts";
import { type ClausePlace, findClause } from "../../editor/places.ts";
import { setRoadmapField } from "../../editor/roadmap.ts";
import { sectionKindOf, sectionThemeOf } from "../../editor/sectionFacts.ts";
import type { OutlinedSection } from "../../panels/Outline.tsx";
import { RoadmapFields } from "../../panels/RoadmapFields.tsx";
import type { DeclarationSession } from "../../session/openDeclaration.ts";
import { useValue } from "../../session/useValue.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import "./RoadmapTool.css";

interface RoadmapToolProps {
  readonly editor: Editor;
  readonly session: DeclarationSession;
  readonly sections: readonly OutlinedSection[];
  readonly clauseId: string;
  readonly onClose: () => void;
}

/** The roadmap fields of one clause: beside it on a laptop, in a sheet on a phone; closing leads back to the same letter. */
export function RoadmapTool({ editor, session, sections, clauseId, onClose }: RoadmapToolProps) {
  const clause = useEditorState({
    editor,
    selector: ({ editor }) => findClause(editor.state.doc, clauseId),
    // A remote edit makes every node anew; what counts here is the clause alone.
    equalityFn: (one, other) => one?.node === other?.node && one?.section === other?.section,
  });
  const clauses = useMemo(() => sections.flatMap((section) => section.clauses), [sections]);
  const number = clauses.find(({ id }) => id === clauseId)?.number ?? "";
  const closedBecause = useClosedBecause(editor, session, clause);
  // The drawing of a clause may be replaced while its fields are open.
  const anchor = useMemo(
    () => ({
      get current() {
        return document.getElementById(clauseId);
      },
    }),
    [clauseId],
  );
  useLayoutEffect(() => makeRoomBelow(document.getElementById(clauseId)), [clauseId]);
  const close = () => {
    // At once, so that the next key finds its letter; the editor's own way, or the caret would show at the start.
    flushSync(onClose);
    editor.view.focus();
  };

  const title = number === "" ? "Roadmap" : `Clause ${number} in the roadmap`;
  const fields = clause === null ? null : readRoadmapFields((name) => clause.node.attrs[name]);
  const body =
    fields === null ? (
      <p role="status">This clause is gone. Undo brings it back, with its fields.</p>
    ) : (
      <RoadmapFields
        clauseId={clauseId}
        fields={fields}
        clauses={clauses}
        closedBecause={closedBecause}
        onWrite={(name, value) =>
          setRoadmapField(clauseId, name, value)(editor.state, editor.view.dispatch, editor.view)
        }
      />
    );
  if (window.matchMedia("(width < 48rem)").matches) {
    return (
      <Dialog kind="sheet" title={title} open onClose={close}>
        {body}
      </Dialog>
    );
  }
  return (
    <Popover
      className="roadmap-tool"
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => !open && close()}
      placement="bottom start"
      offset={10}
    >
      <AriaDialog className="roadmap-tool-dialog">
        <header className="roadmap-tool-head">
          <Heading slot="title">{title}</Heading>
          <p>Everybody sees what you write here. Escape leads back to the text.</p>
          <Button onPress={close}>Done</Button>
        </header>
        {body}
      </AriaDialog>
    </Popover>
  );
}

/** What the fields need under the clause, in pixels, and what of the clause stays in sight above them. */
const roomForFields = 640;
const keptOfClause = 170;

/** Scrolls just so far that the fields fit under the clause and its last lines can still be read. */
function makeRoomBelow(clause: HTMLElement | null): void {
  if (clause === null) return;
  const { bottom } = clause.getBoundingClientRect();
  const missing = Math.min(roomForFields - (window.innerHeight - bottom), bottom - keptOfClause);
  if (missing > 0) window.scrollBy({ top: missing, behavior: "instant" });
}

/** Why the fields of the clause may only be read; null where they may be changed. */
function useClosedBecause(
  editor: Editor,
  session: DeclarationSession,
  clause: ClausePlace | null,
): string | null {
  const deliberation = useValue(session.deliberation);
  if (!editor.isEditable) return "Nothing can be changed at the moment.";
  if (clause === null) return null;
  const place = {
    clauseId: String(clause.node.attrs.id),
    section: sectionKindOf(clause.section),
    theme: sectionThemeOf(clause.section),
  };
  return isFrozen(deliberation, place, Date.now()) ? "This clause is frozen by the facilitator." : null;
}
