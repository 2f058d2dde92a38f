import type { RefusalAnswer } from "../../shared/answers.ts";

/** The server said no, or could not be reached; `message` is the sentence to show. */
export class RefusedError extends Error {
  /** An id of shared/refusals.ts, or `unreachable`. */
  readonly id: string;

  constructor(id: string, message: string) {
    super(message);
    this.name = "RefusedError";
    this.id = id;
  }
}

const unreachable = "The server cannot be reached at the moment. Check the network and try again.";
const unreadable = "The server gave an answer that could not be read. Try again in a moment.";

/** GET, or POST where there is a body. Answers the JSON; rejects with RefusedError in every other case. */
export async function askServer<Answer>(address: string, body?: unknown, key?: string): Promise<Answer> {
  const headers = {
    "content-type": "application/json",
    ...(key === undefined ? {} : { "idempotency-key": key }),
  };
  const request = body === undefined ? {} : { method: "POST", headers, body: JSON.stringify(body) };
  const answer = await reach(address, request);
  const read: unknown = await answer.json().catch(() => null);
  if (answer.ok && read !== null) return read as Answer;
  throw refusalIn(answer.status, read);
}

/** As `fetch`, but whatever is no answer of ours, and every answer that says no, rejects with RefusedError. */
export async function fetchFrom(address: string, request: RequestInit): Promise<Response> {
  const answer = await reach(address, request);
  if (answer.ok) return answer;
  throw refusalIn(answer.status, await answer.json().catch(() => null));
}

async function reach(address: string, request: RequestInit): Promise<Response> {
  const answer = await fetch(address, request).catch(() => null);
  if (answer === null) throw new RefusedError("unreachable", unreachable);
  return answer;
}

function refusalIn(status: number, read: unknown): RefusedError {
  if (isRefusal(read)) return new RefusedError(read.error.id, read.error.message);
  // A proxy answers for a server that is just restarting; that is no refusal.
  return status >= 502 && status <= 504
    ? new RefusedError("unreachable", unreachable)
    : new RefusedError("internal", unreadable);
}

/** As askServer, but an unreachable server is asked again, ever more slowly, until it answers or `signal` ends it. */
export async function askUntilReached<Answer>(
  address: string,
  body: unknown,
  signal: AbortSignal,
): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await askServer<Answer>(address, body);
    } catch (error) {
      const again = error instanceof RefusedError && error.id === "unreachable" && !signal.aborted;
      if (!again) throw error;
    }
    await pause(Math.min(500 * 2 ** attempt, 8000) * (0.5 + Math.random() / 2), signal);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      globalThis.removeEventListener?.("online", done);
      resolve();
    }
    signal.addEventListener("abort", done);
    globalThis.addEventListener?.("online", done);
  });
}

function isRefusal(answer: unknown): answer is RefusalAnswer {
  if (typeof answer !== "object" || answer === null || !("error" in answer)) return false;
  const { error } = answer;
  if (typeof error !== "object" || error === null) return false;
  return (
    "id" in error && typeof error.id === "string" && "message" in error && typeof error.message === "string"
  );
}
