import { newId } from "../participant/newId.ts";
import type { Command } from "./command.ts";

/** Names the state of text and record as they are on disk now. */
export const nameVersion: Command<"nameVersion"> = ({ name }, { participant, textSequence }) => ({
  record: {
    kind: "versionNamed",
    participantId: participant.id,
    data: { versionId: newId(), name, textSequence },
  },
});
