import * as Y from "yjs";
import { layDownTemplate } from "../../shared/declaration/template.ts";

/** The empty declaration as an update: the common ground for servers that do not lay it down themselves. */
export function templateState(): Uint8Array {
  const document = new Y.Doc();
  let number = 0;
  layDownTemplate(document, "A declaration", () => `clause-${number++}`);
  return Y.encodeStateAsUpdate(document);
}
