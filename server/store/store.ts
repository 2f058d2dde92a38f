/**
 * What the rooms, the people and the commands ask of the store. Two engines answer it with the same
 * queries (node:sqlite, Postgres); `tests/kit/storeContract.ts` says what each of them must hold.
 *
 * Every promise that resolves means "on disk": committed with full synchronisation (R1). A promise
 * that rejects means that nothing of that call was stored.
 */

import type { Role } from "../../shared/permissions.ts";
import type { PlenaryRecord, RecordKind, RecordKinds } from "../../shared/records.ts";

export interface DeclarationRow {
  readonly id: string;
  readonly title: string;
  /** ISO 8601, UTC, like every time in the store. */
  readonly createdAt: string;
}

export interface LinkRow {
  readonly id: string;
  readonly declarationId: string;
  /** The public half of the token; another one after each rotation. */
  readonly tokenId: string;
  readonly role: Role;
  readonly label: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

export interface ParticipantRow {
  readonly id: string;
  readonly declarationId: string;
  readonly linkId: string;
  readonly role: Role;
  readonly name: string;
  readonly affiliation: string;
  readonly stakeholder: string;
  readonly joinedAt: string;
  /** When the session cookie stops to count. */
  readonly expiresAt: string;
}

/** A Yjs client id and who writes under it; null is the server itself (R8). */
export interface Author {
  readonly clientId: number;
  readonly participantId: string | null;
}

export interface TextAppend {
  readonly declarationId: string;
  /** One more than the last of that declaration; the store refuses any other (two writers of one log). */
  readonly sequence: number;
  /** A merged Yjs update, format V1. */
  readonly update: Uint8Array;
  /** Client ids seen for the first time in this update. */
  readonly authors: readonly Author[];
}

export interface StoredText {
  /** The newest compact state (Yjs update format V2) and the sequence it holds, or null. */
  readonly snapshot: { readonly sequence: number; readonly state: Uint8Array } | null;
  /** The updates after the snapshot, in order. */
  readonly updates: readonly Uint8Array[];
  /** The last sequence in the log; 0 for an empty one. */
  readonly sequence: number;
  readonly authors: readonly Author[];
}

export type NewRecord = {
  [Kind in RecordKind]: {
    readonly kind: Kind;
    readonly participantId: string | null;
    readonly data: RecordKinds[Kind];
  };
}[RecordKind];

/** What a browser named a command with, so that it is carried out once. */
export interface CommandKeyRow {
  readonly declarationId: string;
  readonly participantId: string;
  readonly key: string;
  /** A fingerprint of what was asked for. */
  readonly content: string;
  /** The record that it left. */
  readonly sequence: number;
}

/** Everything that may be done inside one transaction. */
export interface StoreTransaction {
  insertDeclaration(row: DeclarationRow): Promise<void>;
  findDeclaration(id: string): Promise<DeclarationRow | null>;
  listDeclarations(): Promise<DeclarationRow[]>;

  insertLink(row: LinkRow): Promise<void>;
  findLink(id: string): Promise<LinkRow | null>;
  findLinkByToken(tokenId: string): Promise<LinkRow | null>;
  /** In the order they were made, with how many people joined by each. */
  listLinks(declarationId: string): Promise<(LinkRow & { readonly people: number })[]>;
  revokeLink(id: string, revokedAt: string): Promise<void>;
  rotateLink(id: string, tokenId: string): Promise<void>;

  insertParticipant(row: ParticipantRow): Promise<void>;
  findParticipant(id: string): Promise<ParticipantRow | null>;

  /** Appends to the record log and answers the record with its sequence. `at`, ISO 8601, is now unless it is restored. */
  appendRecord(declarationId: string, record: NewRecord, at?: string): Promise<PlenaryRecord>;
  /** The records after `since` in order, at most `most`. */
  listRecords(declarationId: string, since: number, most: number): Promise<PlenaryRecord[]>;

  keepCommandKey(row: CommandKeyRow): Promise<void>;
  findCommandKey(declarationId: string, participantId: string, key: string): Promise<CommandKeyRow | null>;

  /** Appends each, all or none. */
  appendText(appends: readonly TextAppend[]): Promise<void>;
  /**
   * Snapshot, tail and authors; an empty StoredText for a declaration without text. With
   * `snapshotBefore` only snapshots of a lower sequence count: for when the newest cannot be read.
   */
  loadText(declarationId: string, snapshotBefore?: number): Promise<StoredText>;
  /** The text as it was at `sequence`. Refusal storage-failed where the log does not reach so far. */
  loadTextUpTo(declarationId: string, sequence: number): Promise<Pick<StoredText, "snapshot" | "updates">>;
  /** The updates after the number `after` in order, at most `most`. */
  listText(declarationId: string, after: number, most: number): Promise<Uint8Array[]>;
  /** Every client id that was handed out or brought, in order. */
  listAuthors(declarationId: string): Promise<Author[]>;
  /** Keeps a compact state of everything up to `sequence`. The log before it stays: it is the history. */
  saveSnapshot(declarationId: string, sequence: number, state: Uint8Array): Promise<void>;
  /** A small Yjs client id for that person, counted up from 1 and never handed out again in that declaration. */
  takeClientId(declarationId: string, participantId: string | null): Promise<number>;
}

/** Outside `transact`, each call is a transaction of its own. */
export interface Store extends StoreTransaction {
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. */
  transact<Result>(work: (transaction: StoreTransaction) => Promise<Result>): Promise<Result>;
  /** Resolves once the database answers a query. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
