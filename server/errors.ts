import { type RefusalId, refusalOf } from "../shared/refusals.ts";

/** A refusal on its way to whoever asked: HTTP answers its status, a socket closes with its code. */
export class Refusal extends Error {
  readonly id: RefusalId;

  constructor(id: RefusalId, message: string = refusalOf(id).message) {
    super(message);
    this.name = "Refusal";
    this.id = id;
  }

  get status(): number {
    return refusalOf(this.id).status;
  }

  /** The close code for a socket; 4400 where the list names none. */
  get closeCode(): number {
    return refusalOf(this.id).closeCode ?? 4400;
  }
}
