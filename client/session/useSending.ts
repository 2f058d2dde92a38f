import { useCallback, useRef, useState } from "react";
import type { CommandName, CommandRequest } from "../../shared/commands.ts";
import { RefusedError } from "./askServer.ts";
import { sendCommand } from "./sendCommand.ts";

export interface Sending {
  readonly pending: boolean;
  /** Why the last one was refused, as a sentence; null where it was not. */
  readonly refusal: string | null;
  /** Sends a decision; answers whether it was taken. The same input after a broken line counts once. */
  send<Name extends CommandName>(name: Name, input: CommandRequest<Name>): Promise<boolean>;
  /** Forgets the refusal. */
  forget(): void;
}

/** Decisions of one panel: one at a time, and what the server had to say. */
export function useSending(declarationId: string): Sending {
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const unsure = useRef({ content: "", key: "" });

  const send = useCallback(
    async <Name extends CommandName>(name: Name, input: CommandRequest<Name>): Promise<boolean> => {
      const content = `${name} ${JSON.stringify(input)}`;
      const key = unsure.current.content === content ? unsure.current.key : newKey();
      unsure.current = { content, key };
      setPending(true);
      setRefusal(null);
      try {
        await sendCommand(declarationId, name, input, key);
        unsure.current = { content: "", key: "" };
        return true;
      } catch (error) {
        // What was refused may be sent again as something new; what got lost on the way may have arrived.
        if (!(error instanceof RefusedError && error.id === "unreachable"))
          unsure.current = { content: "", key: "" };
        setRefusal(error instanceof Error ? error.message : String(error));
        return false;
      } finally {
        setPending(false);
      }
    },
    [declarationId],
  );
  return { pending, refusal, send, forget: useCallback(() => setRefusal(null), []) };
}

/** `crypto.randomUUID` exists only on https, and a room's own network has often none. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
