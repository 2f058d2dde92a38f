/** What the HTTP interface answers, for server and client alike. */
import type { Action, Role } from "./permissions.ts";
import type { PlenaryRecord } from "./records.ts";

export interface JoinAnswer {
  readonly declarationId: string;
  readonly role: Role;
  readonly participantId: string;
}

/** Answer of `GET /api/links/TOKEN`: what a join page shows before anyone joins. */
export interface LinkPreview {
  readonly declarationId: string;
  readonly title: string;
  readonly role: Role;
  readonly label: string;
  /** Who this browser already is in that declaration. */
  readonly alreadyJoined: { readonly name: string; readonly role: Role } | null;
}

/** Answer of `GET /api/declarations/ID/me`. */
export interface Me {
  readonly declarationId: string;
  readonly participantId: string;
  readonly name: string;
  readonly affiliation: string;
  readonly stakeholder: string;
  readonly role: Role;
  readonly allowed: readonly Action[];
  readonly schemaVersion: number;
}

/** One link as a facilitator sees it in `GET /api/declarations/ID/links`. */
export interface LinkView {
  readonly linkId: string;
  /** The short code to type instead of the address; null for links that let no attendees in. */
  readonly code: string | null;
  readonly role: Role;
  readonly label: string;
  /** The whole address to hand out; null once the link is revoked or has run out. */
  readonly url: string | null;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly people: number;
}

/** Answer of `GET /api/codes/CODE`: where to join. */
export interface CodeAnswer {
  /** A path of this server. */
  readonly path: string;
}

/** Answer of `GET /api/declarations/ID/invitation`: what the screen shows to the hall; null where no link stands. */
export interface InvitationAnswer {
  readonly invitation: {
    /** The whole address, for the QR code. */
    readonly url: string;
    readonly code: string;
    /** Where the code is typed in, as one reads it out. */
    readonly entrance: string;
  } | null;
}

/** Answer of `POST /api/declarations`. */
export interface NewDeclarationAnswer {
  readonly declarationId: string;
  readonly links: readonly LinkView[];
}

/** Answer of `POST /api/declarations/ID/writer`: a small Yjs client id, never handed out twice (R8). */
export interface WriterAnswer {
  readonly clientId: number;
}

/** Answer of `GET /api/declarations/ID/records?since=N`: what this person may read of the records after N. */
export interface RecordsAnswer {
  readonly records: readonly PlenaryRecord[];
  /** The number up to which nothing else is theirs to read. */
  readonly upTo: number;
  /** Whether there may be records after `upTo`. */
  readonly more: boolean;
}

export interface RefusalAnswer {
  readonly error: { readonly id: string; readonly message: string };
}
