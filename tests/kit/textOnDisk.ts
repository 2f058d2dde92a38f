/** What the disk holds, read with the store while no server runs on it. */
import * as Y from "yjs";
import { openStore } from "../../server/store/openStore.ts";

/** The text of a declaration as a new server would load it. */
export async function textOnDisk(dataDirectory: string, declarationId: string): Promise<Y.Doc> {
  const store = await openStore({ dataDirectory });
  try {
    const { snapshot, updates } = await store.loadText(declarationId);
    const document = new Y.Doc();
    if (snapshot) Y.applyUpdateV2(document, snapshot.state);
    for (const update of updates) Y.applyUpdate(document, update);
    return document;
  } finally {
    await store.close();
  }
}
