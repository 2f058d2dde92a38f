import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import type { Comment } from "../../../shared/deliberation/state.ts";
import { limits } from "../../../shared/limits.ts";
import type { Sending } from "../../session/useSending.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Menu, type MenuChoice } from "../../ui/Menu.tsx";
import { useAllowed, useMarginRoom } from "./marginRoom.ts";
import { nameOf } from "./saying.ts";
import { WriteForm } from "./WriteForm.tsx";

interface CommentMenuProps {
  readonly comment: Comment;
  readonly onEdit: () => void;
  readonly sending: Sending;
}

/** What is done with one comment now and then: one's own, and what moderation needs. */
export function CommentMenu({ comment, onEdit, sending }: CommentMenuProps) {
  const room = useMarginRoom();
  const moderates = useAllowed("moderate");
  const resolves = useAllowed("resolveComments");
  const [hiding, setHiding] = useState(false);
  const { commentId, author, visibility, withdrawn, replyTo } = comment;
  const mine = author?.participantId === room.me.participantId;
  const shown = visibility === "shown" && !withdrawn;
  const participantId = author?.participantId ?? null;
  const muted = participantId !== null && room.deliberation.muted.has(participantId);
  const choices: MenuChoice[] = [];
  if (mine && visibility !== "hidden" && !withdrawn) {
    choices.push({ id: "edit", words: "Change my words", choose: onEdit });
    choices.push({
      id: "withdraw",
      words: "Withdraw",
      choose: () => void sending.send("withdrawComment", { commentId }),
    });
  }
  if (replyTo === null && shown && (mine || resolves)) {
    choices.push({
      id: "attach",
      words: "Attach to the words chosen now",
      choose: () => {
        const place = room.placeInText();
        if (place !== null) void sending.send("attachComment", { commentId, ...place });
      },
    });
  }
  if (moderates && visibility !== "shown")
    choices.push({
      id: "approve",
      words: visibility === "held" ? "Let through" : "Show again",
      choose: () => void sending.send("approve", { kind: "comment", id: commentId }),
    });
  if (moderates && visibility !== "hidden" && !withdrawn)
    choices.push({ id: "hide", words: "Hide…", choose: () => setHiding(true) });
  if (moderates && participantId !== null && !mine && author?.role !== "facilitator")
    choices.push({
      id: "mute",
      words: muted ? `Let ${nameOf(author)} speak again` : `Mute ${nameOf(author)}`,
      choose: () => void sending.send("mute", { participantId, muted: !muted }),
    });
  if (choices.length === 0) return null;
  return (
    <>
      <Menu name={`Comment of ${nameOf(author)}`} choices={choices}>
        <Button look="icon" className="said-menu" aria-label={`More about the comment of ${nameOf(author)}`}>
          <MoreHorizontal size={16} aria-hidden="true" />
        </Button>
      </Menu>
      <Dialog title="Hide this comment" open={hiding} onClose={() => setHiding(false)}>
        <WriteForm
          about={`hiding of ${commentId}`}
          label="Why is it hidden?"
          hint="The reason stands in its place, for everybody to read."
          action="Hide it"
          maximum={limits.reasonLength}
          pending={sending.pending}
          refusal={sending.refusal}
          onSend={(reason) => sending.send("hide", { kind: "comment", id: commentId, reason })}
          onClose={() => setHiding(false)}
        />
      </Dialog>
    </>
  );
}
