import type { Amendment } from "../../../shared/deliberation/state.ts";
import type { Sending } from "../../session/useSending.ts";
import type { MenuChoice } from "../../ui/Menu.tsx";
import { ContributionMenu } from "./ContributionMenu.tsx";
import { useMarginRoom } from "./marginRoom.ts";
import { nameOf } from "./saying.ts";

interface AmendmentMenuProps {
  readonly amendment: Amendment;
  readonly sending: Sending;
}

/** What is done with a proposed wording now and then. */
export function AmendmentMenu({ amendment, sending }: AmendmentMenuProps) {
  const { me } = useMarginRoom();
  const { amendmentId, author, visibility, outcome } = amendment;
  const mine = author?.participantId === me.participantId;
  const choices: MenuChoice[] =
    mine && outcome.kind === "open" && visibility !== "hidden"
      ? [
          {
            id: "withdraw",
            words: "Withdraw",
            choose: () => void sending.send("withdrawAmendment", { amendmentId }),
          },
        ]
      : [];
  return (
    <ContributionMenu
      kind="amendment"
      id={amendmentId}
      name={`the wording of ${nameOf(author)}`}
      contribution={amendment}
      choices={choices}
      sending={sending}
    />
  );
}
