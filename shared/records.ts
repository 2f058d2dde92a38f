/** The record: the numbered log entry that every decision leaves. Never changed, never renumbered. */
import type { Action, Role } from "./permissions.ts";

export interface RecordKinds {
  declarationCreated: { title: string };
  linkCreated: { linkId: string; role: Role; label: string; expiresAt: string | null };
  linkRevoked: { linkId: string };
  linkRotated: { linkId: string };
  /** One update deleted most of the text; `sequence` is the last of the text log before it. Recorded by the server. */
  textAlarm: { sequence: number; characters: number; participantId: string | null };
}

export type RecordKind = keyof RecordKinds;

export type PlenaryRecord = {
  [Kind in RecordKind]: {
    /** Counted from 1 in each declaration, without gaps. */
    readonly sequence: number;
    readonly kind: Kind;
    /** Who decided; null for the server itself. */
    readonly participantId: string | null;
    /** ISO 8601, UTC. */
    readonly at: string;
    readonly data: RecordKinds[Kind];
  };
}[RecordKind];

/** What a person needs to be allowed in order to read a record of that kind. */
export const recordAudience: Readonly<Record<RecordKind, Action>> = {
  declarationCreated: "readText",
  linkCreated: "readLinks",
  linkRevoked: "readLinks",
  linkRotated: "readLinks",
  textAlarm: "readAlarms",
};
