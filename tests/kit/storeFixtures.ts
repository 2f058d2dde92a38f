/** What the store's tests put into it. */
import { expect } from "vitest";
import type { Refusal } from "../../server/errors.ts";
import type { LinkRow, ParticipantRow, Store, TextAppend } from "../../server/store/store.ts";

export const createdAt = "2026-05-01T09:00:00.000Z";
export const later = "2026-05-01T10:00:00.000Z";

export const linkRow = (id: string, changes: Partial<LinkRow> = {}): LinkRow => ({
  id,
  declarationId: "one",
  tokenId: `token-${id}`,
  role: "participant",
  label: "Working group",
  createdAt,
  expiresAt: null,
  revokedAt: null,
  ...changes,
});

export const participantRow = (id: string, changes: Partial<ParticipantRow> = {}): ParticipantRow => ({
  id,
  declarationId: "one",
  linkId: "writers",
  role: "participant",
  name: "Ana Šimić",
  affiliation: "University of Zadar",
  stakeholder: "Higher education",
  joinedAt: createdAt,
  expiresAt: later,
  ...changes,
});

/** The update at that place of a log; its bytes tell which it is. */
export const textAppend = (
  declarationId: string,
  sequence: number,
  authors: TextAppend["authors"] = [],
): TextAppend => ({
  declarationId,
  sequence,
  update: new Uint8Array([sequence & 0xff, 0, 255, declarationId.length]),
  authors,
});

/** Two declarations, `one` and `two`, with a link `writers` and two people, Ana and Ben, in the first. */
export async function furnish(store: Store): Promise<void> {
  await store.insertDeclaration({ id: "one", title: "The first", createdAt });
  await store.insertDeclaration({ id: "two", title: "The second", createdAt: later });
  await store.insertLink(linkRow("writers"));
  await store.insertParticipant(participantRow("ana"));
  await store.insertParticipant(participantRow("ben", { name: "Ben" }));
}

/** A promise with its handle outside, to hold a transaction open. */
export function gate(): { readonly passed: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { passed: promise, open: resolve };
}

/** What a rejection with that refusal looks like. */
export const refused = (id: Refusal["id"]) => expect.objectContaining({ name: expect.any(String), id });
