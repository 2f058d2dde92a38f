import type { CommandInput, CommandName } from "../../shared/commands.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import { askServer } from "./askServer.ts";

/** Asks for a decision. Answers the record it left; rejects with RefusedError, which carries id and sentence. */
export async function sendCommand<Name extends CommandName>(
  declarationId: string,
  name: Name,
  input: CommandInput<Name>,
): Promise<PlenaryRecord> {
  const address = `/api/declarations/${encodeURIComponent(declarationId)}/commands/${name}`;
  const { record } = await askServer<{ record: PlenaryRecord }>(address, input);
  return record;
}
