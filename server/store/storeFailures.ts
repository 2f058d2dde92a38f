import type { RefusalId } from "../../shared/refusals.ts";
import { Refusal } from "../errors.ts";

/** The store cannot be opened; its message is one line for the terminal. */
export class StoreOpenError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "StoreOpenError";
  }
}

/** A query broke a rule of the tables: a key taken twice, a reference to a row that is not there. */
export class BrokenRule extends Refusal {
  constructor(cause: unknown) {
    super("internal");
    this.name = "BrokenRule";
    this.cause = cause;
  }
}

/** Text that the log of one declaration cannot take, whatever state the disk is in; `cause` says why. */
export class TextConflict extends Refusal {
  constructor(id: RefusalId, cause: unknown) {
    super(id);
    this.name = "TextConflict";
    this.cause = cause;
  }
}

/** A refusal of that id which keeps what really happened as its `cause`. */
export function refusalBecause(id: RefusalId, cause: unknown): Refusal {
  const refusal = new Refusal(id);
  refusal.cause = cause;
  return refusal;
}

/** Throws the refusal and sees to it that the transaction around cannot be committed any more. */
export type Refuse = (refusal: Refusal) => never;

export function unknownDeclaration(id: string): Refusal {
  return refusalBecause("declaration-unknown", new Error(`there is no declaration ${id}`));
}
