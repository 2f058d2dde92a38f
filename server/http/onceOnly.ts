/** A command that arrives twice, because a phone lost the answer to the first, is carried out once. */
import { createHash } from "node:crypto";
import type { PlenaryRecord } from "../../shared/records.ts";
import { Refusal } from "../errors.ts";
import type { CommandKeyRow, StoreTransaction } from "../store/store.ts";

/** Thrown where the command was carried out before: nothing is done, and its record is the answer. */
export class AlreadyDone extends Error {
  readonly record: PlenaryRecord;

  constructor(record: PlenaryRecord) {
    super("This command was carried out before.");
    this.name = "AlreadyDone";
    this.record = record;
  }
}

/** What a command asked for, in short: the same for the same input. */
export function fingerprint(name: string, input: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify([name, input]))
    .digest("base64url");
}

/** Throws AlreadyDone where that person sent the same under that key before. Refusal key-reused where it was something else. */
export async function earlierRecord(
  transaction: StoreTransaction,
  declarationId: string,
  { participantId, key, content }: Pick<CommandKeyRow, "participantId" | "key" | "content">,
): Promise<void> {
  const earlier = await transaction.findCommandKey(declarationId, participantId, key);
  if (earlier === null) return;
  if (earlier.content !== content) throw new Refusal("key-reused");
  const [record] = await transaction.listRecords(declarationId, earlier.sequence - 1, 1);
  if (record === undefined) throw new Refusal("internal");
  throw new AlreadyDone(record);
}
