import type { Comment } from "../../../shared/deliberation/state.ts";
import type { Sending } from "../../session/useSending.ts";
import type { MenuChoice } from "../../ui/Menu.tsx";
import { ContributionMenu } from "./ContributionMenu.tsx";
import { useAllowed, useMarginRoom } from "./marginRoom.ts";
import { nameOf } from "./saying.ts";

interface CommentMenuProps {
  readonly comment: Comment;
  readonly onEdit: () => void;
  readonly sending: Sending;
}

/** What is done with one comment now and then. */
export function CommentMenu({ comment, onEdit, sending }: CommentMenuProps) {
  const room = useMarginRoom();
  const resolves = useAllowed("resolveComments");
  const { commentId, author, visibility, withdrawn, replyTo, amendmentId } = comment;
  const mine = author?.participantId === room.me.participantId;
  const choices: MenuChoice[] = [];
  if (mine && visibility !== "hidden" && !withdrawn) {
    choices.push({ id: "edit", words: "Change my words", choose: onEdit });
    choices.push({
      id: "withdraw",
      words: "Withdraw",
      choose: () => void sending.send("withdrawComment", { commentId }),
    });
  }
  if (
    replyTo === null &&
    amendmentId === null &&
    visibility === "shown" &&
    !withdrawn &&
    (mine || resolves)
  ) {
    choices.push({
      id: "attach",
      words: "Attach to the words chosen now",
      choose: () => {
        const place = room.placeInText();
        if (place !== null) void sending.send("attachComment", { commentId, ...place });
      },
    });
  }
  if (withdrawn) return null;
  return (
    <ContributionMenu
      kind="comment"
      id={commentId}
      name={`the comment of ${nameOf(author)}`}
      contribution={comment}
      choices={choices}
      sending={sending}
    />
  );
}
