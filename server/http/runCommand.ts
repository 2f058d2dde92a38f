/** A decision on its way: who → valid? → may? → do → record → announce → answer. */
import type { RequestHandler } from "express";
import type * as z from "zod";
import {
  type CommandInput,
  type CommandName,
  commandInputs,
  commandNeeds,
  isCommandName,
} from "../../shared/commands.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import type { Command } from "../commands/command.ts";
import { commandTable } from "../commands/commandTable.ts";
import { Refusal } from "../errors.ts";
import type { ParticipantRow } from "../store/store.ts";
import type { AppParts } from "./appParts.ts";
import { personWhoMay, validInput } from "./guards.ts";

type CommandParts = Pick<AppParts, "store" | "participants" | "rooms" | "now">;

/** `POST /api/declarations/:id/commands/:name` */
export function runCommand(parts: CommandParts): RequestHandler<{ id: string; name: string }> {
  return async (request, response) => {
    const { name } = request.params;
    if (!isCommandName(name)) throw new Refusal("command-unknown");
    const participant = await personWhoMay(commandNeeds[name], request, parts);
    const record = await decide(name, request.body ?? {}, participant, parts);
    response.json({ record });
  };
}

/** Runs one command for someone who may, and tells the room once its record is on disk. */
async function decide<Name extends CommandName>(
  name: Name,
  body: unknown,
  participant: ParticipantRow,
  { store, participants, rooms, now }: CommandParts,
): Promise<PlenaryRecord> {
  const schema: z.ZodType = commandInputs[name];
  const input = validInput(schema, body) as CommandInput<Name>;
  const command: Command<Name> = commandTable[name];
  const { declarationId } = participant;
  const { record, afterCommit } = await store.transact(async (transaction) => {
    // Looked up again where nothing can come between: the link may have been withdrawn while we waited.
    const refusal = participants.standing(participant.id);
    if (refusal !== null) throw new Refusal(refusal);
    const outcome = await command(input, { transaction, declarationId, participant, now: now() });
    return { ...outcome, record: await transaction.appendRecord(declarationId, outcome.record) };
  });
  afterCommit?.({ participants, rooms });
  rooms.announce(declarationId, [record]);
  return record;
}
