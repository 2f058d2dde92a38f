/** A person's real editor on a real line to the server: what hands do there is stored and told as in a browser. */
import * as Y from "yjs";
import { type BoundEditor, openEditor } from "./boundEditor.ts";
import type { Person } from "./hall.ts";
import type { StockClient } from "./stockClient.ts";

export interface WritingHands {
  readonly hands: BoundEditor;
  readonly client: StockClient;
  close(): void;
}

/** Drawn as a stock client draws its own. */
let clientIds = 2 ** 20 + 1;

export async function writingHands(person: Person): Promise<WritingHands> {
  const client = await person.writes();
  clientIds += 1;
  const hands = openEditor(person.name, Y.encodeStateAsUpdate(client.document), clientIds);
  const { document } = hands;
  document.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "server") Y.applyUpdate(client.document, update, "hands");
  });
  client.document.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "hands") Y.applyUpdate(document, update, "server");
  });
  return { hands, client, close: hands.close };
}
