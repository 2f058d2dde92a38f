import type { CommandName } from "../../shared/commands.ts";
import { adoptAmendment } from "./adoptAmendment.ts";
import { approve } from "./approve.ts";
import { attachComment } from "./attachComment.ts";
import { backIdea } from "./backIdea.ts";
import { closeCheck } from "./closeCheck.ts";
import type { Command } from "./command.ts";
import { comment } from "./comment.ts";
import { createLink } from "./createLink.ts";
import { declineAmendment } from "./declineAmendment.ts";
import { declineIdea } from "./declineIdea.ts";
import { editComment } from "./editComment.ts";
import { freeze } from "./freeze.ts";
import { hide } from "./hide.ts";
import { mute } from "./mute.ts";
import { nameVersion } from "./nameVersion.ts";
import { openCheck } from "./openCheck.ts";
import { proposeAmendment } from "./proposeAmendment.ts";
import { rebaseAmendment } from "./rebaseAmendment.ts";
import { reopenComment } from "./reopenComment.ts";
import { resolveComment } from "./resolveComment.ts";
import { revokeLink } from "./revokeLink.ts";
import { rotateLink } from "./rotateLink.ts";
import { sendIdea } from "./sendIdea.ts";
import { setCommenting } from "./setCommenting.ts";
import { setPolicy } from "./setPolicy.ts";
import { setStatus } from "./setStatus.ts";
import { supportAmendment } from "./supportAmendment.ts";
import { takePosition } from "./takePosition.ts";
import { turnIdeaIntoClause } from "./turnIdeaIntoClause.ts";
import { undoAdoption } from "./undoAdoption.ts";
import { unfreeze } from "./unfreeze.ts";
import { withdrawAmendment } from "./withdrawAmendment.ts";
import { withdrawComment } from "./withdrawComment.ts";

/** Every command of the agreement and what does it; one that is missing does not compile. */
export const commandTable: { readonly [Name in CommandName]: Command<Name> } = {
  createLink,
  revokeLink,
  rotateLink,
  comment,
  editComment,
  withdrawComment,
  resolveComment,
  reopenComment,
  attachComment,
  setPolicy,
  approve,
  hide,
  mute,
  setCommenting,
  proposeAmendment,
  supportAmendment,
  rebaseAmendment,
  adoptAmendment,
  undoAdoption,
  declineAmendment,
  withdrawAmendment,
  takePosition,
  openCheck,
  closeCheck,
  setStatus,
  freeze,
  unfreeze,
  sendIdea,
  backIdea,
  turnIdeaIntoClause,
  declineIdea,
  nameVersion,
};

/** Those that change the text together with the record. */
export const changesText: ReadonlySet<CommandName> = new Set([
  "adoptAmendment",
  "undoAdoption",
  "turnIdeaIntoClause",
]);
