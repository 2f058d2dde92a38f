/** A decision on its way: who → valid? → may? → do → record → announce → answer. */
import type { RequestHandler } from "express";
import type * as z from "zod";
import {
  type CommandInput,
  type CommandName,
  commandInputs,
  commandNeeds,
  idempotencyKey,
  isCommandName,
} from "../../shared/commands.ts";
import { limits } from "../../shared/limits.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import type { Command } from "../commands/command.ts";
import { changesText, commandTable } from "../commands/commandTable.ts";
import { Refusal } from "../errors.ts";
import type { Ground } from "../rooms/decisions.ts";
import type { ParticipantRow } from "../store/store.ts";
import type { AppParts } from "./appParts.ts";
import { personWhoMay, validInput } from "./guards.ts";
import { AlreadyDone, earlierRecord, fingerprint } from "./onceOnly.ts";
import { Pace } from "./pace.ts";

type CommandParts = Pick<AppParts, "participants" | "rooms" | "now">;

/** `POST /api/declarations/:id/commands/:name`, with an `Idempotency-Key` header where it shall be done once only. */
export function runCommand(parts: CommandParts): RequestHandler<{ id: string; name: string }> {
  // Per session, never per address, because a hall shares one.
  const pace = new Pace({
    now: parts.now,
    bound: limits.contributionsPerMinute,
    refusal: "too-many-contributions",
  });
  return async (request, response) => {
    const { name } = request.params;
    if (!isCommandName(name)) throw new Refusal("command-unknown");
    const participant = await personWhoMay(commandNeeds[name], request, parts);
    const header = request.headers["idempotency-key"];
    const key = header === undefined ? null : validInput(idempotencyKey, header);
    if (commandNeeds[name] === "contribute") pace.count(participant.id);
    try {
      const record = await decide(name, request.body ?? {}, key, participant, parts);
      response.json({ record });
    } catch (error) {
      if (!(error instanceof AlreadyDone)) throw error;
      response.json({ record: error.record });
    }
  };
}

/** Runs one command for someone who may; the room is told once its record is on disk. */
async function decide<Name extends CommandName>(
  name: Name,
  body: unknown,
  key: string | null,
  participant: ParticipantRow,
  { participants, rooms, now }: CommandParts,
): Promise<PlenaryRecord> {
  const schema: z.ZodType = commandInputs[name];
  const input = validInput(schema, body) as CommandInput<Name>;
  const command: Command<Name> = commandTable[name];
  const { declarationId } = participant;

  const decision = async (ground: Ground) => {
    // Looked up again where nothing can come between: the link may have been withdrawn while we waited.
    const refusal = participants.standing(participant.id);
    if (refusal !== null) throw new Refusal(refusal);
    const { transaction } = ground;
    const sent =
      key === null ? null : { key, participantId: participant.id, content: fingerprint(name, input) };
    if (sent !== null) await earlierRecord(transaction, declarationId, sent);
    const outcome = await command(input, { ...ground, declarationId, participant, now: now() });
    if (sent === null) return outcome;
    const recorded = ({ sequence }: PlenaryRecord) =>
      transaction.keepCommandKey({ declarationId, ...sent, sequence });
    return { ...outcome, recorded };
  };

  const { outcome, record } = changesText.has(name)
    ? await rooms.decideOnText(declarationId, participant.id, decision)
    : await rooms.decide(declarationId, decision);
  outcome.afterCommit?.({ participants, rooms });
  return record;
}
