import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import type { Comment } from "../../../shared/deliberation/state.ts";
import { limits } from "../../../shared/limits.ts";
import type { ContributionKind } from "../../../shared/records.ts";
import type { Sending } from "../../session/useSending.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Menu, type MenuChoice } from "../../ui/Menu.tsx";
import { useAllowed, useMarginRoom } from "./marginRoom.ts";
import { nameOf } from "./saying.ts";
import { WriteForm } from "./WriteForm.tsx";

interface ContributionMenuProps {
  readonly kind: ContributionKind;
  readonly id: string;
  /** "the comment of Alice". */
  readonly name: string;
  readonly contribution: Pick<Comment, "author" | "visibility">;
  /** What else can be done with it. */
  readonly choices: readonly MenuChoice[];
  readonly sending: Sending;
}

/** What is done with a contribution now and then; to whoever moderates also letting through, hiding and muting. */
export function ContributionMenu({ kind, id, name, contribution, choices, sending }: ContributionMenuProps) {
  const room = useMarginRoom();
  const moderates = useAllowed("moderate");
  const [hiding, setHiding] = useState(false);
  const { author, visibility } = contribution;
  const participantId = author?.participantId ?? null;
  const mutable =
    participantId !== null && participantId !== room.me.participantId && author?.role !== "facilitator";
  const muted = participantId !== null && room.deliberation.muted.has(participantId);
  const all: MenuChoice[] = [...choices];
  if (moderates && visibility !== "shown")
    all.push({
      id: "approve",
      words: visibility === "held" ? "Let through" : "Show again",
      choose: () => void sending.send("approve", { kind, id }),
    });
  if (moderates && visibility !== "hidden")
    all.push({ id: "hide", words: "Hide…", choose: () => setHiding(true) });
  if (moderates && mutable)
    all.push({
      id: "mute",
      words: muted ? `Let ${nameOf(author)} speak again` : `Mute ${nameOf(author)}`,
      choose: () => void sending.send("mute", { participantId, muted: !muted }),
    });
  if (all.length === 0) return null;
  return (
    <>
      <Menu name={name} choices={all}>
        <Button look="icon" className="said-menu" aria-label={`More about ${name}`}>
          <MoreHorizontal size={16} aria-hidden="true" />
        </Button>
      </Menu>
      <Dialog title={`Hide ${name}`} open={hiding} onClose={() => setHiding(false)}>
        <WriteForm
          about={`hiding of ${id}`}
          label="Why is it hidden?"
          hint="The reason stands in its place, for everybody to read."
          action="Hide it"
          maximum={limits.reasonLength}
          pending={sending.pending}
          refusal={sending.refusal}
          onSend={(reason) => sending.send("hide", { kind, id, reason })}
          onClose={() => setHiding(false)}
        />
      </Dialog>
    </>
  );
}
