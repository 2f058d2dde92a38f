/** The one way a declaration begins: its row, its links, its text and its first record, together. */
import * as Y from "yjs";
import { layDownTemplate } from "../../shared/declaration/template.ts";
import { roles } from "../../shared/permissions.ts";
import { newId } from "../participant/newId.ts";
import type { LinkRow, NewRecord, Store, StoreTransaction } from "../store/store.ts";

export interface NewDeclaration {
  readonly title: string;
  readonly participantId: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Lays another text down than the template. */
  readonly lay?: (document: Y.Doc) => void;
  /** What its first records say after "declarationCreated". */
  readonly records?: readonly NewRecord[];
}

/** Lays a declaration down with one link for each role, all in one transaction, and answers its id and links. */
export async function createDeclaration(
  store: Store,
  { title, participantId, now, lay, records = [] }: NewDeclaration,
): Promise<{ declarationId: string; links: readonly LinkRow[] }> {
  const declarationId = newId();
  const links = await store.transact(async (transaction) => {
    const made = await beginDeclaration(transaction, declarationId, title, now);
    const document = new Y.Doc();
    document.clientID = await transaction.takeClientId(declarationId, null);
    if (lay === undefined) layDownTemplate(document, title, newId);
    else lay(document);
    await transaction.appendText([
      { declarationId, sequence: 1, update: Y.encodeStateAsUpdate(document), authors: [] },
    ]);
    document.destroy();
    const created: NewRecord = { kind: "declarationCreated", participantId, data: { title } };
    for (const record of [created, ...records]) await transaction.appendRecord(declarationId, record);
    return made;
  });
  return { declarationId, links };
}

/** Its row and one link for each role, inside a transaction. */
export async function beginDeclaration(
  transaction: StoreTransaction,
  declarationId: string,
  title: string,
  now: number,
): Promise<LinkRow[]> {
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
  await transaction.insertDeclaration({ id: declarationId, title, createdAt });
  for (const link of links) await transaction.insertLink(link);
  return links;
}
