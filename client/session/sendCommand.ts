import type { CommandName, CommandRequest } from "../../shared/commands.ts";
import type { PlenaryRecord } from "../../shared/records.ts";
import { askServer } from "./askServer.ts";

/**
 * Asks for a decision. Answers the record it left; rejects with RefusedError, which carries id and sentence. With a
 * `key` it is carried out once, however often it is sent.
 */
export async function sendCommand<Name extends CommandName>(
  declarationId: string,
  name: Name,
  input: CommandRequest<Name>,
  key?: string,
): Promise<PlenaryRecord> {
  const address = `/api/declarations/${encodeURIComponent(declarationId)}/commands/${name}`;
  const { record } = await askServer<{ record: PlenaryRecord }>(address, input, key);
  return record;
}
