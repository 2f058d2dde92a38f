/** The one way a declaration begins: its row, its links, its text and its first record, together. */
import * as Y from "yjs";
import { layDownTemplate } from "../../shared/declaration/template.ts";
import { roles } from "../../shared/permissions.ts";
import { newId } from "../participant/newId.ts";
import type { LinkRow, Store } from "../store/store.ts";

/** Lays a declaration down with one link for each role, all in one transaction, and answers its id and links. */
export async function createDeclaration(
  store: Store,
  { title, participantId, now }: { title: string; participantId: string | null; now: number },
): Promise<{ declarationId: string; links: readonly LinkRow[] }> {
  const declarationId = newId();
  const createdAt = new Date(now).toISOString();
  const links = roles.map(
    (role): LinkRow => ({
      id: newId(),
      declarationId,
      tokenId: newId(),
      role,
      label: "",
      createdAt,
      expiresAt: null,
      revokedAt: null,
    }),
  );
  await store.transact(async (transaction) => {
    await transaction.insertDeclaration({ id: declarationId, title, createdAt });
    for (const link of links) await transaction.insertLink(link);
    const document = new Y.Doc();
    document.clientID = await transaction.takeClientId(declarationId, null);
    layDownTemplate(document, title, newId);
    await transaction.appendText([
      { declarationId, sequence: 1, update: Y.encodeStateAsUpdate(document), authors: [] },
    ]);
    document.destroy();
    await transaction.appendRecord(declarationId, {
      kind: "declarationCreated",
      participantId,
      data: { title },
    });
  });
  return { declarationId, links };
}
