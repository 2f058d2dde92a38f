import type { RefusalAnswer } from "../../shared/answers.ts";

/** The server said no, or could not be reached; `message` is the sentence to show. */
export class Refused extends Error {
  /** A refusal id of shared/refusals.ts, or `unreachable`. */
  readonly id: string;

  constructor(id: string, message: string) {
    super(message);
    this.name = "Refused";
    this.id = id;
  }
}

/**
 * Asks the server over HTTP: GET, or POST when there is a body. Answers its JSON; rejects with
 * Refused in every other case.
 */
export async function askServer<Answer>(address: string, body?: unknown): Promise<Answer> {
  const request: RequestInit =
    body === undefined
      ? {}
      : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(address, request).catch(() => null);
  if (answer === null) {
    throw new Refused(
      "unreachable",
      "The server cannot be reached at the moment. Check the network and try again.",
    );
  }
  const read: unknown = await answer.json().catch(() => null);
  if (answer.ok && read !== null) return read as Answer;
  throw isRefusal(read)
    ? new Refused(read.error.id, read.error.message)
    : new Refused("internal", "The server gave an answer that could not be read. Try again in a moment.");
}

function isRefusal(answer: unknown): answer is RefusalAnswer {
  if (typeof answer !== "object" || answer === null || !("error" in answer)) return false;
  const { error } = answer;
  return (
    typeof error === "object" && error !== null && "message" in error && typeof error.message === "string"
  );
}
